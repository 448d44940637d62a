// SPDX-License-Identifier: MIT
// Functions that call each other in a cycle are called by somebody only if one outside of the
// cycle calls one of them.
#pragma once

#include "analyzer/ir/Ids.h"

#include <functional>
#include <span>
#include <vector>

namespace hookqual::ir {

using CallersOf = std::function<std::span<const FunctionId>(FunctionId)>;

/// By function: whether one outside of its cycle calls it, or another function of the cycle.
std::vector<bool> calledFromOutside(size_t functions, const CallersOf &callersOf);

} // namespace hookqual::ir
