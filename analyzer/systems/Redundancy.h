// SPDX-License-Identifier: MIT
// Hook calls that ask again what has been asked on every way to them: the same hook, about the same
// objects, for the same right, and nothing seen in between changes an object or on whose behalf
// the task acts.
#pragma once

#include "analyzer/systems/ObjectCache.h"
#include "rules/Rule.h"

#include <set>
#include <string>
#include <vector>

namespace hookqual::systems {

struct CallPlace {
  ir::FunctionId function;
  uint32_t site = 0;
  friend bool operator==(const CallPlace &, const CallPlace &) = default;
  friend auto operator<=>(const CallPlace &, const CallPlace &) = default;
};

struct RedundantCall {
  std::string hook;
  CallPlace again, first;
  ir::FunctionId common; // in whose body both are asked, itself or by what it calls
  friend auto operator<=>(const RedundantCall &, const RedundantCall &) = default;
};

/// Ascending; a pair of calls once for each function that has both in common.
std::vector<RedundantCall> redundantCallsIn(ObjectCache &objects, const rules::RuleSet &rules,
                                            const std::set<std::string, std::less<>> &hooks);

} // namespace hookqual::systems
