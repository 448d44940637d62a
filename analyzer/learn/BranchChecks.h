// SPDX-License-Identifier: MIT
// What a branch checks of which one side refuses.
#pragma once

#include "analyzer/learn/KnownChecks.h"
#include "analyzer/learn/RefusingPaths.h"

#include <functional>

namespace hookqual::learn {

struct BranchCheck {
  ir::BlockId block;
  Check check;
};

/// Whether a call does nothing but answer.
using IsQuestion = std::function<bool(const ir::Instruction &call)>;

/// In the order of the blocks: answers of functions, and fields, that decide whether a refusal
/// error (KnownChecks::isRefusalError) is returned.
std::vector<BranchCheck> branchChecksIn(const ir::Function &function, const RefusingPaths &paths,
                                        const KnownChecks &known, const IsQuestion &isQuestion);

} // namespace hookqual::learn
