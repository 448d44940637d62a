// SPDX-License-Identifier: MIT
// A model's path, run again on the IR with plain arithmetic: what the formula got wrong must
// not be shown as a path.
#pragma once

#include "analyzer/ir/Function.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <span>

namespace hookqual::witness {

struct EdgeOfPath {
  uint32_t from = 0, index = 0, to = 0; // `index` of the successors of `from`
};

/// Whether the edges are taken, one after the other, when parameters, loads and results of calls
/// are what `given` says, zero-extended to 64 bits.
bool drives(const ir::Function &function, std::span<const EdgeOfPath> path,
            llvm::function_ref<uint64_t(ir::ValueId)> given);

} // namespace hookqual::witness
