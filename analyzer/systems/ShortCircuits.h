// SPDX-License-Identifier: MIT
// Errors that are returned when the objects of a hook are there, and the hook has not been asked:
// what a trail of hook calls does not show. In the function that asks, and up the direct calls that
// hand the objects to it, as far as system calls come to them by direct calls.
#pragma once

#include "analyzer/mutate/HookCalls.h"
#include "analyzer/systems/DirectReach.h"
#include "analyzer/systems/ObjectCache.h"

#include <string>
#include <vector>

namespace hookqual::systems {

struct ShortCircuit {
  std::string hook;
  ir::FunctionId function; // that returns the error
  ir::BlockId block;       // whose branch decides that
  size_t successor = 0;    // to which it then goes
  int64_t error = 0;       // positive; 0: what a function answered that was called
  std::string objects;     // of the hook, as the function names them
  ir::FunctionId asker;    // that would have asked
  uint32_t site = 0;       // ... by this call
};

/// Ascending by hook, function and block; each branch once for each hook and asker.
std::vector<ShortCircuit> shortCircuitsIn(ObjectCache &objects, const DirectReach &reach,
                                          const std::vector<mutate::HookCall> &calls);

} // namespace hookqual::systems
