// SPDX-License-Identifier: MIT
#include "analyzer/commands/Commands.h"

#include "rules/Loader.h"
#include "rules/Schema.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>
#include <vector>

namespace hookqual::commands {

namespace {

constexpr int kWrongInput = 2;

using Paths = std::shared_ptr<std::vector<std::string>>;

int reportErrors(llvm::Error error) {
  std::cerr << llvm::toString(std::move(error)) << "\n";
  return kWrongInput;
}

std::string authorizersOf(const rules::Rule &rule) {
  std::string names;
  for (const rules::Authorizer &authorizer : rule.anyOf)
    names += (names.empty() ? "" : " or ") + authorizer.function;
  return names;
}

int listRules(const std::vector<std::string> &paths) {
  llvm::Expected<rules::RuleSet> set = rules::loadRules(paths);
  if (!set)
    return reportErrors(set.takeError());
  for (const rules::Rule &rule : set->rules)
    std::cout << rule.id << "  " << authorizersOf(rule) << "\n    " << rule.why << "\n";
  return 0;
}

int lintRules(const std::vector<std::string> &paths) {
  llvm::Expected<rules::RuleSet> set = rules::loadRules(paths);
  if (!set)
    return reportErrors(set.takeError());
  std::cout << set->rules.size() << " rules, " << set->entryPatterns.size() << " entry patterns, "
            << set->hookNotes.size() << " hook notes, " << set->constants.size() << " constants: no errors\n";
  return 0;
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
  addFileCommand(*rules, "lint", "Print every mistake as file:line:column", paths)
      ->callback([&invocation, paths] { invocation.run = [paths] { return lintRules(*paths); }; });
  rules->add_subcommand("schema", "Print the rule language, as rules/schema.md holds it")
      ->callback([&invocation] {
        invocation.run = [] {
          std::cout << rules::schemaMarkdown();
          return 0;
        };
      });
}

} // namespace hookqual::commands
