// SPDX-License-Identifier: MIT
// Which blocks of a function lead where.
#pragma once

#include "analyzer/ir/Function.h"

#include <vector>

namespace hookqual::systems {

using BlockSet = std::vector<bool>; // by block

/// Blocks from which one of `goals` may be reached; the goals themselves are among them.
BlockSet blocksThatReach(const ir::Function &function, const BlockSet &goals);

/// Blocks that may be reached from `start` without leaving one of `walls`; `start` is among them.
BlockSet blocksReachedFrom(const ir::Function &function, ir::BlockId start, const BlockSet &walls);

/// By block, its immediate dominator; invalid for the entry and what is never reached.
std::vector<ir::BlockId> immediateDominators(const ir::Function &function);

bool dominates(const std::vector<ir::BlockId> &dominators, ir::BlockId upper, ir::BlockId lower);

} // namespace hookqual::systems
