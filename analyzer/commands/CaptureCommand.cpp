// SPDX-License-Identifier: MIT
// `hookqual capture`: kernel source to facts.db.
#include "analyzer/capture/Capture.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramDigest.h"
#include "analyzer/commands/UnitCollector.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/Format.h>
#include <llvm/Support/raw_ostream.h>

#include <filesystem>
#include <memory>
#include <thread>
#include <unistd.h>

namespace hookqual::commands {

namespace {

constexpr const char *kExplanation = R"(
PATH is a directory or a C file of the kernel, relative to it; without any, everything that
is configured is captured. No kernel is built: how units are compiled is recorded through
the kernel's own makefiles, in a directory `kbuild` beside the database, and again only when
those, the configuration or what headers are generated from changed. The kernel tree is not
written to: a clean tree is recorded with O=, a built one is read through its .cmd files.)";

struct CaptureArguments {
  capture::CaptureOptions options;
  long unitTimeLimit = 300;        // seconds
  uint64_t unitMemoryLimit = 4096; // MiB
  uint64_t cacheLimit = 2048;      // MiB
  bool withoutPrecompiled = false, withoutCache = false;
  UnitCollector collector;
  bool copies = false;
};

/// The reasons name macros and headers, of which there are many; each unit's is in the database.
void printParsedPlainly(const capture::CaptureSummary &summary, llvm::raw_ostream &out) {
  const auto &[unit, why] = *summary.parsedPlainly.begin();
  out << llvm::format("%zu of %zu units were parsed without the precompiled header, for example ",
                      summary.parsedPlainly.size(), summary.precompiled)
      << unit << ": " << why << '\n';
}

void printSummary(const capture::CaptureSummary &summary, const std::string &database) {
  llvm::raw_ostream &out = llvm::outs();
  for (const capture::SkippedUnit &skipped : summary.skipped) {
    out << "skipped " << skipped.unit << ": " << skipped.reason << '\n';
    if (!skipped.reproducer.empty())
      out << "  see again: " << skipped.reproducer << '\n';
  }
  if (!summary.parsedPlainly.empty())
    printParsedPlainly(summary, out);
  out << llvm::format("captured %zu of %zu units in %.1f s (%.1f s to find them): %zu collected, "
                      "%zu from the cache, %zu unchanged\n",
                      summary.parsed, summary.units, summary.findSeconds + summary.collectSeconds,
                      summary.findSeconds, summary.collected, summary.cached, summary.kept);
  out << llvm::format("%s: %.1f MiB%s\n", database.c_str(), double(summary.databaseBytes) / (1 << 20),
                      summary.hasChanged ? "" : ", as it was");
}

int runCapture(CaptureArguments &arguments) {
  capture::CaptureOptions &options = arguments.options;
  options.database = std::filesystem::absolute(options.database).lexically_normal().string();
  if (!options.query.module.empty())
    options.query.module = std::filesystem::weakly_canonical(options.query.module).string();
  options.query.output = capture::recordingDirectoryFor(options.database);
  options.query.copy = arguments.copies ? capture::CopyPolicy::WhenNeeded : capture::CopyPolicy::Never;
  options.unitLimits = {std::chrono::seconds(arguments.unitTimeLimit), arguments.unitMemoryLimit << 20};
  options.usesPrecompiled = !arguments.withoutPrecompiled;
  options.usesCache = !arguments.withoutCache && !options.verifiesPrecompiled;
  options.cacheBytes = arguments.cacheLimit << 20;
  UnitCollector &collector = arguments.collector;
  options.collect = [&collector](const capture::CollectRequest &request) {
    return collector.collect(request);
  };
  options.loadPrecompiled = [&collector](const std::string &prefix) { return collector.load(prefix); };
  options.precompile = &UnitCollector::precompile;
  options.progress =
      isatty(STDERR_FILENO) != 0 ? capture::ProgressStyle::Line : capture::ProgressStyle::Plain;

  llvm::Expected<capture::CaptureSummary> summary = capture::capture(options, llvm::errs());
  if (!summary) {
    llvm::errs() << "hookqual: error: " << llvm::toString(summary.takeError()) << '\n';
    return 2;
  }
  printSummary(*summary, options.database);
  return 0;
}

} // namespace

void addCaptureCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand("capture", "Capture a kernel's source into a database of facts");
  command->footer(kExplanation);
  auto arguments = std::make_shared<CaptureArguments>();
  capture::CaptureOptions &options = arguments->options;
  options.database = "facts.db";
  options.query.jobs = std::max(1u, std::thread::hardware_concurrency());

  CLI::Option *kernel = command
                            ->add_option("--kernel", options.query.kernel,
                                         "Kernel source tree; with -p, what file names are relative to")
                            ->type_name("DIR");
  command
      ->add_option("--config", options.query.config,
                   "Configuration to record with: `default` (defconfig with every security module) or a file")
      ->type_name("default|FILE");
  command->add_option("--build", options.query.build, "Object tree of an existing build (O=)")
      ->type_name("DIR");
  command
      ->add_option("--module", options.query.module,
                   "Also capture a module outside the tree: the directory that `make M=` takes; it is not "
                   "written to")
      ->needs(kernel)
      ->type_name("DIR");
  CLI::Option *database = command
                              ->add_option("-p,--compile-commands", options.query.compilationDatabase,
                                           "Take the units from a compile_commands.json")
                              ->type_name("FILE");
  command->add_option("--db", options.database, "Database to write")
      ->capture_default_str()
      ->type_name("FILE");
  command->add_option("-j,--jobs", options.query.jobs, "Workers at once")
      ->capture_default_str()
      ->check(CLI::Range(1u, 1024u))
      ->type_name("N");
  command->add_option("--unit-timeout", arguments->unitTimeLimit, "Time limit of one unit")
      ->capture_default_str()
      ->check(CLI::PositiveNumber)
      ->type_name("SECONDS");
  command->add_option("--unit-memory", arguments->unitMemoryLimit, "Memory limit of one unit; 0: none")
      ->capture_default_str()
      ->type_name("MIB");
  command->add_option("--cache-size", arguments->cacheLimit, "What the cache of units may keep")
      ->capture_default_str()
      ->type_name("MIB");
  command->add_flag("--no-cache", arguments->withoutCache, "Collect every unit anew");
  CLI::Option *noPch = command->add_flag("--no-pch", arguments->withoutPrecompiled,
                                         "Parse every unit by itself, without a precompiled header");
  command
      ->add_flag("--verify-pch", options.verifiesPrecompiled,
                 "Collect every unit with and without the precompiled header, and compare")
      ->excludes(noPch);
  command->add_flag("--copy", arguments->copies, "Record in a copy when the tree is not clean");
  command->add_option("PATH", options.query.paths, "Directories and C files to capture");
  command->callback([&invocation, arguments, kernel, database] {
    if (kernel->empty() && database->empty())
      throw CLI::ValidationError("capture", "--kernel DIR or -p FILE is needed");
    arguments->options.query.toolVersion = invocation.version;
    arguments->options.reproducer = {invocation.program, "collect-unit"};
    arguments->options.toolDigest = programDigest(invocation.program);
    invocation.run = [arguments] { return runCapture(*arguments); };
  });
}

} // namespace hookqual::commands
