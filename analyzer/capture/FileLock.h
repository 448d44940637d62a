// SPDX-License-Identifier: MIT
// A lock that one process holds on a file, so that two captures do not write to one place.
//
// It is advisory (flock): only those who ask for it are kept out. The system releases it
// when the process ends, however it ends, and the programs it starts do not inherit it.
#pragma once

#include <llvm/Support/Error.h>

#include <string>
#include <utility>

namespace hookqual::capture {

class FileLock {
public:
  /// Creates the file `path` if need be. Fails at once, naming `what` it protects, when
  /// another process holds the lock.
  static llvm::Expected<FileLock> acquire(const std::string &path, const std::string &what);

  FileLock(FileLock &&other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FileLock &operator=(FileLock &&other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
  }
  ~FileLock();

private:
  explicit FileLock(int descriptor) : descriptor_(descriptor) {}

  int descriptor_;
};

} // namespace hookqual::capture
