// SPDX-License-Identifier: MIT
// `hookqual baseline`: what is known of a kernel, kept, and compared with later.
#include "analyzer/commands/CachedCheck.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/Standing.h"
#include "reports/Baseline.h"
#include "reports/ExitCode.h"
#include "reports/FindingText.h"

#include <CLI/CLI.hpp>
#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/raw_ostream.h>

#include <memory>

namespace hookqual::commands {

namespace {

struct BaselineArguments {
  CheckRequest request;
  std::string file;
  std::vector<std::string> suppressions;
};

llvm::Expected<reports::Report> checkNow(const BaselineArguments &arguments) {
  llvm::Expected<ProgramInput> input =
      openInput(arguments.request.options.rulePaths, arguments.request.database);
  if (!input)
    return input.takeError();
  llvm::Expected<CheckResult> result = checkOrRecall(arguments.request, std::move(*input));
  if (!result)
    return result.takeError();
  return std::move(result->report);
}

int writeNow(const BaselineArguments &arguments) {
  llvm::Expected<reports::Report> report = checkNow(arguments);
  if (!report)
    return fail(report.takeError());
  llvm::Error error = llvm::writeToOutput(arguments.file, [&](llvm::raw_ostream &out) {
    reports::writeBaseline(*report, out);
    return llvm::Error::success();
  });
  if (error)
    return fail(std::move(error));
  llvm::outs() << arguments.file << ": " << report->findings.size() << " findings\n";
  return int(reports::ExitCode::NothingFound);
}

void writeHeadline(llvm::StringRef what, const reports::Finding &finding) {
  llvm::outs() << what << "  " << reports::place(finding.where) << finding.message << " [" << finding.rule
               << "] " << finding.fingerprint << '\n';
}

int compareNow(const BaselineArguments &arguments) {
  llvm::Expected<reports::Report> baseline = readBaselineFile(arguments.file);
  if (!baseline)
    return fail(baseline.takeError());
  auto suppressions = rules::loadSuppressions(arguments.suppressions);
  if (!suppressions)
    return fail(suppressions.takeError());
  llvm::Expected<reports::Report> report = checkNow(arguments);
  if (!report)
    return fail(report.takeError());
  const std::vector<reports::Finding> fixed = compareWithBaseline(*report, *baseline);
  for (const std::string &warning : suppress(report->findings, *suppressions, today()))
    llvm::errs() << warning << '\n';
  size_t fresh = 0, suppressed = 0;
  for (const reports::Finding &finding : report->findings) {
    suppressed += finding.suppressed ? 1 : 0;
    if (!reports::isNew(finding))
      continue;
    ++fresh;
    writeHeadline("new    ", finding);
  }
  for (const reports::Finding &finding : fixed)
    writeHeadline("fixed  ", finding);
  const std::vector<std::string> others = otherDifferences(*report, *baseline);
  if (!others.empty())
    llvm::outs() << "differs from the baseline beside the code: " << llvm::join(others, ", ") << '\n';
  size_t unchanged = 0;
  for (const reports::Finding &finding : report->findings)
    unchanged += finding.baseline == "unchanged" ? 1 : 0;
  llvm::outs() << fresh << " new, " << fixed.size() << " fixed, " << unchanged << " unchanged, " << suppressed
               << " suppressed\n";
  return int(reports::exitCodeOf(*report, &baseline->ledger));
}

} // namespace

void addBaselineCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand("baseline", "Keep what is known of a kernel, or compare with it");
  command->require_subcommand(1);
  auto arguments = std::make_shared<BaselineArguments>();
  const auto add = [&](const char *name, const char *what, const char *file,
                       int (*run)(const BaselineArguments &)) {
    CLI::App *action = command->add_subcommand(name, what);
    addDatabaseOption(*action, arguments->request.database);
    addRulesOption(*action, arguments->request.options.rulePaths);
    action->add_option(file, arguments->file, "The baseline")->required()->type_name("FILE");
    addJobsOption(*action, arguments->request.options.jobs, "Rules inferred at once");
    action->callback([&invocation, arguments, run] {
      arguments->request.options.toolVersion = invocation.version;
      arguments->request.program = invocation.program;
      useShippedRules(arguments->request.options.rulePaths, invocation);
      invocation.run = [arguments, run] { return run(*arguments); };
    });
    return action;
  };
  add("write", "Write the findings of now", "-o,--output", writeNow);
  CLI::App *compare = add("compare", "Say what is new, fixed and unchanged", "--baseline", compareNow);
  addSuppressionsOption(*compare, arguments->suppressions);
  compare->footer(
      "Exit code: 0 nothing new, 1 new findings, 2 wrong input, 3 nothing new, but less was looked at.");
}

} // namespace hookqual::commands
