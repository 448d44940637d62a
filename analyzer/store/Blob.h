// SPDX-License-Identifier: MIT
// How bytes lie in the database: compressed where that is shorter, and hashed.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace hookqual::store {

/// One byte says raw or zstd; behind it the size and the bytes.
std::string pack(llvm::StringRef bytes);
llvm::Expected<std::string> unpack(llvm::StringRef blob);

/// 16 bytes of BLAKE3.
std::string hashOf(llvm::StringRef bytes);

} // namespace hookqual::store
