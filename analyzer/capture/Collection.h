// SPDX-License-Identifier: MIT
// Gets the facts of all planned units into the database: those that are there stay, those
// that are in the cache are copied, the others are collected by workers.
//
//   UnitPlan ─UnitReuse─► kept | cached | to collect ─WorkerPool─► FactsUpdate
#pragma once

#include "analyzer/capture/Capture.h"
#include "analyzer/capture/FactsUpdate.h"
#include "analyzer/capture/UnitReuse.h"

#include <llvm/Support/raw_ostream.h>

#include <chrono>
#include <vector>

namespace hookqual::capture {

class Collection {
public:
  /// All must outlive this.
  Collection(const CaptureOptions &options, const FoundUnits &found, UnitReuse &reuse, FactsUpdate &update,
             CaptureSummary &summary)
      : options_(options), found_(found), reuse_(reuse), update_(update), summary_(summary) {}

  llvm::Error run(const UnitPlan &plan, llvm::raw_ostream &log);

private:
  llvm::Error sort(const UnitPlan &plan);
  llvm::Error addCached();
  llvm::Error collect(const UnitPlan &plan, llvm::raw_ostream &log);
  void precompile(const UnitPlan &plan, llvm::raw_ostream &log);
  llvm::Error take(CollectedUnit unit, Progress &progress);
  llvm::Error skip(SkippedUnit skipped);
  /// Stores what was taken, once the files it was made from are known to be as they were.
  llvm::Error flush();

  struct Cached {
    const PlannedUnit *unit;
    UnitReuse::Hit hit;
  };

  const CaptureOptions &options_;
  const FoundUnits &found_;
  UnitReuse &reuse_;
  FactsUpdate &update_;
  CaptureSummary &summary_;
  std::vector<Cached> cached_;
  std::vector<PlannedUnit> missing_;
  std::vector<WorkerFacts> taken_; // but not stored
  std::chrono::steady_clock::time_point flushed_ = std::chrono::steady_clock::now();
};

} // namespace hookqual::capture
