// SPDX-License-Identifier: MIT
#include "rules/Suppressions.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::rules {
namespace {

using testing::HasSubstr;
using testing::SizeIs;

llvm::Expected<std::vector<Suppression>> load(llvm::StringRef text) {
  return loadSuppressionTexts({llvm::MemoryBufferRef(text, "known.yaml")});
}

constexpr llvm::StringLiteral kSigned = "  reason: because\n  reviewer: M. Example\n  date: 2026-11-30\n";

std::string item(llvm::StringRef first) {
  return (first + "\n" + kSigned).str();
}

TEST(SuppressionsTest, ReadsIdsAndSelectors) {
  const auto suppressions =
      llvm::cantFail(load(item("- suppress: fb446849eb2e8bca\n  until: 2027-06-30") +
                          item("- suppress: matching\n  rule: file/receive\n  file: io_uring/*")));
  ASSERT_THAT(suppressions, SizeIs(2));
  EXPECT_EQ(suppressions[0].id, "fb446849eb2e8bca");
  EXPECT_EQ(suppressions[0].until, "2027-06-30");
  EXPECT_EQ(suppressions[1].id, "");
  EXPECT_EQ(suppressions[1].file, "io_uring/*");
}

TEST(SuppressionsTest, SaysWhereWhatIsWrong) {
  const auto complaint = [](llvm::StringRef text) { return llvm::toString(load(text).takeError()); };
  EXPECT_THAT(complaint("- suppress: fb446849eb2e8bca\n  reason: because\n"), HasSubstr("known.yaml:1:3:"));
  EXPECT_THAT(complaint(item("- suppress: all")), HasSubstr("known.yaml:1:13: 'all' is no id"));
  EXPECT_THAT(complaint(item("- suppress: matching")), HasSubstr("needs one of"));
  EXPECT_THAT(complaint(item("- suppress: fb446849eb2e8bca\n  until: tomorrow")), HasSubstr("is no date"));
  EXPECT_THAT(complaint("suppress: fb446849eb2e8bca\n"), HasSubstr("are a list, not a map"));
}

} // namespace
} // namespace hookqual::rules
