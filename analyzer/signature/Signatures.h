// SPDX-License-Identifier: MIT
// The inferred qualified prototypes of some functions over many rules:
//
//   ir::Program + rules ─infer─► a RuleResult a rule ─► reports::Signature a function
#pragma once

#include "analyzer/infer/Features.h"
#include "analyzer/ir/Program.h"
#include "reports/Signature.h"
#include "rules/Rule.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::signature {

struct SignatureOptions {
  std::vector<std::string> ruleIds; // only these, when not empty
  unsigned jobs = 1;                // rules inferred at once; what comes out does not depend on it
};

/// In the order of `functions`, each with what the rules say in ascending order of their ids.
/// Fails on an unknown rule id, and on a rule that contradicts the program's declarations.
llvm::Expected<std::vector<reports::Signature>> signaturesOf(const ir::Program &program,
                                                             const rules::RuleSet &rules,
                                                             const std::vector<ir::FunctionId> &functions,
                                                             const SignatureOptions &options);

} // namespace hookqual::signature
