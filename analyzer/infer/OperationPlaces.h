// SPDX-License-Identifier: MIT
// Where inference of a rule begins.
#pragma once

#include "analyzer/infer/RuleBinding.h"

#include <vector>

namespace hookqual::infer {

/// Functions that hold operations of the rule, or calls that may be one; in no order, and some
/// more than once.
std::vector<ir::FunctionId> functionsWithOperations(const ir::Program &program, const BoundRule &rule);

} // namespace hookqual::infer
