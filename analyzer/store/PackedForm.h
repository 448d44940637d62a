// SPDX-License-Identifier: MIT
// What packUnit and openPackedUnit must agree upon.
#pragma once

#include "llvm/ADT/StringRef.h"

namespace hookqual::store {

/// With a version; raise it with every change of PackUnit.cpp or ir/Binary.
inline constexpr llvm::StringLiteral kPackedMagic = "hqK\2";

} // namespace hookqual::store
