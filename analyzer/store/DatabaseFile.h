// SPDX-License-Identifier: MIT
// Is this file a facts database that this program can read? Answered from the file's
// first bytes, because SQLite's own messages say little to a user.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace hookqual::store {

llvm::Error checkDatabaseFile(llvm::StringRef path);

/// Refuses a destination whose content somebody else may still want: anything but nothing,
/// an empty file or facts, of whatever version and however damaged.
llvm::Error checkReplaceable(llvm::StringRef path);

/// The file and what SQLite keeps beside it; what is not there is no matter.
void removeDatabase(llvm::StringRef path);

} // namespace hookqual::store
