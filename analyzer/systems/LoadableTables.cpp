// SPDX-License-Identifier: MIT
#include "analyzer/systems/LoadableTables.h"

#include "analyzer/systems/Loadable.h"
#include "analyzer/systems/SourceText.h"

#include "llvm/ADT/STLExtras.h"

namespace hookqual::systems {

namespace {

std::string audienceOf(const Export &each) {
  return each.nameSpace.empty() ? each.audience : each.audience + ", namespace " + each.nameSpace;
}

reports::Table frameworkTable(const SectionInput &input) {
  reports::Table table{
      .name = "exported_framework",
      .title = "What of the framework is exported",
      .note = "Functions that ask hooks, and what else the files of the modules and the "
              "dispatcher export.",
      .columns = {{"symbol", "symbol", "that is exported"},
                  {"kind", "kind", "hook: asks modules; internal: of the framework otherwise"},
                  {"audience", "to whom", "any module, or gpl: those of a compatible licence"},
                  {"place", "place", "of the export"}},
      .rows = {}};
  for (const Export &each : input.exports) {
    const bool isHook = input.known.hooks.matches(each.symbol);
    if (isHook || input.known.outside.matches(each.place.substr(0, each.place.find(':'))))
      table.rows.push_back({each.symbol, isHook ? "hook" : "internal", audienceOf(each), each.place});
  }
  llvm::sort(table.rows);
  return table;
}

reports::Table operationTable(const SectionInput &input) {
  reports::Table table{
      .name = "exported_operations",
      .title = "Exported functions that leave asking to their callers",
      .note = "The function is, or makes, an operation of a rule, and neither it nor what it calls directly "
              "(three calls deep) asks one of the rule's hooks: a module that calls it goes past them unless "
              "it asks itself.",
      .columns = {{"symbol", "symbol", "that is exported"},
                  {"audience", "to whom", "any module, or gpl"},
                  {"rule", "rule", "whose operation it is or makes"},
                  {"hooks", "hooks", "that the rule wants asked"},
                  {"how", "how", "is: it is the operation; makes: in its body"},
                  {"place", "place", "of the export"}},
      .rows = {}};
  const AskedHooks asked = askedHooks(input.program, dispatchersIn(input.program, input.known));
  const std::vector<CoveredRule> covered =
      coveredRules(input.program, input.rules, asked, registrationsIn(input.program, input.known));
  std::map<std::string, const Export *> exports;
  for (const Export &each : input.exports)
    exports.emplace(each.symbol, &each);
  for (const UnaskedOperation &each : unaskedOperations(input, covered, asked)) {
    const auto rule = llvm::find_if(covered, [&](const CoveredRule &one) { return one.rule == each.rule; });
    table.rows.push_back({each.symbol, audienceOf(*exports[each.symbol]), each.rule->id,
                          joined({rule->hooks.begin(), rule->hooks.end()}),
                          each.function.valid() ? "makes" : "is", exports[each.symbol]->place});
  }
  return table;
}

} // namespace

Tables loadableTables(const SectionInput &input) {
  return {frameworkTable(input), operationTable(input)};
}

} // namespace hookqual::systems
