// SPDX-License-Identifier: MIT
// The invariants of Function.h, checked. Readers of outside bytes and text call this, so
// that whoever holds an ir::Function may index its tables without looking.
#pragma once

#include "analyzer/ir/Function.h"

#include "llvm/Support/Error.h"

namespace hookqual::ir {

/// Says which invariant does not hold, naming the function and the value, block or site.
llvm::Error verify(const Function &function);

} // namespace hookqual::ir
