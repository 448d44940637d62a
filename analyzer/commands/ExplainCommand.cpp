// SPDX-License-Identifier: MIT
// `hookqual explain`: one finding in full.
#include "analyzer/commands/CachedCheck.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ExplainRule.h"
#include "analyzer/commands/FindingChoice.h"
#include "analyzer/commands/ReportOutput.h"
#include "analyzer/commands/SourceTree.h"

#include "reports/ExplainText.h"
#include "reports/JsonReport.h"
#include "reports/RefutationText.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/raw_ostream.h>

#include <memory>
#include <unistd.h>

namespace hookqual::commands {

namespace {

struct ExplainArguments {
  CheckRequest request;
  ReportOutput output;
  std::string id, kernel;
  bool showsAll = false, isOfRefuted = false;
};

/// The report with nothing in it but the finding, or what was refuted.
llvm::Expected<reports::Report> reportOf(const ExplainArguments &arguments, CheckResult result) {
  if (arguments.isOfRefuted) {
    result.report.findings.clear();
    return std::move(result.report);
  }
  result.report.refutations.clear();
  auto meant = findingMeant(result.report, arguments.id);
  if (!meant)
    return meant.takeError();
  const reports::Finding finding = **meant;
  result.report.findings = {finding};
  return std::move(result.report);
}

reports::ExplainOptions optionsOf(const ExplainArguments &arguments) {
  const bool isTerminal = arguments.output.path.empty() && isatty(STDOUT_FILENO) != 0;
  return {.colour = isTerminal ? reports::Colour::Always : reports::Colour::Never,
          .shown = arguments.showsAll ? reports::Shown::All : reports::Shown::Important};
}

llvm::Error write(const ExplainArguments &arguments, const reports::Report &report, SourceTree &tree) {
  auto lines = [&](const std::string &file, uint32_t line) { return tree.line(file, line); };
  auto writeText = [&](const reports::Report &of, llvm::raw_ostream &out) {
    if (arguments.isOfRefuted)
      reports::writeRefutations(of, out, optionsOf(arguments).colour);
    else
      reports::writeExplanation(of.findings.front(), lines, out, optionsOf(arguments));
  };
  return writeReport(arguments.output, report, writeText, reports::writeJson);
}

/// The rules stay with the caller, and the check is of this rule alone.
int runExplainRule(ExplainArguments arguments) {
  llvm::Expected<ProgramInput> input =
      openInput(arguments.request.options.rulePaths, arguments.request.database);
  if (!input)
    return fail(input.takeError());
  const rules::RuleSet rules = input->rules;
  arguments.request.options.ruleIds = {arguments.id};
  llvm::Expected<CheckResult> result = checkOrRecall(arguments.request, std::move(*input));
  if (!result)
    return fail(result.takeError());
  if (llvm::Error error = explainRule(rules, arguments.id, result->report, llvm::outs()))
    return fail(std::move(error));
  return 0;
}

int runExplain(const ExplainArguments &arguments) {
  if (isRuleId(arguments.id))
    return runExplainRule(arguments);
  llvm::Expected<ProgramInput> input =
      openInput(arguments.request.options.rulePaths, arguments.request.database);
  if (!input)
    return fail(input.takeError());
  SourceTree tree(arguments.kernel.empty() ? input->facts.description.sourceRoot : arguments.kernel);
  llvm::Expected<CheckResult> result = checkOrRecall(arguments.request, std::move(*input));
  if (!result)
    return fail(result.takeError());
  llvm::Expected<reports::Report> report = reportOf(arguments, std::move(*result));
  if (!report)
    return fail(report.takeError());
  if (llvm::Error error = write(arguments, *report, tree))
    return fail(std::move(error));
  if (!tree.complaint().empty())
    llvm::errs() << "note: without source lines: " << tree.complaint() << '\n';
  return 0;
}

} // namespace

void addExplainCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand(
      "explain", "Show one finding in full, with its source and what to do; or what a rule matched");
  auto arguments = std::make_shared<ExplainArguments>();
  CheckOptions &options = arguments->request.options;
  CLI::App *what = command->add_option_group("what")->require_option(1);
  what->add_option("FINDING", arguments->id,
                   "Id that `check` printed, or the beginning of it; or the id of a rule");
  what->add_flag("--refuted", arguments->isOfRefuted, "What was found to have no path, and why");
  addDatabaseOption(*command, arguments->request.database);
  addRulesOption(*command, options.rulePaths);
  command->add_option("--rule", options.ruleIds, "Check only this rule; may be repeated")->type_name("ID");
  command
      ->add_option("--kernel", arguments->kernel, "Source tree to show lines of (default: the captured one)")
      ->check(CLI::ExistingDirectory)
      ->type_name("DIR");
  command->add_flag("--all", arguments->showsAll, "Show every step, entry and route");
  addOutputOptions(*command, arguments->output, "explanation");
  command->add_flag("--no-cache", arguments->request.withoutCache, "Infer anew, and keep nothing");
  addJobsOption(*command, options.jobs, "Rules inferred at once");
  command->footer("Exit code: 0, or 2 for wrong input, such as an id that no finding has.");
  command->callback([&invocation, arguments] {
    CheckRequest &request = arguments->request;
    request.options.toolVersion = invocation.version;
    request.program = invocation.program;
    useShippedRules(request.options.rulePaths, invocation);
    invocation.run = [arguments] { return runExplain(*arguments); };
  });
}

} // namespace hookqual::commands
