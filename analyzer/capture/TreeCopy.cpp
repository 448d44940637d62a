// SPDX-License-Identifier: MIT
#include "analyzer/capture/TreeCopy.h"

#include "analyzer/capture/Paths.h"

#include <llvm/ADT/STLExtras.h>
#include <llvm/ADT/StringRef.h>

#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

/// The bulk of what a build leaves behind. `make mrproper` in the copy removes the rest; it
/// alone would have to be given gigabytes of objects to delete.
bool isBuildResult(const fs::path &relative) {
  constexpr llvm::StringRef kExtensions[] = {".o", ".ko", ".a", ".cmd"};
  const std::string extension = relative.extension().string();
  return relative == ".git" || relative == "vmlinux" || llvm::is_contained(kExtensions, extension);
}

void copyEntry(const fs::directory_entry &entry, const fs::path &target, std::error_code &error) {
  if (entry.is_symlink(error))
    fs::copy_symlink(entry.path(), target, error);
  else if (entry.is_directory(error))
    fs::create_directories(target, error);
  else if (entry.is_regular_file(error))
    fs::copy_file(entry.path(), target, error);
}

} // namespace

llvm::Error copySourceTree(const std::string &from, const std::string &to) {
  std::error_code error;
  fs::create_directories(to, error);
  for (fs::recursive_directory_iterator it(from, error), end; !error && it != end; it.increment(error)) {
    fs::path relative = it->path().lexically_relative(from);
    if (it->path() == to || isBuildResult(relative)) {
      it.disable_recursion_pending();
      continue;
    }
    copyEntry(*it, fs::path(to) / relative, error);
    if (error)
      return inputError(it->path().string() + ": cannot be copied to " + to + ": " + error.message());
  }
  return error ? inputError(from + ": cannot be copied to " + to + ": " + error.message())
               : llvm::Error::success();
}

} // namespace hookqual::capture
