// SPDX-License-Identifier: MIT
// The C files of a kernel tree, and what is in them. Nothing is written to the tree.
#pragma once

#include "reports/Hooks.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/ErrorOr.h"
#include "llvm/Support/MemoryBuffer.h"

#include <memory>

namespace hookqual::hooks {

struct SourceList {
  std::vector<std::string> files; // relative to the root, ascending
  std::vector<reports::UnreadFile> unread;
};

/// All `*.c` and `*.h` but those below `without`, directories of the root. Hidden directories and
/// links to directories are passed over: what they lead to has a name of its own.
SourceList listSources(const std::string &root, llvm::ArrayRef<std::string> without);

llvm::ErrorOr<std::unique_ptr<llvm::MemoryBuffer>> readSource(const std::string &root,
                                                              const std::string &file);

} // namespace hookqual::hooks
