// SPDX-License-Identifier: MIT
// What a branch checks of which one side refuses.
#pragma once

#include "analyzer/learn/KnownChecks.h"
#include "analyzer/learn/RefusingPaths.h"

namespace hookqual::learn {

struct BranchCheck {
  ir::BlockId block;
  Check check;
};

/// In the order of the blocks. The answer of a function counts when the error says so
/// (KnownChecks::isRefusalError), bits of a field count whatever the error.
std::vector<BranchCheck> branchChecksIn(const ir::Function &function, const RefusingPaths &paths,
                                        const KnownChecks &known);

} // namespace hookqual::learn
