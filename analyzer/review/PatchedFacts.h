// SPDX-License-Identifier: MIT
// Facts of the base ─► facts of the tree with patches applied:
//
//   facts.db ─copy─► scratch database ─units that read a changed file, collected again─► facts
//
// Units are collected with the arguments that were recorded for them, over the overlay. What
// they start from is compared with what the base was captured from; else a difference would be
// laid at the series' door that is none of its.
#pragma once

#include "analyzer/capture/WorkerPool.h"
#include "analyzer/review/Overlay.h"
#include "analyzer/store/Rows.h"

#include "llvm/Support/Error.h"

#include <map>
#include <string>
#include <vector>

namespace hookqual::review {

struct PatchedFactsOptions {
  std::string base; // the database of the unchanged tree
  std::string scratch;
  std::string sourceRoot, objectTree; // as captured
  capture::CollectFunction collect;
  std::vector<std::string> reproducer;
  capture::WorkerLimits limits;
  unsigned jobs = 1;
};

/// What one patch meant for the facts.
struct UpdatedUnits {
  std::vector<std::string> collected;        // units, ascending
  std::vector<capture::SkippedUnit> skipped; // now, but not in the base
  std::vector<std::string> removed;          // units whose file is gone
  std::vector<std::string> uncaptured;       // changed C files that no captured unit reads
};

class PatchedFacts {
public:
  explicit PatchedFacts(PatchedFactsOptions options) : options_(std::move(options)) {}

  /// Brings the scratch database to what the overlay holds after its last patch.
  llvm::Expected<UpdatedUnits> update(const Overlay &overlay);

  /// The database after the last update; the base before any.
  const std::string &database() const { return database_.empty() ? options_.base : database_; }

private:
  llvm::Error begin();
  llvm::Error refuseOtherTree(const std::vector<std::string> &units);
  llvm::Expected<std::vector<std::string>> unitsToCollect(const Overlay &overlay,
                                                          UpdatedUnits &updated) const;
  llvm::Error collect(const Overlay &overlay, const std::vector<std::string> &units, UpdatedUnits &updated);

  PatchedFactsOptions options_;
  std::string database_;
  std::map<std::string, store::ManifestRow> manifest_; // by unit
  size_t updates_ = 0;
};

} // namespace hookqual::review
