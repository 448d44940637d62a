// SPDX-License-Identifier: MIT
#include "reports/Baseline.h"
#include "reports/Golden.h"
#include "reports/Review.h"
#include "reports/SampleReport.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::reports {
namespace {

using testing::HasSubstr;
using testing::Le;
using testing::Not;

ReviewReport sampleReview() {
  ReviewReport report;
  report.toolVersion = "0.1.0";
  report.rulesDigest = "0123456789abcdef0123";
  report.kernelVersion = "6.12.1";
  report.configDigest = "fedcba9876543210fedc";
  report.compiler = "clang 19.1.7";
  report.architecture = "x86_64";
  report.base = "base.db";
  report.baseCommit = "adc218676eef";
  report.reproduce = {"hookqual review --db base.db --mbox series.mbox"};
  ReviewedPatch &patch = report.patches.emplace_back();
  patch.patch = "fs: drop a check";
  patch.fresh = {sampleFinding()};
  patch.fresh[0].why =
      "in the base the one route to `inode_operations.unlink` passes `authorize_name_remove`";
  patch.unchanged = 3;
  patch.unitsCollected = 1;
  return report;
}

std::string textOf(const ReviewReport &report) {
  std::string text;
  llvm::raw_string_ostream out(text);
  writeReviewText(report, out);
  return text;
}

TEST(ReviewReportTest, AMailIsShortAndMarksWhatIsNew) {
  ReviewReport report = sampleReview();
  for (int i = 0; i < 60; ++i) {
    report.patches[0].fresh.push_back(sampleFinding());
    report.patches[0].fresh[0].path.push_back(sampleFinding().path.back());
  }
  const std::string text = textOf(report);
  EXPECT_THAT(llvm::StringRef(text).count('\n'), Le(40u));
  EXPECT_THAT(text, HasSubstr(">> fs/namei.c:4535:12: warning: "));
  EXPECT_THAT(text, HasSubstr("in the base the one route"));
  EXPECT_THAT(text, HasSubstr("hookqual review --db base.db"));
  EXPECT_THAT(text, HasSubstr("more\n"));
}

TEST(ReviewReportTest, WhatIsUndecidedIsNotMailed) {
  ReviewReport report = sampleReview();
  report.patches[0].fresh[0].feasibility = Feasibility::Unknown;
  EXPECT_THAT(textOf(report), Not(HasSubstr(">>")));
  EXPECT_EQ(exitCodeOf(report), 3);
}

TEST(ReviewReportTest, ExitCodes) {
  ReviewReport report = sampleReview();
  EXPECT_EQ(exitCodeOf(report), 1);
  report.patches[0].fresh[0].suppressed = "looked at";
  EXPECT_EQ(exitCodeOf(report), 0);
  report.patches[0].skipped.push_back({"fs/namei.c", "error"});
  EXPECT_EQ(exitCodeOf(report), 3);
}

TEST(ReviewReportTest, IsWrittenAsTheGoldenSays) {
  std::string json;
  llvm::raw_string_ostream out(json);
  writeReviewJson(sampleReview(), out);
  expectGolden("review.json", json);
}

TEST(BaselineTest, WhatIsWrittenIsReadAgain) {
  Report report;
  report.rulesDigest = "abc";
  report.findings = {sampleFinding()};
  report.ledger.skipped = {{"fs/a.c", "error"}};
  report.ledger.silentRules = {{"vfs/none", "lacks"}};
  std::string text;
  llvm::raw_string_ostream out(text);
  writeBaseline(report, out);
  const Report read = llvm::cantFail(readBaseline(text, "b.json"));
  ASSERT_EQ(read.findings.size(), 1u);
  EXPECT_EQ(read.findings[0].fingerprint, report.findings[0].fingerprint);
  EXPECT_EQ(read.findings[0].routes[0].functions, report.findings[0].routes[0].functions);
  EXPECT_EQ(read.ledger.skipped[0].unit, "fs/a.c");
  EXPECT_EQ(read.ledger.silentRules[0].first, "vfs/none");
  EXPECT_EQ(read.rulesDigest, "abc");
}

TEST(BaselineTest, SaysWhatIsNoBaseline) {
  const auto complaint = [](llvm::StringRef text) {
    return llvm::toString(readBaseline(text, "b.json").takeError());
  };
  EXPECT_THAT(complaint("{"), HasSubstr("b.json: is no baseline: [1:1"));
  EXPECT_THAT(complaint("{\"schema\": \"other/1\"}"), HasSubstr("its schema is 'other/1'"));
}

} // namespace
} // namespace hookqual::reports
