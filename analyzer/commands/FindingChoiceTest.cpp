// SPDX-License-Identifier: MIT
#include "analyzer/commands/FindingChoice.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::commands {
namespace {

using testing::HasSubstr;
using testing::Not;

reports::Report reportWith(std::initializer_list<const char *> fingerprints) {
  reports::Report report;
  for (const char *fingerprint : fingerprints) {
    reports::Finding finding;
    finding.fingerprint = fingerprint;
    finding.rule = "test/use";
    finding.where.file = "fs/a.c";
    report.findings.push_back(finding);
  }
  return report;
}

/// The fingerprint that is meant, or what is wrong.
std::string meant(const reports::Report &report, llvm::StringRef id) {
  auto finding = findingMeant(report, id);
  return finding ? (*finding)->fingerprint : llvm::toString(finding.takeError());
}

TEST(FindingChoice, WholeIdOrItsBeginning) {
  const reports::Report report = reportWith({"abc1", "abd2", "abc11"});
  EXPECT_EQ(meant(report, "abc1"), "abc1");
  EXPECT_EQ(meant(report, "abd"), "abd2");
}

TEST(FindingChoice, ListsThoseThatBeginAlike) {
  const std::string problem = meant(reportWith({"abc1", "abd2", "ffff"}), "ab");
  EXPECT_THAT(problem, HasSubstr("`ab` may mean\n  abc1  fs/a.c:0 [test/use]\n  abd2"));
  EXPECT_THAT(problem, Not(HasSubstr("ffff")));
}

TEST(FindingChoice, NamesTheNearestOfAnUnknownId) {
  const std::string problem = meant(reportWith({"0000", "1111", "2222", "abc1"}), "abc2");
  EXPECT_THAT(problem, HasSubstr("no finding has the id `abc2`; the nearest are\n  abc1"));
}

TEST(FindingChoice, AnEmptyIdMeansNothing) {
  EXPECT_THAT(meant(reportWith({"abc1"}), ""), HasSubstr("no finding has the id"));
  EXPECT_THAT(meant(reportWith({}), "abc1"), HasSubstr("nothing was found"));
}

} // namespace
} // namespace hookqual::commands
