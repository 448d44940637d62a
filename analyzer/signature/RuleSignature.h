// SPDX-License-Identifier: MIT
// What one rule says of one function, from terms to text: infer::RuleResult ─► the parts of
// reports::Signature that belong to the rule.
#pragma once

#include "analyzer/infer/Inference.h"
#include "reports/Signature.h"

namespace hookqual::signature {

struct RuleSignature {
  std::vector<reports::Requirement> requirements, typeErrors;
  std::vector<reports::EnsuredOutcome> outcomes; // none if no way of returning checks anything
};

/// Empty for a function that the rule has no relation to.
RuleSignature describeRule(const ir::Program &program, const infer::RuleResult &result,
                           ir::FunctionId function);

} // namespace hookqual::signature
