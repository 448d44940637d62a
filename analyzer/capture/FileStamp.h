// SPDX-License-Identifier: MIT
// What a file was like, to tell later whether it still is.
//
// The file system is asked first (size, time, inode); only when it says something else is
// the content read, so that a file that was touched, or changed and changed back, is the
// same. What counts as a file's content is said by the caller: a directory has one too.
#pragma once

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/ADT/StringRef.h>

#include <cstdint>
#include <string>

namespace hookqual::capture {

struct FileStamp {
  std::string path;     // absolute
  int64_t size = -1;    // of a file that is absent
  int64_t modified = 0; // nanoseconds since the epoch
  int64_t inode = 0;
  std::string digest;  // of the content; empty when it is not known, and then nothing is alike
  int64_t changed = 0; // of glances: when anything about the file changed, its time of modification included
};

/// What the file system says of it: a stamp without its digest.
FileStamp glance(const std::string &path);

/// On the clock of FileStamp::modified.
int64_t currentTime();

/// BLAKE3 of a text, hexadecimal.
std::string digestOf(llvm::StringRef text);

/// Of the file's bytes; empty when it cannot be read.
std::string contentDigest(const std::string &path);

using Digest = llvm::function_ref<std::string(const std::string &path)>;

/// Of an absent file too: it stays the same until it appears.
FileStamp stampOf(const std::string &path, Digest digest);

enum class Likeness {
  Same,
  Touched, // the content is the same; the stamp now holds what the file system says
  Different
};

Likeness compare(FileStamp &stamp, Digest digest);

} // namespace hookqual::capture
