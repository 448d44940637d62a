// SPDX-License-Identifier: MIT
// A bottom-up order of the program's functions: callees before callers, the members of a
// cycle next to each other.
#pragma once

#include "analyzer/ir/Program.h"

#include <vector>

namespace hookqual::infer {

/// rank[f] < rank[g] when g (transitively) calls f and f does not call g.
std::vector<uint32_t> bottomUpRanks(const ir::Program &program);

/// Functions that call each other directly, in a cycle, have the same number; others their own.
std::vector<uint32_t> directCycles(const ir::Program &program);

// An authorizer that lies deeper below a call than this does not discharge at that call.
inline constexpr uint32_t kMaxAuthorizerDepth = 5;

/// By function: those that it calls, ascending.
std::vector<std::vector<ir::FunctionId>> calleesOf(const ir::Program &program);

/// For every function the least number of calls down to one of the `nearest`, themselves
/// counted: 1 for these. Functions further away than `limit` get 0.
std::vector<uint32_t> callDistances(const ir::Program &program, const std::vector<ir::FunctionId> &nearest,
                                    uint32_t limit);

/// By function: how many calls it is away from the nearest entry of user space; the number of
/// functions when no entry leads to it.
std::vector<uint32_t> entryDistances(const ir::Program &program);

} // namespace hookqual::infer
