// SPDX-License-Identifier: MIT
// `hookqual check`: facts.db and rules to findings.
#include "analyzer/commands/AblationOption.h"
#include "analyzer/commands/CachedCheck.h"
#include "analyzer/commands/CheckOutput.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/Standing.h"

#include "reports/ExitCode.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

#include <memory>
#include <optional>

namespace hookqual::commands {

namespace {

struct CheckArguments {
  CheckRequest request;
  CheckOutput output;
  StandingOptions standing;
};

int runCheckCommand(const CheckArguments &arguments) {
  auto suppressions = rules::loadSuppressions(arguments.standing.suppressions);
  if (!suppressions)
    return fail(suppressions.takeError());
  std::optional<reports::Report> baseline;
  if (!arguments.standing.baseline.empty()) {
    llvm::Expected<reports::Report> read = readBaselineFile(arguments.standing.baseline);
    if (!read)
      return fail(read.takeError());
    baseline = std::move(*read);
  }
  llvm::Expected<ProgramInput> input =
      openInput(arguments.request.options.rulePaths, arguments.request.database);
  if (!input)
    return fail(input.takeError());
  const std::string sourceRoot = input->facts.description.sourceRoot;
  llvm::Expected<CheckResult> result = checkOrRecall(arguments.request, std::move(*input));
  if (!result)
    return fail(result.takeError());
  for (const std::string &note : result->notes)
    llvm::errs() << note << '\n';
  if (baseline)
    compareWithBaseline(result->report, *baseline);
  for (const std::string &warning : suppress(result->report.findings, *suppressions, today()))
    llvm::errs() << warning << '\n';
  if (llvm::Error error = writeCheckOutput(arguments.output, result->report, sourceRoot))
    return fail(std::move(error));
  return int(reports::exitCodeOf(result->report, baseline ? &baseline->ledger : nullptr));
}

} // namespace

void addCheckCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand("check", "Infer qualifiers and report unmediated operations");
  auto arguments = std::make_shared<CheckArguments>();
  CheckOptions &options = arguments->request.options;
  addDatabaseOption(*command, arguments->request.database);
  addRulesOption(*command, options.rulePaths);
  command->add_option("--rule", options.ruleIds, "Only this rule; may be repeated")->type_name("ID");
  addCheckOutputOptions(*command, arguments->output);
  command
      ->add_option("--baseline", arguments->standing.baseline,
                   "What `baseline write` wrote, or a report in JSON: what it knows is not new")
      ->type_name("FILE");
  addSuppressionsOption(*command, arguments->standing.suppressions);
  addJobsOption(*command, options.jobs, "Rules inferred at once");
  command->add_flag("--no-cache", arguments->request.withoutCache, "Infer anew, and keep nothing");
  addAblationOption(*command, options.ablation);
  command->footer(
      "Exit code: 0 nothing found, 1 findings, 2 wrong input, 3 nothing found but units were skipped.");
  command->callback([&invocation, arguments] {
    arguments->request.options.toolVersion = invocation.version;
    arguments->request.program = invocation.program;
    useShippedRules(arguments->request.options.rulePaths, invocation);
    if (arguments->output.format == "html" && arguments->output.paths.empty())
      throw CLI::ValidationError("--format html", "needs -o DIR, which will hold its pages");
    invocation.run = [arguments] { return runCheckCommand(*arguments); };
  });
}

} // namespace hookqual::commands
