// SPDX-License-Identifier: MIT
// Every operation of a rule with its verdict: what inference met, and what came of its type
// errors.
#pragma once

#include "analyzer/witness/Findings.h"

namespace hookqual::witness {

struct JudgedOperation {
  reports::OperationRecord record;
  ir::FunctionId function;           // that holds it
  std::vector<ir::FunctionId> roots; // where routes on which it is unchecked come in
};

/// Ascending by operation, function and site. `findings` are those of `result`, every route decided.
std::vector<JudgedOperation> judgeOperations(const ir::Program &program, const infer::RuleResult &result,
                                             const Findings &findings);

} // namespace hookqual::witness
