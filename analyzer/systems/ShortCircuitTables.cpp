// SPDX-License-Identifier: MIT
#include "analyzer/systems/ShortCircuitTables.h"

#include "analyzer/systems/DecidingCalls.h"
#include "analyzer/systems/DirectReach.h"
#include "analyzer/systems/ShortCircuits.h"
#include "analyzer/systems/SourceText.h"

#include "llvm/ADT/STLExtras.h"

namespace hookqual::systems {

namespace {

/// What several calls of one hook have in common is said once.
struct Place {
  std::string hook;
  ir::FunctionId function;
  ir::BlockId block;
  size_t successor = 0;
  friend auto operator<=>(const Place &, const Place &) = default;
};

struct Told {
  const ShortCircuit *first = nullptr;
  std::vector<std::string> askers;
};

reports::Table circuitTable() {
  return {.name = "short_circuits",
          .title = "Errors before the hook",
          .note = "Branches that return an error when the objects of a hook are there, and it has not been "
                  "asked: what a trail of hook calls does not show.",
          .columns = {{"hook", "hook", "that is not asked then"},
                      {"function", "function", "that returns the error"},
                      {"place", "place", "of the branch"},
                      {"condition", "when", "what the branch finds"},
                      {"error", "error", "that is returned; `answer`: what a function answered"},
                      {"objects", "objects", "of the hook, as they are called here"},
                      {"asked_at", "asked at", "where it would have been asked"},
                      {"system_calls", "system calls", "that come here by direct calls"}},
          .rows = {},
          .isForPaper = false};
}

reports::Table summaryTable() {
  return {.name = "unseen_errors",
          .title = "System calls, and errors that no hook sees",
          .note = "Of each system call and each hook that it comes to by direct calls: the branches of the "
                  "table above.",
          .columns = {{"system_call", "system call", "by name"},
                      {"hook", "hook", "that is not asked then"},
                      {"branches", "branches", "that return an error before", true},
                      {"errors", "errors", "that they return"}},
          .rows = {},
          .isForPaper = false};
}

std::string errorOf(const ShortCircuit &circuit) {
  return circuit.error == 0 ? "answer" : std::to_string(-circuit.error);
}

} // namespace

Tables shortCircuitTables(const SectionInput &input) {
  ObjectCache objects(input.program);
  const DirectReach reach(input.program);
  const std::vector<ShortCircuit> circuits = shortCircuitsIn(objects, reach, decidingCalls(input));
  std::map<Place, Told> places;
  for (const ShortCircuit &each : circuits) {
    Told &told = places[{each.hook, each.function, each.block, each.successor}];
    told.first = told.first ? told.first : &each;
    const ir::Function &asker = input.program.function(each.asker);
    told.askers.push_back(textOfPlace(asker, ir::instructionAt(asker, each.site)->location));
  }
  reports::Table table = circuitTable(), summary = summaryTable();
  std::map<std::pair<std::string, std::string>, std::vector<std::string>> errors;
  for (const auto &[place, told] : places) {
    const ir::Function &function = input.program.function(place.function);
    const std::vector<std::string> calls = reach.namesReaching({place.function});
    table.rows.push_back({place.hook, function.symbol.name,
                          textOfPlace(function, function.block(place.block).location),
                          textOfEdge(input.program, function, place.block, place.successor),
                          errorOf(*told.first), told.first->objects, joined(told.askers), joined(calls)});
    for (const std::string &call : calls)
      errors[{call, place.hook}].push_back(errorOf(*told.first));
  }
  for (auto &[key, each] : errors) {
    const std::string count = std::to_string(each.size());
    llvm::sort(each);
    summary.rows.push_back({key.first, key.second, count, joined(each)});
  }
  return {std::move(table), std::move(summary)};
}

} // namespace hookqual::systems
