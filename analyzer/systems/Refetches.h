// SPDX-License-Identifier: MIT
// Fetched, judged, and fetched again: user memory that is copied twice, a descriptor, path or id that
// is looked up twice, with a hook asked in between. The second fetch may yield something else than
// what the hook judged.
#pragma once

#include "analyzer/mutate/HookCalls.h"
#include "analyzer/systems/Knowledge.h"
#include "analyzer/systems/ObjectCache.h"
#include "rules/Rule.h"

#include <string>
#include <vector>

namespace hookqual::systems {

struct Fetch {
  std::string lookup; // the function
  ir::FunctionId function;
  uint32_t site = 0;
  friend auto operator<=>(const Fetch &, const Fetch &) = default;
};

struct Refetch {
  Fetch first, again;
  std::string key, hook; // hook: asked in between
  ir::FunctionId common; // in whose body all of it happens, itself or in what it calls
  friend auto operator<=>(const Refetch &, const Refetch &) = default;
};

/// Ascending. Lookups are those that the rules name, with their keys. A second fetch that is made only
/// where the first has yielded nothing is none. `errorTests`: functions that say whether a result is an
/// error.
std::vector<Refetch> refetchesIn(ObjectCache &objects, const rules::RuleSet &rules,
                                 const std::vector<mutate::HookCall> &calls, const NameSet &errorTests);

} // namespace hookqual::systems
