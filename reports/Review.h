// SPDX-License-Identifier: MIT
// What `hookqual review` found out about a series, as it crosses to the renderers.
#pragma once

#include "reports/Finding.h"

namespace llvm {
class raw_ostream;
}

namespace hookqual::reports {

/// What one patch changes against the tree before it.
struct ReviewedPatch {
  std::string patch;     // the mail's subject, or the file's name
  std::string messageId; // empty: none
  std::vector<Finding> fresh, fixed;
  uint64_t unchanged = 0;
  uint64_t unitsCollected = 0;
  std::vector<SkippedUnit> skipped;        // units that could be analysed before
  std::vector<std::string> notAnalysed;    // changed source that no captured unit reads
  std::vector<std::string> silentRules;    // that were not silent before
  std::vector<std::string> temporaryRules; // what the base mediates, said in a sentence each
};

struct ReviewReport {
  std::string toolVersion, rulesDigest, kernelVersion, configDigest;
  std::string compiler, architecture;
  std::string base;                   // the database
  std::string baseCommit;             // as the series says; empty: it does not
  std::vector<std::string> reproduce; // shell commands
  std::vector<ReviewedPatch> patches;
};

/// Whether the finding is one to send to somebody: it has a path that was found feasible.
bool isMailed(const Finding &finding);

/// 1 when a patch brings a finding; 3 when none does, but less is known than of the base.
int exitCodeOf(const ReviewReport &report);

/// `2 patches: 1 new, 0 fixed, 4 unchanged`.
std::string summaryOf(const ReviewReport &report);

/// The object of docs/review.schema.json, `hookqual-review/1`.
void writeReviewJson(const ReviewReport &report, llvm::raw_ostream &out);

/// A mail for each patch that brings something, in the manner of the kernel's bots, and a line
/// that sums up.
void writeReviewText(const ReviewReport &report, llvm::raw_ostream &out);

/// What `b4 review` reads of a check: an array of results, empty when there is nothing to say.
void writeReviewB4(const ReviewReport &report, llvm::raw_ostream &out);

} // namespace hookqual::reports
