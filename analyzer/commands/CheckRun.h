// SPDX-License-Identifier: MIT
// What `check` does, without a command line: facts.db + rules ─► reports::Report.
#pragma once

#include "analyzer/infer/Features.h"
#include "analyzer/ir/Program.h"
#include "reports/Finding.h"
#include "rules/Rule.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::commands {

struct CheckOptions {
  std::vector<std::string> rulePaths; // files or directories
  std::vector<std::string> ruleIds;   // only these, when not empty
  std::string toolVersion;
  unsigned jobs = 1;
  infer::Ablation ablation; // what inference does without
  bool mediation = true;    // whether the report says which entries reach which operations
};

/// On which functions of the program, by index, the answer of a rule depends: infer::Dependencies.
struct RuleDependencies {
  std::string rule;
  std::vector<uint32_t> consulted, requiring;
};

struct CheckResult {
  reports::Report report;
  std::vector<std::string> notes;             // what of the rules does not exist in the captured kernel
  std::vector<RuleDependencies> dependencies; // in the order of the rules
};

/// Fails on a bad rule: unknown id, or an expression that contradicts the declarations.
llvm::Expected<CheckResult> runCheck(const ir::Program &program, const rules::RuleSet &rules,
                                     const CheckOptions &options);

} // namespace hookqual::commands
