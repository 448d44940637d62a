// SPDX-License-Identifier: MIT
#include "analyzer/witness/ConditionText.h"

#include "gtest/gtest.h"

namespace hookqual::witness {
namespace {

using infer::RangeSet;

TEST(ConditionText, Relations) {
  const RangeSet zero = RangeSet::of(0);
  const std::pair<RangeSet, const char *> cases[] = {
      {zero, "== 0"},
      {zero.complement(), "!= 0"},
      {RangeSet::between(RangeSet::kMin, -1), "< 0"},
      {RangeSet::between(-(int64_t(1) << 31), -1), "< 0"},
      {RangeSet::between(1, RangeSet::kMax), "> 0"},
      {RangeSet::between(3, int64_t(1) << 31), "in 3..2147483648"},
      {RangeSet::between(1, (int64_t(1) << 32) - 1), "> 0"},
      {RangeSet::between(1, 5), "in 1..5"},
      {RangeSet::of(1).unite(RangeSet::between(3, 4)), "in {1, 3..4}"},
      {RangeSet::full(), ""},
      {RangeSet::between(0, (int64_t(1) << 32) - 1), ""},
  };
  for (const auto &[range, text] : cases)
    EXPECT_EQ(relationText(range, 32), text);
  EXPECT_EQ(relationText(RangeSet::between(0, RangeSet::kMax), 64), ">= 0");
}

TEST(ConditionText, ReturnsAreToldApartBySign) {
  const std::pair<RangeSet, const char *> cases[] = {
      {RangeSet::of(-13), "-13"},        {RangeSet::between(-4095, -1), "< 0"},
      {RangeSet::between(0, 5), ">= 0"}, {RangeSet::of(-1).unite(RangeSet::of(1)), "!= 0"},
      {RangeSet::full(), "anything"},
  };
  for (const auto &[range, text] : cases)
    EXPECT_EQ(returnedText(range), text);
}

TEST(ConditionText, RightsServeAsTheRuleSays) {
  const rules::ModeRequirement has{"mask", rules::Test::Has, {6}}, any{"mask", rules::Test::AnyBit, {2, 4}},
      equals{"cmd", rules::Test::Equals, {1, 2}};
  EXPECT_TRUE(serves(has, 7) && serves(any, 4) && serves(equals, 2));
  EXPECT_FALSE(serves(has, 2) || serves(any, 1) || serves(equals, 3));
  EXPECT_EQ(modeText(any), "mask any-bit 2, 4");
}

} // namespace
} // namespace hookqual::witness
