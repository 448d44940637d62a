// SPDX-License-Identifier: MIT
// Collects units in worker processes, several at once, so that a crash costs one unit.
//
//   PlannedUnit ─request file─► worker ─facts file─► PackedUnit | SkippedUnit
//
// Whatever a worker does, its unit comes out exactly once: with facts, or with the reason
// why there are none.
#pragma once

#include "analyzer/capture/UnitPlan.h"
#include "analyzer/store/PackedUnit.h"

#include <llvm/ADT/STLFunctionalExtras.h>
#include <llvm/Support/Error.h>

#include <chrono>
#include <string>
#include <variant>
#include <vector>

namespace hookqual::capture {

struct WorkerOptions {
  std::vector<std::string> command; // `hookqual collect-unit`, to which files are added
  std::string sourceRoot;
  std::string scratch; // requests and messages; those of skipped units stay here
  unsigned jobs = 1;
  std::chrono::seconds timeLimit{300}; // of one unit
};

using CollectedUnit = std::variant<store::PackedUnit, SkippedUnit>;

/// Takes one unit's outcome, in the order in which workers end. An error stops everything.
using TakeUnit = llvm::function_ref<llvm::Error(CollectedUnit)>;

llvm::Error collectUnits(const WorkerOptions &options, const std::vector<PlannedUnit> &units, TakeUnit take);

} // namespace hookqual::capture
