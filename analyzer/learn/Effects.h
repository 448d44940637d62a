// SPDX-License-Identifier: MIT
// What functions change, and which functions everybody calls.
#pragma once

#include "analyzer/ir/Program.h"

#include <map>
#include <string>
#include <string_view>

namespace hookqual::learn {

/// Whether the address lies in memory of the function, or where its caller wants a result.
bool isOwnMemory(const ir::Function &function, ir::ValueId address);

/// Whether the body itself writes to memory that is neither its own nor a result that its caller
/// asked for by a pointer to a scalar.
bool writesOutside(const ir::Function &function);

/// `fs/ext4` of `fs/ext4/inode.c`: at most two folders.
std::string_view folderOf(std::string_view file);

/// Tells plumbing (allocators, locks, reference counts, logging) by what is common to it: it is
/// called from everywhere.
class CallSpread {
public:
  explicit CallSpread(const ir::Program &program) : program_(program) {}

  /// Folders from which functions of this C name are called.
  size_t foldersCalling(std::string_view name);
  bool isPlumbing(std::string_view name) { return foldersCalling(name) >= kPlumbingFolders; }

  static constexpr size_t kPlumbingFolders = 16;

private:
  const ir::Program &program_;
  std::map<std::string, size_t, std::less<>> folders_; // by C name
};

} // namespace hookqual::learn
