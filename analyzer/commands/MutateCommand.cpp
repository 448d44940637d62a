// SPDX-License-Identifier: MIT
// `hookqual mutate`: which authorizer calls would be missed if they were weaker.
#include "analyzer/commands/AblationOption.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramFile.h"
#include "analyzer/mutate/Mutation.h"
#include "reports/ExitCode.h"
#include "rules/Loader.h"
#include "rules/Selection.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/Chrono.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/FormatVariadic.h>
#include <llvm/Support/raw_ostream.h>

#include <chrono>
#include <memory>
#include <thread>
#include <unistd.h>

namespace hookqual::commands {

namespace {

constexpr int kWrongInput = int(reports::ExitCode::WrongInput);

struct MutateArguments {
  mutate::MutationOptions options;
  std::string database = "facts.db", format = "text", output, toolVersion;
  std::vector<std::string> rulePaths;
};

int fail(llvm::Error error) {
  llvm::errs() << "hookqual: error: " << llvm::toString(std::move(error)) << '\n';
  return kWrongInput;
}

void showProgress(size_t done, size_t all) {
  llvm::errs() << '\r' << done << " of " << all << " calls" << (done == all ? "\n" : "");
}

llvm::Error write(const MutateArguments &arguments, const reports::MutationReport &report) {
  auto render = [&](llvm::raw_ostream &out) {
    if (arguments.format == "json")
      reports::writeMutationJson(report, out);
    else
      reports::writeMutationText(report, out);
    return llvm::Error::success();
  };
  return arguments.output.empty() ? render(llvm::outs()) : llvm::writeToOutput(arguments.output, render);
}

llvm::Expected<reports::MutationReport> weaken(const MutateArguments &arguments) {
  llvm::Expected<rules::RuleSet> rules = rules::loadRules(arguments.rulePaths);
  if (!rules)
    return rules.takeError();
  llvm::Expected<FactsFile> facts = openFacts(arguments.database);
  if (!facts)
    return facts.takeError();
  const std::string today = llvm::formatv("{0:%Y-%m-%d}", std::chrono::system_clock::now()).str();
  for (const std::string &note : rules::selectForRun(*rules, facts->description.kernelVersion, today))
    llvm::errs() << note << '\n';
  llvm::Expected<ProgramFile> file = linkProgram(std::move(*facts), *rules);
  if (!file)
    return file.takeError();
  if (rules->hookFamilies.empty())
    return llvm::createStringError("the rules name no hooks: an item `hooks:` is missing");
  return reports::MutationReport{.toolVersion = arguments.toolVersion,
                                 .rulesDigest = rules->digest,
                                 .kernelVersion = file->description.kernelVersion,
                                 .configDigest = file->description.configDigest,
                                 .mutants = mutate::mutate(*file->program, *rules, arguments.options)};
}

int runMutate(const MutateArguments &arguments) {
  llvm::Expected<reports::MutationReport> report = weaken(arguments);
  if (!report)
    return fail(report.takeError());
  if (llvm::Error error = write(arguments, *report))
    return fail(std::move(error));
  return 0;
}

} // namespace

void addMutateCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command =
      app.add_subcommand("mutate", "Take away each authorizer call in turn and say who would notice");
  auto arguments = std::make_shared<MutateArguments>();
  arguments->options.jobs = std::max(1u, std::thread::hardware_concurrency());
  command->add_option("--db", arguments->database, "Database that `capture` wrote")
      ->capture_default_str()
      ->type_name("FILE");
  command
      ->add_option("--rules", arguments->rulePaths, "Rule files or directories (default: the shipped rules)")
      ->type_name("PATH");
  command->add_option("--hook", arguments->options.hooks, "Only calls of this hook; may be repeated")
      ->type_name("NAME");
  command->add_option("--format", arguments->format, "Form of the report")
      ->capture_default_str()
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("-o,--output", arguments->output, "Write the report here")->type_name("PATH");
  command->add_option("-j,--jobs", arguments->options.jobs, "Mutants inferred at once")
      ->capture_default_str()
      ->check(CLI::Range(1u, 1024u))
      ->type_name("N");
  addAblationOption(*command, arguments->options.ablation);
  command->footer("The facts are not changed. Exit code: 0, or 2 for wrong input.");
  command->callback([&invocation, arguments] {
    arguments->toolVersion = invocation.version;
    if (arguments->rulePaths.empty())
      arguments->rulePaths = {shippedRules(invocation.program)};
    if (isatty(STDERR_FILENO) != 0)
      arguments->options.progress = showProgress;
    invocation.run = [arguments] { return runMutate(*arguments); };
  });
}

} // namespace hookqual::commands
