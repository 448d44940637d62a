// SPDX-License-Identifier: MIT
// Which calls of an authorizer concern a rule that demands a right. Half of the kernel calls
// `capable`, but each rule wants one capability: a call with another constant discharges
// nothing, and need not be looked at to learn that nothing is wrong.
#pragma once

#include "analyzer/infer/RuleBinding.h"

#include <string_view>
#include <vector>

namespace hookqual::infer {

/// The slots of the rule that the call of `name` may fill; null when it is no authorizer of the
/// rule, or, if the rule ignores other rights, certainly asks for one of those.
const std::vector<uint32_t> *slotsAt(const BoundRule &rule, const ir::Function &function,
                                     const ir::Instruction &call, std::string_view name);

/// Functions that call an authorizer of the rule or make one of its stores, as far as slotsAt
/// counts them; in no order.
std::vector<ir::FunctionId> functionsAsking(const ir::Program &program, const BoundRule &rule);

} // namespace hookqual::infer
