// SPDX-License-Identifier: MIT
// `hookqual check`: facts.db and rules to findings.
#include "analyzer/capture/Capture.h"
#include "analyzer/commands/AblationOption.h"
#include "analyzer/commands/CheckRun.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramDigest.h"
#include "analyzer/commands/ProgramInput.h"
#include "analyzer/commands/ResultCache.h"
#include "analyzer/witness/SolverVersion.h"

#include "reports/ExitCode.h"
#include "reports/JsonReport.h"
#include "reports/TextReport.h"

#include <CLI/CLI.hpp>
#include <llvm/Support/FileUtilities.h>
#include <llvm/Support/raw_ostream.h>

#include <memory>
#include <unistd.h>

namespace hookqual::commands {

namespace {

struct CheckArguments {
  CheckOptions options;
  std::string database;
  std::string program; // this one
  std::string format;  // empty: by the extension of the output, else text
  std::vector<std::string> outputs;
  bool withoutCache = false;
};

std::string formatOf(const CheckArguments &arguments, llvm::StringRef output) {
  if (!arguments.format.empty())
    return arguments.format;
  return output.ends_with(".json") ? "json" : "text";
}

void render(const reports::Report &report, const std::string &format, reports::Colour colour,
            llvm::raw_ostream &out) {
  if (format == "json")
    reports::writeJson(report, out);
  else
    reports::writeText(report, out, {.colour = colour});
}

/// Files appear whole or not at all.
llvm::Error writeOutputs(const CheckArguments &arguments, const reports::Report &report) {
  for (const std::string &path : arguments.outputs) {
    std::string format = formatOf(arguments, path);
    llvm::Error error = llvm::writeToOutput(path, [&](llvm::raw_ostream &out) {
      render(report, format, reports::Colour::Never, out);
      return llvm::Error::success();
    });
    if (error)
      return llvm::createStringError(path + ": " + llvm::toString(std::move(error)));
  }
  if (arguments.outputs.empty()) {
    auto colour = isatty(STDOUT_FILENO) != 0 ? reports::Colour::Always : reports::Colour::Never;
    render(report, formatOf(arguments, ""), colour, llvm::outs());
  }
  return llvm::Error::success();
}

/// Nothing when the result shall not or cannot be reused.
std::optional<std::string> keyFor(const CheckArguments &arguments, const FactsDescription &facts,
                                  const rules::RuleSet &rules, const std::vector<std::string> &notes) {
  if (arguments.withoutCache || !arguments.options.ablation.isComplete())
    return std::nullopt;
  return keyOf({programDigest(arguments.program), witness::solverVersion(), facts, rules, notes,
                arguments.options.ruleIds});
}

/// What is wrong with the rules is found again each time: only whole results are kept, and
/// only those of an undamaged database.
llvm::Expected<CheckResult> check(const CheckArguments &arguments, FactsFile facts,
                                  const rules::RuleSet &rules, const std::vector<std::string> &notes) {
  const ResultCache cache(capture::cacheDirectoryFor(arguments.database) + "/results");
  const std::optional<std::string> key = keyFor(arguments, facts.description, rules, notes);
  if (key)
    if (std::optional<CheckResult> known = cache.find(*key))
      return std::move(*known);
  llvm::Expected<ProgramFile> file = linkProgram(std::move(facts), rules);
  if (!file)
    return file.takeError();
  llvm::Expected<CheckResult> result = runCheck(*file->program, rules, arguments.options);
  if (!result)
    return result.takeError();
  file->describe(result->report);
  if (key && file->program->damagedFunctions().empty())
    cache.keep(*key, *result);
  return result;
}

int runCheckCommand(const CheckArguments &arguments) {
  llvm::Expected<ProgramInput> input = openInput(arguments.options.rulePaths, arguments.database);
  if (!input)
    return fail(input.takeError());
  llvm::Expected<CheckResult> result = check(arguments, std::move(input->facts), input->rules, input->notes);
  if (!result)
    return fail(result.takeError());
  for (const std::string &note : result->notes)
    llvm::errs() << note << '\n';
  if (llvm::Error error = writeOutputs(arguments, result->report))
    return fail(std::move(error));
  return int(reports::exitCodeOf(result->report));
}

} // namespace

void addCheckCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *command = app.add_subcommand("check", "Infer qualifiers and report unmediated operations");
  auto arguments = std::make_shared<CheckArguments>();
  CheckOptions &options = arguments->options;
  addDatabaseOption(*command, arguments->database);
  addRulesOption(*command, options.rulePaths);
  command->add_option("--rule", options.ruleIds, "Only this rule; may be repeated")->type_name("ID");
  command
      ->add_option("--format", arguments->format, "Form of the report (default: by the output's extension)")
      ->check(CLI::IsMember({"text", "json"}));
  command->add_option("-o,--output", arguments->outputs, "Write the report here; may be repeated")
      ->type_name("PATH");
  addJobsOption(*command, options.jobs, "Rules inferred at once");
  command->add_flag("--no-cache", arguments->withoutCache, "Infer anew, and keep nothing");
  addAblationOption(*command, options.ablation);
  command->footer(
      "Exit code: 0 nothing found, 1 findings, 2 wrong input, 3 nothing found but units were skipped.");
  command->callback([&invocation, arguments] {
    arguments->options.toolVersion = invocation.version;
    arguments->program = invocation.program;
    useShippedRules(arguments->options.rulePaths, invocation);
    invocation.run = [arguments] { return runCheckCommand(*arguments); };
  });
}

} // namespace hookqual::commands
