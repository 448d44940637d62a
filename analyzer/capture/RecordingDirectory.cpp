// SPDX-License-Identifier: MIT
#include "analyzer/capture/RecordingDirectory.h"

#include "analyzer/capture/Paths.h"

#include <llvm/ADT/StringRef.h>

#include <filesystem>

namespace hookqual::capture {

namespace fs = std::filesystem;

namespace {

// Names the source tree a recording belongs to.
constexpr const char *kOwnerMark = "hookqual-source-root";
// It outlives every recording, since the lock is on the file and not on its name. Either
// file marks the directory as ours to delete in.
constexpr const char *kLock = "hookqual-lock";

/// Kbuild cannot handle such paths, and says so in less clear words.
llvm::Error checkForKbuild(const std::string &path) {
  if (path.find_first_of(" \t:") != std::string::npos)
    return inputError(path + ": Kbuild cannot work in a directory whose path holds a space or a colon");
  return llvm::Error::success();
}

void emptyDirectory(const std::string &directory) {
  std::error_code error; // what cannot be deleted is noticed by those who write there
  std::vector<fs::path> entries;
  for (fs::directory_iterator it(directory, error), end; !error && it != end; it.increment(error))
    if (it->path().filename() != kLock)
      entries.push_back(it->path());
  for (const fs::path &entry : entries)
    fs::remove_all(entry, error);
}

} // namespace

llvm::Expected<RecordingDirectory> RecordingDirectory::enter(const std::string &path) {
  if (llvm::Error error = checkForKbuild(path))
    return error;
  std::error_code error;
  const bool isOurs = fs::exists(path + "/" + kOwnerMark, error) || fs::exists(path + "/" + kLock, error);
  if (fs::exists(path, error) && !isOurs && !fs::is_empty(path, error))
    return inputError(path +
                      ": exists and is not a recording of hookqual; move it away or choose another --db");
  fs::create_directories(path, error);
  if (error)
    return inputError(path + ": cannot be created: " + error.message());
  llvm::Expected<FileLock> lock = FileLock::acquire(path + "/" + kLock, path);
  if (!lock)
    return lock.takeError();
  return RecordingDirectory(path, std::move(*lock));
}

llvm::Error RecordingDirectory::claimFor(const std::string &sourceRoot) const {
  if (llvm::Error error = checkForKbuild(sourceRoot))
    return error;
  const std::string mark = path_ + "/" + kOwnerMark;
  llvm::Expected<std::string> owner = readFile(mark);
  if (!owner)
    llvm::consumeError(owner.takeError());
  if (!owner || llvm::StringRef(*owner).trim() != sourceRoot)
    emptyDirectory(path_);
  std::error_code error;
  fs::create_directories(path_ + "/object", error);
  if (error)
    return inputError(path_ + ": cannot be created: " + error.message());
  return writeFile(mark, sourceRoot + "\n");
}

} // namespace hookqual::capture
