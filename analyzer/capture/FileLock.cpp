// SPDX-License-Identifier: MIT
#include "analyzer/capture/FileLock.h"

#include "analyzer/capture/Paths.h"

#include <llvm/Support/Errno.h>

#include <cerrno>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

namespace hookqual::capture {

llvm::Expected<FileLock> FileLock::acquire(const std::string &path, const std::string &what) {
  const int descriptor =
      llvm::sys::RetryAfterSignal(-1, [&] { return open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666); });
  if (descriptor < 0)
    return inputError(path + ": cannot be opened: " + llvm::sys::StrError());
  FileLock lock(descriptor);
  if (llvm::sys::RetryAfterSignal(-1, flock, descriptor, LOCK_EX | LOCK_NB) == 0)
    return lock;
  if (errno == EWOULDBLOCK)
    return inputError(what + ": another capture is running there; wait for its end, or choose another --db");
  return inputError(path + ": cannot be locked: " + llvm::sys::StrError());
}

FileLock::~FileLock() {
  if (descriptor_ >= 0)
    close(descriptor_);
}

} // namespace hookqual::capture
