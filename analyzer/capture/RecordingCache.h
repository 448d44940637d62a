// SPDX-License-Identifier: MIT
// What is kept of a recording, in one file of the recording directory: enough to tell
// whether the object tree beside it is still what Kbuild would make now.
//
// The compile commands stay where Kbuild put them, in the object tree's `.cmd` files.
#pragma once

#include "analyzer/capture/CompileCommand.h"
#include "analyzer/capture/FileStamp.h"

#include <llvm/Support/Error.h>

#include <optional>
#include <string>
#include <vector>

namespace hookqual::capture {

struct KeptRecording {
  std::string key;                     // all that it depends on and that is not a file
  int64_t time = 0;                    // when make had ended; see FileStamp::modified
  std::vector<std::string> paths;      // whose units were recorded, relative to the source root
  std::vector<std::string> notes;      // what the user was told about the configuration
  std::vector<SkippedUnit> unrecorded; // below `paths`
  // What it was made from, and made. See BuildFiles.h.
  std::vector<FileStamp> directories, buildFiles, preparedFrom, made;
};

/// Nothing when there is no such file, or it is damaged, or of another form: then one
/// records again.
std::optional<KeptRecording> readRecording(const std::string &path);

/// The file appears complete or not at all.
llvm::Error writeRecording(const KeptRecording &recording, const std::string &path);

} // namespace hookqual::capture
