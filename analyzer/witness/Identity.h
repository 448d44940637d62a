// SPDX-License-Identifier: MIT
// What an operation, a finding and a route are called, so that two runs can be compared while
// lines move and local names change.
#pragma once

#include "analyzer/ir/Function.h"

#include "llvm/ADT/ArrayRef.h"

#include <string>

namespace hookqual::witness {

/// Hexadecimal; a digest of the parts.
std::string fingerprintOf(llvm::ArrayRef<std::string> parts);

/// The canonical spelling, without what an edit of the body changes.
std::string lastingName(const ir::Symbol &symbol);

/// INDIRECT_CALL_2() and its like write one call several times: where they stand they are one,
/// the first.
uint32_t firstSiteBeside(const ir::Function &function, uint32_t site);

} // namespace hookqual::witness
