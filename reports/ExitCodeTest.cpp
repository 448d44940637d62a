// SPDX-License-Identifier: MIT
#include "reports/ExitCode.h"

#include "reports/SampleReport.h"

#include <gtest/gtest.h>

namespace hookqual::reports {
namespace {

Report withoutFindings() {
  Report report = sampleReport();
  report.findings.clear();
  return report;
}

TEST(ExitCode, IsOneForAFindingThatIsNew) {
  EXPECT_EQ(exitCodeOf(sampleReport()), ExitCode::Findings);
}

TEST(ExitCode, LeavesKnownAndSuppressedFindingsOut) {
  Report report = sampleReport();
  report.findings[0].baseline = "unchanged";
  report.ledger.parsed = report.ledger.units;
  EXPECT_EQ(exitCodeOf(report), ExitCode::NothingFound);
}

TEST(ExitCode, IsThreeWhenUnitsWereSkippedAndNoBaselineAllowsIt) {
  EXPECT_EQ(exitCodeOf(withoutFindings()), ExitCode::LessComplete);
}

TEST(ExitCode, IsZeroWhenTheBaselineWasNoMoreComplete) {
  Ledger before = sampleLedger();
  EXPECT_EQ(exitCodeOf(withoutFindings(), &before), ExitCode::NothingFound);
}

TEST(ExitCode, IsThreeForANewlySkippedUnit) {
  Ledger before = sampleLedger();
  before.skipped.pop_back();
  EXPECT_EQ(exitCodeOf(withoutFindings(), &before), ExitCode::LessComplete);
}

TEST(ExitCode, IsThreeForANewlySilentRule) {
  Ledger before = sampleLedger();
  before.silentRules.clear();
  EXPECT_EQ(exitCodeOf(withoutFindings(), &before), ExitCode::LessComplete);
}

TEST(ExitCode, IsThreeForAnErrorNewlyUnknown) {
  Ledger before = sampleLedger();
  Report report = withoutFindings();
  report.ledger.unknown = 1;
  EXPECT_EQ(exitCodeOf(report, &before), ExitCode::LessComplete);
}

} // namespace
} // namespace hookqual::reports
