// SPDX-License-Identifier: MIT
#include "analyzer/capture/FileLock.h"

#include "analyzer/capture/TestDirectory.h"

#include <gmock/gmock.h>

#include <sys/wait.h>
#include <unistd.h>

namespace hookqual::capture {

namespace {

/// The words of a refusal; empty when the lock was granted.
std::string refusalOf(const std::string &path) {
  llvm::Expected<FileLock> lock = FileLock::acquire(path, "/work/kbuild");
  return lock ? "" : llvm::toString(lock.takeError());
}

} // namespace

TEST(FileLock, KeepsASecondOneOut) {
  TestDirectory directory;
  const std::string path = directory.path() + "/lock";
  llvm::Expected<FileLock> lock = FileLock::acquire(path, "/work/kbuild");
  ASSERT_TRUE(bool(lock));
  EXPECT_THAT(refusalOf(path), testing::StartsWith("/work/kbuild: another capture is running there"));
}

TEST(FileLock, IsReleasedWithItsOwner) {
  TestDirectory directory;
  const std::string path = directory.path() + "/lock";
  {
    llvm::Expected<FileLock> lock = FileLock::acquire(path, "it");
    ASSERT_TRUE(bool(lock));
    FileLock moved = std::move(*lock);
    EXPECT_NE(refusalOf(path), "");
  }
  EXPECT_EQ(refusalOf(path), "");
}

TEST(FileLock, IsReleasedWhenTheProcessEnds) {
  TestDirectory directory;
  const std::string path = directory.path() + "/lock";
  const pid_t child = fork();
  if (child == 0) {
    llvm::Expected<FileLock> lock = FileLock::acquire(path, "it");
    _exit(lock ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(refusalOf(path), "");
}

TEST(FileLock, SaysThatTheDirectoryIsMissing) {
  TestDirectory directory;
  EXPECT_THAT(refusalOf(directory.path() + "/none/lock"), testing::HasSubstr("cannot be opened"));
}

} // namespace hookqual::capture
