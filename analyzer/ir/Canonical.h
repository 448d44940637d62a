// SPDX-License-Identifier: MIT
// One function, one form: tables ordered by first use, nothing unused in them, sites
// numbered along the blocks. Binary and text are written from this form, so that equal
// functions have equal bytes and equal text whichever way they were built.
#pragma once

#include "analyzer/ir/UnitFacts.h"

namespace hookqual::ir {

/// `function` with every table renumbered by first use from block 0 onwards and dropped
/// where unused. Order of blocks, parameters and locals is kept: it has a meaning.
Function canonical(const Function &function);

/// Every list sorted and without duplicates; the function bodies as they are.
UnitFacts sorted(UnitFacts facts);

/// Sets Block::predecessors of all blocks from the successors.
void computePredecessors(Function &function);

} // namespace hookqual::ir
