// SPDX-License-Identifier: MIT
// The directory in which Kbuild records: it belongs to hookqual, to one source tree, and to
// one capture at a time. All databases of one directory share it.
#pragma once

#include "analyzer/capture/FileLock.h"

#include <llvm/Support/Error.h>

#include <string>

namespace hookqual::capture {

class RecordingDirectory {
public:
  /// Locks `path`, which must be new, empty or ours, for as long as the value lives.
  static llvm::Expected<RecordingDirectory> enter(const std::string &path);

  /// Deletes what was recorded there for another source tree.
  llvm::Error claimFor(const std::string &sourceRoot) const;

private:
  RecordingDirectory(std::string path, FileLock lock) : path_(std::move(path)), lock_(std::move(lock)) {}

  std::string path_;
  FileLock lock_;
};

} // namespace hookqual::capture
