// SPDX-License-Identifier: MIT
#include "analyzer/commands/CheckRun.h"
#include "analyzer/commands/Commands.h"
#include "analyzer/commands/ProgramInput.h"

#include "rules/Loader.h"
#include "rules/Schema.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <vector>

namespace hookqual::commands {

namespace {

using Paths = std::shared_ptr<std::vector<std::string>>;

struct LintArguments {
  std::vector<std::string> paths;
  std::string database;
  unsigned jobs = 1;
};

std::string authorizersOf(const rules::Rule &rule) {
  std::string names;
  for (const rules::Authorizer &authorizer : rule.anyOf)
    names += (names.empty() ? "" : " or ") + authorizer.function;
  return names;
}

int listRules(const std::vector<std::string> &paths) {
  llvm::Expected<rules::RuleSet> set = rules::loadRules(paths);
  if (!set)
    return fail(set.takeError());
  for (const rules::Rule &rule : set->rules)
    std::cout << rule.id << "  " << authorizersOf(rule) << "\n    " << rule.why << "\n";
  return 0;
}

/// What the rules say of themselves.
int lintFiles(const std::vector<std::string> &paths) {
  llvm::Expected<rules::RuleSet> set = rules::loadRules(paths);
  if (!set)
    return fail(set.takeError());
  std::cout << set->rules.size() << " rules, " << set->entryPatterns.size() << " entry patterns, "
            << set->hookNotes.size() << " hook notes, " << set->constants.size() << " constants: no errors\n";
  return 0;
}

void printSilence(const reports::Ledger &ledger) {
  for (const auto &[rule, reason] : ledger.silentRules)
    std::cout << rule << ": matches nothing: " << reason << "\n";
  for (const std::string &exemption : ledger.unusedExemptions)
    std::cout << exemption << ": this exemption matches nothing\n";
}

/// What they say of a captured kernel: names that it lacks or that mean something else there.
int lintAgainst(const LintArguments &arguments, const Invocation &invocation) {
  llvm::Expected<ProgramInput> input = openInput(arguments.paths, arguments.database);
  if (!input)
    return fail(input.takeError());
  llvm::Expected<ProgramFile> file = linkProgram(std::move(input->facts), input->rules);
  if (!file)
    return fail(file.takeError());
  llvm::Expected<CheckResult> result = runCheck(*file->program, input->rules,
                                                {.rulePaths = arguments.paths,
                                                 .ruleIds = {},
                                                 .toolVersion = std::string(invocation.version),
                                                 .jobs = arguments.jobs,
                                                 .ablation = {}});
  if (!result)
    return fail(result.takeError());
  for (const std::string &note : result->notes)
    std::cout << note << "\n";
  const reports::Ledger &ledger = result->report.ledger;
  printSilence(ledger);
  std::cout << ledger.rules << " rules against Linux " << file->description.kernelVersion << ": no errors, "
            << result->notes.size() << " notes, " << ledger.silentRules.size()
            << " rules that match nothing, " << ledger.unusedExemptions.size()
            << " exemptions that match nothing\n";
  return 0;
}

int lintRules(const LintArguments &arguments, const Invocation &invocation) {
  return arguments.database.empty() ? lintFiles(arguments.paths) : lintAgainst(arguments, invocation);
}

CLI::App *addFileCommand(CLI::App &rules, const std::string &name, const std::string &description,
                         const Paths &paths) {
  CLI::App *command = rules.add_subcommand(name, description);
  command->add_option("path", *paths, "Rule files, or directories of them")->required();
  return command;
}

} // namespace

void addRulesCommand(CLI::App &app, Invocation &invocation) {
  CLI::App *rules = app.add_subcommand("rules", "List rules, or look for mistakes in rule files");
  rules->require_subcommand(1);
  auto paths = std::make_shared<std::vector<std::string>>();

  addFileCommand(*rules, "list", "Print each rule, its authorizers and its reason", paths)
      ->callback([&invocation, paths] { invocation.run = [paths] { return listRules(*paths); }; });
  auto lint = std::make_shared<LintArguments>();
  CLI::App *lintCommand = rules->add_subcommand("lint", "Print every mistake as file:line:column");
  lintCommand->add_option("path", lint->paths, "Rule files, or directories of them")->required();
  lintCommand
      ->add_option("--db", lint->database,
                   "Also compare them with this captured kernel: names that it lacks, "
                   "rules and exemptions that match nothing")
      ->type_name("FILE");
  addJobsOption(*lintCommand, lint->jobs, "Rules inferred at once");
  lintCommand->callback(
      [&invocation, lint] { invocation.run = [lint, &invocation] { return lintRules(*lint, invocation); }; });
  rules->add_subcommand("schema", "Print the rule language, as rules/schema.md holds it")
      ->callback([&invocation] {
        invocation.run = [] {
          std::cout << rules::schemaMarkdown();
          return 0;
        };
      });
}

} // namespace hookqual::commands
