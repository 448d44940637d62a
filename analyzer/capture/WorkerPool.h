// SPDX-License-Identifier: MIT
// Collects units in worker processes, several at once, so that a crash costs one unit.
//
//   PlannedUnit ─► CollectRequest ─► worker ─► CollectedUnit: facts | SkippedUnit
//
// Whatever a worker does, its unit comes out exactly once: with facts, or with the reason
// why there are none.
#pragma once

#include "analyzer/capture/CollectRequest.h"
#include "analyzer/capture/ForkedWorker.h"
#include "analyzer/capture/UnitPlan.h"

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/Support/Error.h>

#include <functional>
#include <string>
#include <variant>
#include <vector>

namespace hookqual::capture {

/// What a worker makes of a unit.
struct WorkerFacts {
  std::string unit;
  std::string bytes;         // binary facts
  std::string parsedPlainly; // why its precompiled header was not used; else empty
};

using CollectedUnit = std::variant<WorkerFacts, SkippedUnit>;

/// Called in a worker process. The error is a compiler's: `file:line:col: error: text`.
using CollectFunction = std::function<llvm::Expected<WorkerFacts>(const CollectRequest &)>;

struct WorkerOptions {
  CollectFunction collect;
  std::vector<std::string> reproducer; // the command that does the same with `--request FILE`
  std::string sourceRoot, objectTree;
  std::string scratch; // requests of skipped units
  unsigned jobs = 1;
  WorkerLimits limits; // of one unit
  bool verifiesPrecompiled = false;
};

/// Takes one unit's outcome, in the order in which workers end. An error stops everything.
using TakeUnit = llvm::function_ref<llvm::Error(CollectedUnit)>;

llvm::Error collectUnits(const WorkerOptions &options, const std::vector<PlannedUnit> &units, TakeUnit take);

} // namespace hookqual::capture
