// SPDX-License-Identifier: MIT
// What `review` does, without a command line:
//
//   patches ─Overlay─► PatchedFacts ─check─► findings ─differenceOf─► reports::ReviewReport
//
// patch by patch, each against the tree before it.
#pragma once

#include "analyzer/capture/WorkerPool.h"
#include "reports/Review.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::commands {

/// Where the series is; one of these.
struct SeriesSource {
  std::vector<std::string> patches; // files
  std::string mailbox, range;
};

struct ReviewRequest {
  SeriesSource series;
  std::string database; // of the base
  std::string kernel;   // the tree that the base was captured from; empty: as recorded
  std::string scratch;  // below which a directory is made, and removed; empty: the database's cache
  std::vector<std::string> rulePaths;
  std::vector<std::string> suppressions; // files
  std::string program, toolVersion;
  capture::WorkerLimits unitLimits;
  unsigned jobs = 1;
  bool withoutTemporaryRules = false;
  bool asksEveryRule = false; // also those that the patch cannot concern
};

llvm::Expected<reports::ReviewReport> review(const ReviewRequest &request);

} // namespace hookqual::commands
