// SPDX-License-Identifier: MIT
// Is this file a facts database that this program can read? Answered from the file's
// first bytes, because SQLite's own messages say little to a user.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace hookqual::store {

llvm::Error checkDatabaseFile(llvm::StringRef path);

} // namespace hookqual::store
