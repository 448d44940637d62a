// SPDX-License-Identifier: MIT
// The cycles of the call graph: functions that call each other, directly or not.
#pragma once

#include "analyzer/ir/Ids.h"

#include <functional>
#include <span>
#include <vector>

namespace hookqual::ir {

using CallersOf = std::function<std::span<const FunctionId>(FunctionId)>;

struct CallCycles {
  std::vector<uint32_t> cycleOf; // by function: number of its cycle, from 0; most are alone in theirs
  size_t count = 0;              // of cycles
  /// All functions, callers before what they call, the members of a cycle next to each other.
  std::vector<FunctionId> callersFirst;
};

CallCycles callCycles(size_t functions, const CallersOf &callersOf);

/// By function: whether one outside of its cycle calls it, or another function of the cycle.
std::vector<bool> calledFromOutside(size_t functions, const CallersOf &callersOf);

} // namespace hookqual::ir
