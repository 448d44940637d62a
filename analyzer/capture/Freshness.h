// SPDX-License-Identifier: MIT
// How much of a kept recording still holds, after the tree it was made from.
//
//   a build file changed     Everything: commands may be others
//   a header changed that    Prepare: the commands stay, what is generated may not
//   was used in preparing    (Everything, if it has an old time: make would not notice)
//   anything else            Nothing
#pragma once

#include "analyzer/capture/RecordingCache.h"
#include "analyzer/capture/RecordingTools.h"

#include <cstdint>
#include <string>

namespace hookqual::capture {

enum class Rerun { Nothing, Prepare, Everything };

struct Freshness {
  Rerun rerun = Rerun::Nothing;
  std::string changed;       // the first file that is not as it was; empty with Nothing
  bool hasNewStamps = false; // files were touched only; `kept` holds their new stamps
};

Freshness judge(KeptRecording &kept, const std::string &sourceRoot);

/// Stamps what Kbuild is going to read: directories, build files, programs.
void stampBuildFiles(KeptRecording &recording, const std::string &sourceRoot, const RecordingTools &tools);

/// Stamps what make read and wrote besides. `started` is the time before make was: a
/// file that was changed since then may not be what make read.
void stampObjectTree(KeptRecording &recording, const std::string &sourceRoot, const std::string &objectTree,
                     int64_t started);

} // namespace hookqual::capture
