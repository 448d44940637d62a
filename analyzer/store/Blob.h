// SPDX-License-Identifier: MIT
// How bytes lie in the database: compressed where that is shorter, and hashed.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>

namespace hookqual::store {

inline constexpr size_t kHashBytes = 16;

/// Levels of zstd: for what is read once and thrown away, and for what is kept.
inline constexpr int kFastest = 1, kKept = 3;

/// One byte says raw or zstd; behind it the size and the bytes.
std::string pack(llvm::StringRef bytes, int level = kKept);
llvm::Expected<std::string> unpack(llvm::StringRef blob);

/// 16 bytes of BLAKE3.
std::string hashOf(llvm::StringRef bytes);

} // namespace hookqual::store
