// SPDX-License-Identifier: MIT
#include "analyzer/capture/FileStamp.h"

#include "analyzer/capture/Paths.h"

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/BLAKE3.h>

#include <chrono>
#include <sys/stat.h>
#include <tuple>

namespace hookqual::capture {

namespace {

std::string digestIn(const FileStamp &stamp, Digest digest) {
  return stamp.size < 0 ? "absent" : digest(stamp.path);
}

} // namespace

FileStamp glance(const std::string &path) {
  FileStamp stamp{path};
  struct stat status;
  if (stat(path.c_str(), &status) != 0)
    return stamp;
  stamp.size = status.st_size;
  stamp.modified = int64_t(status.st_mtim.tv_sec) * 1'000'000'000 + status.st_mtim.tv_nsec;
  stamp.inode = int64_t(status.st_ino);
  stamp.changed = int64_t(status.st_ctim.tv_sec) * 1'000'000'000 + status.st_ctim.tv_nsec;
  return stamp;
}

int64_t currentTime() {
  return std::chrono::nanoseconds(std::chrono::system_clock::now().time_since_epoch()).count();
}

std::string digestOf(llvm::StringRef text) {
  return llvm::toHex(llvm::BLAKE3::hash<16>(llvm::arrayRefFromStringRef(text)), /*LowerCase=*/true);
}

std::string contentDigest(const std::string &path) {
  llvm::Expected<std::string> text = readFile(path);
  if (text)
    return digestOf(*text);
  llvm::consumeError(text.takeError()); // what cannot be read is like nothing
  return "";
}

FileStamp stampOf(const std::string &path, Digest digest) {
  FileStamp stamp = glance(path); // before it is read: a change in between is seen next time
  stamp.digest = digestIn(stamp, digest);
  return stamp;
}

Likeness compare(FileStamp &stamp, Digest digest) {
  if (stamp.digest.empty())
    return Likeness::Different;
  FileStamp now = glance(stamp.path);
  auto seen = [](const FileStamp &of) { return std::tie(of.size, of.modified, of.inode); };
  if (seen(now) == seen(stamp))
    return Likeness::Same;
  now.digest = digestIn(now, digest);
  if (now.digest != stamp.digest)
    return Likeness::Different;
  stamp = std::move(now);
  return Likeness::Touched;
}

} // namespace hookqual::capture
