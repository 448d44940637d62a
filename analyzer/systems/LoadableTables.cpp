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

struct Unasked {
  std::vector<CoveredRule> rules;
  std::vector<UnaskedOperation> operations;
  std::vector<ModuleUse> uses;
};

Unasked unaskedIn(const SectionInput &input) {
  const AskedHooks asked = askedHooks(input.program, dispatchersIn(input.program, input.known));
  Unasked unasked{
      .rules = coveredRules(input.program, input.rules, asked, registrationsIn(input.program, input.known)),
      .operations = {},
      .uses = {}};
  unasked.operations = unaskedOperations(input, unasked.rules, asked);
  unasked.uses = moduleUses(input, unasked.rules, asked, unasked.operations);
  return unasked;
}

std::string hooksOf(const Unasked &unasked, const rules::Rule *rule) {
  const auto found = llvm::find_if(unasked.rules, [&](const CoveredRule &each) { return each.rule == rule; });
  return joined({found->hooks.begin(), found->hooks.end()});
}

reports::Table operationTable(const SectionInput &input, const Unasked &unasked) {
  reports::Table table{
      .name = "exported_operations",
      .title = "Exported functions that leave asking to their callers",
      .note =
          "The function is, or makes, an operation of a rule, and neither it nor what it calls directly "
          "(three calls deep) asks one of the rule's hooks: a module that calls it goes past them unless it "
          "asks itself. Operations that only read a field are left out; conditions of operations are not "
          "looked at.",
      .columns = {{"symbol", "symbol", "that is exported"},
                  {"audience", "to whom", "any module, or gpl"},
                  {"rule", "rule", "whose operation it is or makes"},
                  {"hooks", "hooks", "that the rule wants asked"},
                  {"how", "how", "is: it is the operation; makes: in its body"},
                  {"place", "place", "of the export"}},
      .rows = {}};
  std::map<std::string, const Export *> exports;
  for (const Export &each : input.exports)
    exports.emplace(each.symbol, &each);
  for (const UnaskedOperation &each : unasked.operations)
    table.rows.push_back({each.symbol, audienceOf(*exports[each.symbol]), each.rule->id,
                          hooksOf(unasked, each.rule), each.function.valid() ? "makes" : "is",
                          exports[each.symbol]->place});
  return table;
}

reports::Table useTable(const SectionInput &input, const Unasked &unasked) {
  reports::Table table{
      .name = "module_uses",
      .title = "What captured modules call of these",
      .note =
          "Calls of the functions above in modules outside the tree. Past the hooks: neither the caller nor "
          "what it calls directly asks one of the rule's hooks.",
      .columns = {{"function", "function", "of the module"},
                  {"place", "place", "of the call"},
                  {"symbol", "symbol", "that it calls"},
                  {"rule", "rule", "whose operation that is or makes"},
                  {"hooks", "hooks", "that the rule wants asked"},
                  {"verdict", "verdict", "asks, or past the hooks"}},
      .rows = {}};
  for (const ModuleUse &each : unasked.uses) {
    const ir::Function &function = input.program.function(each.caller);
    table.rows.push_back({function.symbol.name,
                          textOfPlace(function, ir::instructionAt(function, each.site)->location),
                          each.operation->symbol, each.operation->rule->id,
                          hooksOf(unasked, each.operation->rule), each.asks ? "asks" : "past the hooks"});
  }
  return table;
}

reports::Table entryTable(const SectionInput &input) {
  reports::Table table{.name = "module_entries",
                       .title = "How captured modules are entered",
                       .note = "Functions of modules outside the tree whose address is kept somewhere.",
                       .columns = {{"function", "function", "of the module"},
                                   {"place", "place", "of its definition"},
                                   {"kept", "kept in", "fields and variables"},
                                   {"entry", "entry", "what the rules say of it"}},
                       .rows = {}};
  for (uint32_t i = 0; i < input.program.functionCount(); ++i) {
    const ir::FunctionId id(i);
    const ir::Function &function = input.program.function(id);
    if (!input.known.loadableFiles.matches(function.file) || input.program.addressesTakenOf(id).empty())
      continue;
    std::vector<std::string> kept;
    for (const ir::MemberTarget &target : input.program.addressesTakenOf(id))
      kept.push_back(target.member.field.empty() ? std::string(ir::nameOf(target.holder))
                                                 : ir::nameOf(target.member));
    table.rows.push_back({function.symbol.name, textOfPlace(function), joined(kept),
                          std::string(toString(input.program.entry(id).entryClass))});
  }
  return table;
}

} // namespace

Tables loadableTables(const SectionInput &input) {
  const Unasked unasked = unaskedIn(input);
  return {frameworkTable(input), operationTable(input, unasked), useTable(input, unasked), entryTable(input)};
}

} // namespace hookqual::systems
