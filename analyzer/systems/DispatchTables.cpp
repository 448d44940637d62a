// SPDX-License-Identifier: MIT
#include "analyzer/systems/DispatchTables.h"

#include "analyzer/systems/Dispatch.h"
#include "analyzer/systems/SourceText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

namespace hookqual::systems {

namespace {

std::string verdictOf(const Dispatcher &dispatcher) {
  if (dispatcher.hooks.empty())
    return "asks nobody";
  return dispatcher.exits.empty() ? "always asks" : "may skip";
}

/// `-EOPNOTSUPP` as the number that rules give it.
std::string numberOf(llvm::StringRef text, const rules::RuleSet &rules) {
  const bool isNegative = text.consume_front("-");
  int64_t number = 0;
  if (text.getAsInteger(0, number)) {
    const auto constant = rules.constants.find(text.str());
    if (constant == rules.constants.end())
      return "";
    number = constant->second;
  }
  return std::to_string(isNegative ? -number : number);
}

struct Default {
  std::string declared, agrees;
};

/// Whether what is answered without modules is what every hook of the function declares.
Default defaultOf(const Dispatcher &dispatcher, const SectionInput &input) {
  std::vector<std::string> declared;
  bool agrees = true, isKnown = !dispatcher.hooks.empty();
  for (const std::string &hook : dispatcher.hooks) {
    const auto found = input.declaredDefaults.find(hook);
    if (found == input.declaredDefaults.end())
      return {"", ""};
    declared.push_back(found->second);
    const std::string number = numberOf(found->second, input.rules);
    isKnown &= !number.empty();
    agrees &= llvm::all_of(dispatcher.silent, [&](const std::string &answer) { return answer == number; });
  }
  const bool isVoid = llvm::is_contained(dispatcher.silent, "nothing");
  return {joined(declared), !isKnown || isVoid ? "" : agrees ? "yes" : "no"};
}

reports::Table dispatcherTable() {
  return {.name = "dispatchers",
          .title = "Functions that ask hooks",
          .note =
              "Whether every way through the function comes to the registered modules, in which order they "
              "are asked, and what is answered when none is registered.",
          .columns = {{"function", "function", "that asks on behalf of the rest of the kernel"},
                      {"place", "place", "of its definition"},
                      {"hooks", "hooks", "that it asks"},
                      {"verdict", "verdict", "always asks, may skip (see early_exits), or asks nobody"},
                      {"order", "order",
                       "slots: one after the other, none left out; table: a loop; broken: neither"},
                      {"slots", "slots", "modules that may be asked; 0 for a loop", true},
                      {"stops", "stops at", "answers after which no further module is asked"},
                      {"silent", "without modules", "what is answered on ways on which no module answers"},
                      {"declared", "declared", "default of the hooks, as written; empty: source not read"},
                      {"agrees", "agrees", "whether both are the same; empty: not known, or void"}},
          .rows = {}};
}

reports::Table exitTable() {
  return {.name = "early_exits",
          .title = "Ways on which no module is asked",
          .note = "A way through a function of the table above on which it turns away before it looks for "
                  "modules.",
          .columns = {{"function", "function", "that turns away"},
                      {"hooks", "hooks", "that are then not asked"},
                      {"condition", "when", "what holds on the way; empty: always"},
                      {"answer", "answer", "what is returned then"},
                      {"place", "place", "where it turns away"}},
          .rows = {}};
}

} // namespace

Tables dispatchTables(const SectionInput &input) {
  reports::Table functions = dispatcherTable(), exits = exitTable();
  for (const Dispatcher &dispatcher : dispatchersIn(input.program, input.known)) {
    const ir::Function &function = input.program.function(dispatcher.function);
    const std::string &name = function.symbol.name, hooks = joined(dispatcher.hooks);
    const Default standing = defaultOf(dispatcher, input);
    functions.rows.push_back({name, textOfPlace(function), hooks, verdictOf(dispatcher),
                              std::string(toString(dispatcher.order)), std::to_string(dispatcher.slots),
                              joined(dispatcher.stops), joined(dispatcher.silent), standing.declared,
                              standing.agrees});
    for (const EarlyExit &exit : dispatcher.exits)
      exits.rows.push_back({name, hooks, exit.condition, exit.answer, textOfPlace(function, exit.where)});
  }
  return {std::move(functions), std::move(exits)};
}

} // namespace hookqual::systems
