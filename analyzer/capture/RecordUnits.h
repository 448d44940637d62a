// SPDX-License-Identifier: MIT
// Records units with Kbuild, once: a recording is kept in its directory, and as much of it
// as still holds is used again.
//
//   RecordingCache ─judge─► configure ─► prepare ─► record ─► RecordingCache
//                              (each only if need be)
#pragma once

#include "analyzer/capture/FindUnits.h"

#include <llvm/Support/Error.h>

namespace hookqual::capture {

/// Fills in the units of `found.sourceRoot` below `found.wanted`, in the directory
/// `found.recording`, which is `query.output` and locked.
llvm::Error recordUnits(const UnitQuery &query, FoundUnits &found, Announce announce);

} // namespace hookqual::capture
