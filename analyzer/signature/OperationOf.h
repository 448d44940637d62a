// SPDX-License-Identifier: MIT
// Rules that make each call of a function an operation: what is declared of it, not inferred.
#pragma once

#include "analyzer/ir/Program.h"
#include "reports/Signature.h"
#include "rules/Rule.h"

#include <vector>

namespace hookqual::signature {

/// Calls by name, and calls through a member that keeps the function's address.
std::vector<reports::OperationOf> operationsThatCall(const ir::Program &program,
                                                     const std::vector<const rules::Rule *> &rules,
                                                     ir::FunctionId function);

} // namespace hookqual::signature
