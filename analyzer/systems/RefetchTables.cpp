// SPDX-License-Identifier: MIT
#include "analyzer/systems/RefetchTables.h"

#include "analyzer/systems/DecidingCalls.h"
#include "analyzer/systems/DirectReach.h"
#include "analyzer/systems/Refetches.h"
#include "analyzer/systems/SourceText.h"

namespace hookqual::systems {

namespace {

std::string placeOf(const ir::Program &program, const Fetch &fetch) {
  const ir::Function &function = program.function(fetch.function);
  return textOfPlace(function, ir::instructionAt(function, fetch.site)->location);
}

} // namespace

Tables refetchTables(const SectionInput &input) {
  reports::Table table{
      .name = "refetches",
      .title = "Fetched again after a hook",
      .note = "The same key is looked up, or the same user memory copied, twice, and a hook is asked in "
              "between: what is fetched the second time need not be what was judged.",
      .columns = {{"lookup", "lookup", "that fetches again"},
                  {"key", "key", "of both, as the common function calls it"},
                  {"place", "place", "of the second fetch"},
                  {"first", "first", "place of the first one"},
                  {"hook", "hook", "that is asked in between; one of several"},
                  {"function", "function", "on whose way all of this is"},
                  {"system_calls", "system calls", "that come to it by direct calls"}},
      .rows = {}};
  ObjectCache objects(input.program);
  const DirectReach reach(input.program);
  const NameSet errorTests = setNamed(input.rules, "error-tests");
  for (const Refetch &each : refetchesIn(objects, input.rules, decidingCalls(input), errorTests))
    table.rows.push_back({each.again.lookup, each.key, placeOf(input.program, each.again),
                          placeOf(input.program, each.first), each.hook,
                          input.program.function(each.common).symbol.name,
                          joined(reach.namesReaching({each.common}))});
  return {std::move(table)};
}

} // namespace hookqual::systems
