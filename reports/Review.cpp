// SPDX-License-Identifier: MIT
#include "reports/Review.h"

#include "reports/ExitCode.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

std::string counted(size_t count, const char *what) {
  return std::to_string(count) + " " + what;
}

} // namespace

bool isMailed(const Finding &finding) {
  return finding.feasibility == Feasibility::Feasible && !finding.suppressed;
}

int exitCodeOf(const ReviewReport &report) {
  bool isLess = false;
  for (const ReviewedPatch &patch : report.patches) {
    if (std::ranges::any_of(patch.fresh, isMailed))
      return int(ExitCode::Findings);
    const bool hasUndecided =
        std::ranges::any_of(patch.fresh, [](const Finding &each) { return !each.suppressed.has_value(); });
    isLess |=
        hasUndecided || !patch.skipped.empty() || !patch.notAnalysed.empty() || !patch.silentRules.empty();
  }
  return int(isLess ? ExitCode::LessComplete : ExitCode::NothingFound);
}

std::string summaryOf(const ReviewReport &report) {
  size_t fresh = 0, fixed = 0, skipped = 0, notAnalysed = 0;
  for (const ReviewedPatch &patch : report.patches) {
    fresh += patch.fresh.size();
    fixed += patch.fixed.size();
    skipped += patch.skipped.size();
    notAnalysed += patch.notAnalysed.size();
  }
  const uint64_t unchanged = report.patches.empty() ? 0 : report.patches.back().unchanged;
  std::string text = counted(report.patches.size(), report.patches.size() == 1 ? "patch" : "patches") + ": " +
                     counted(fresh, "new") + ", " + counted(fixed, "fixed") + ", " +
                     counted(unchanged, "unchanged");
  if (skipped != 0)
    text += ", " + counted(skipped, skipped == 1 ? "unit skipped" : "units skipped");
  if (notAnalysed != 0)
    text += ", " + counted(notAnalysed, notAnalysed == 1 ? "changed file" : "changed files") +
            " not in the captured configuration";
  return text;
}

} // namespace hookqual::reports
