// SPDX-License-Identifier: MIT
#include "analyzer/systems/CoverageTables.h"

#include "analyzer/systems/Coverage.h"
#include "analyzer/systems/DirectReach.h"
#include "analyzer/systems/SourceText.h"

#include "llvm/ADT/STLExtras.h"

namespace hookqual::systems {

namespace {

std::string listed(const std::set<std::string> &names) {
  return joined({names.begin(), names.end()});
}

std::string operationsOf(const rules::Rule &rule) {
  std::vector<std::string> names;
  for (const rules::Operation &operation : rule.operations)
    names.push_back(operation.name);
  return joined(names);
}

struct Coverage {
  std::vector<std::string> declared;
  std::vector<Registration> registrations;
  std::vector<CoveredRule> rules;
  std::map<std::string, std::vector<std::string>> askers; // of hooks
  NameSet loadedLater, always;
};

Coverage coverageOf(const SectionInput &input) {
  const AskedHooks asked = askedHooks(input.program, dispatchersIn(input.program, input.known));
  Coverage coverage{.declared = declaredHooks(input.program, input.known),
                    .registrations = registrationsIn(input.program, input.known),
                    .rules = {},
                    .askers = {},
                    .loadedLater = setNamed(input.rules, "modules-loaded-later"),
                    .always = setNamed(input.rules, "modules-always")};
  coverage.rules = coveredRules(input.program, input.rules, asked, coverage.registrations);
  for (const auto &[asker, hooks] : asked)
    for (const std::string &hook : hooks)
      coverage.askers[hook].push_back(asker);
  return coverage;
}

reports::Table moduleTable(const Coverage &coverage) {
  reports::Table table{
      .name = "modules",
      .title = "Modules",
      .note = "What each module registers, and so can decide about. A rule counts if one of its authorizers "
              "asks a hook that the module answers; whether the answer ever is no, is not looked at.",
      .columns = {{"module", "module", "as the variable that describes it names it"},
                  {"hooks", "hooks", "that it answers", true},
                  {"alone", "alone", "of these, that no other module answers", true},
                  {"rules", "rules", "whose operations it can mediate", true},
                  {"cannot", "cannot", "rules that ask some hook, but none that it answers", true}},
      .rows = {}};
  std::map<std::string, std::set<std::string>> hooks, modules;
  for (const Registration &each : coverage.registrations) {
    hooks[each.module].insert(each.hook);
    modules[each.hook].insert(each.module);
  }
  const auto asking =
      llvm::count_if(coverage.rules, [](const CoveredRule &each) { return !each.hooks.empty(); });
  for (const auto &[module, answered] : hooks) {
    const auto alone =
        llvm::count_if(answered, [&](const std::string &hook) { return modules[hook].size() == 1; });
    const auto can = llvm::count_if(coverage.rules,
                                    [&](const CoveredRule &each) { return each.modules.contains(module); });
    table.rows.push_back({module, std::to_string(answered.size()), std::to_string(alone), std::to_string(can),
                          std::to_string(asking - can)});
  }
  return table;
}

reports::Table registrationTable(const SectionInput &input, const Coverage &coverage) {
  reports::Table table{.name = "registrations",
                       .title = "Registrations",
                       .note = "Which function of which module answers a hook.",
                       .columns = {{"hook", "hook", "that is answered"},
                                   {"module", "module", "that answers"},
                                   {"function", "function", "that answers"},
                                   {"place", "place", "of its definition"},
                                   {"table", "table", "variable that registers it"}},
                       .rows = {},
                       .isForPaper = false};
  for (const Registration &each : coverage.registrations) {
    const ir::Function &function = input.program.function(each.function);
    table.rows.push_back({each.hook, each.module, function.symbol.name, textOfPlace(function),
                          std::string(ir::nameOf(each.table))});
  }
  return table;
}

reports::Table unansweredTable(const Coverage &coverage) {
  reports::Table table{
      .name = "unanswered_hooks",
      .title = "Hooks that no module answers",
      .note =
          "Modules that take whatever hook there is, as those that answer by what is loaded later, are left "
          "out here.",
      .columns = {{"hook", "hook", "that is declared"},
                  {"askers", "asked by", "functions that ask it; empty: none that was captured"}},
      .rows = {}};
  std::set<std::string> answered;
  for (const Registration &each : coverage.registrations)
    if (!coverage.loadedLater.matches(each.module))
      answered.insert(each.hook);
  for (const std::string &hook : coverage.declared)
    if (!answered.contains(hook)) {
      const auto askers = coverage.askers.find(hook);
      table.rows.push_back({hook, askers == coverage.askers.end() ? "" : joined(askers->second)});
    }
  return table;
}

reports::Table ruleTable(const Coverage &coverage) {
  reports::Table table{.name = "rule_coverage",
                       .title = "Rules and the modules that can decide",
                       .note = "No hook: the authorizer judges without asking a module.",
                       .columns = {{"rule", "rule", "by its id"},
                                   {"operations", "operations", "that it guards"},
                                   {"hooks", "hooks", "that its authorizers ask"},
                                   {"modules", "modules", "that answer one of these"}},
                       .rows = {},
                       .isForPaper = false};
  for (const CoveredRule &each : coverage.rules)
    table.rows.push_back({each.rule->id, operationsOf(*each.rule), listed(each.hooks), listed(each.modules)});
  return table;
}

reports::Table undecidedTable(const SectionInput &input, const Coverage &coverage) {
  reports::Table table{
      .name = "undecided",
      .title = "Operations that no active module decides",
      .note = "Rules that ask hooks, none of which is answered by a module that is named or that is always "
              "there. System calls: those that come to a function with the operation by direct calls.",
      .columns = {{"rule", "rule", "by its id"},
                  {"operations", "operations", "that then happen unjudged"},
                  {"hooks", "hooks", "that are asked, and answered by nobody"},
                  {"others", "would decide", "modules that answer them, but are not active"},
                  {"system_calls", "system calls", "that lead there by direct calls"}},
      .rows = {}};
  const DirectReach reach(input.program);
  for (const CoveredRule &each : coverage.rules) {
    const bool isDecided = llvm::any_of(each.modules, [&](const std::string &module) {
      return coverage.always.matches(module) || llvm::is_contained(input.modules, module);
    });
    if (!each.hooks.empty() && !isDecided)
      table.rows.push_back(
          {each.rule->id, operationsOf(*each.rule), listed(each.hooks), listed(each.modules),
           joined(reach.namesReaching(functionsOperating(input.program, input.rules, *each.rule)))});
  }
  return table;
}

} // namespace

Tables coverageTables(const SectionInput &input) {
  const Coverage coverage = coverageOf(input);
  Tables tables{moduleTable(coverage), registrationTable(input, coverage), unansweredTable(coverage),
                ruleTable(coverage)};
  if (!input.modules.empty())
    tables.push_back(undecidedTable(input, coverage));
  return tables;
}

} // namespace hookqual::systems
