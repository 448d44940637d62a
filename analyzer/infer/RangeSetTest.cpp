// SPDX-License-Identifier: MIT
#include "analyzer/infer/RangeSet.h"

#include "gtest/gtest.h"

namespace hookqual::infer {
namespace {

// Every subset of a few telling values stands for a set; operations must agree with it.
constexpr int64_t kPoints[] = {RangeSet::kMin, -4096, -4095, -1, 0, 1, 7, RangeSet::kMax};

RangeSet setOf(unsigned bits) {
  RangeSet set = RangeSet::empty();
  for (unsigned i = 0; i < std::size(kPoints); ++i)
    if (bits & (1u << i))
      set = set.unite(RangeSet::of(kPoints[i]));
  return set;
}

TEST(RangeSet, OperationsAgreeWithMembershipOnAllSmallSets) {
  for (unsigned a = 0; a < 256; ++a)
    for (unsigned b = 0; b < 256; ++b) {
      RangeSet left = setOf(a), right = setOf(b);
      RangeSet both = left.intersect(right), either = left.unite(right), outside = left.complement();
      for (int64_t point : kPoints) {
        ASSERT_EQ(both.contains(point), left.contains(point) && right.contains(point));
        ASSERT_EQ(either.contains(point), left.contains(point) || right.contains(point));
        ASSERT_EQ(outside.contains(point), !left.contains(point));
      }
      ASSERT_EQ(left.isSubsetOf(right), (a & ~b) == 0);
    }
}

TEST(RangeSet, ComplementTwiceIsTheSet) {
  for (unsigned a = 0; a < 256; ++a)
    EXPECT_EQ(setOf(a).complement().complement(), setOf(a));
}

TEST(RangeSet, UnsignedBoundOfErrorPointersIsTheErrorRange) {
  RangeSet errors = RangeSet::unsignedFrom(uint64_t(-4095));
  EXPECT_EQ(errors, RangeSet::between(-4095, -1));
  EXPECT_TRUE(errors.complement().contains(0));
  EXPECT_TRUE(errors.complement().contains(-4096)) << "kernel pointers are negative as signed numbers";
}

TEST(RangeSet, TooManyPiecesOnlyAddValues) {
  RangeSet set = RangeSet::empty();
  for (int64_t i = 0; i < 40; ++i)
    set = set.unite(RangeSet::of(i * i));
  EXPECT_LE(set.intervals().size(), RangeSet::kMaxIntervals);
  for (int64_t i = 0; i < 40; ++i)
    EXPECT_TRUE(set.contains(i * i));
  EXPECT_FALSE(set.contains(-1));
}

TEST(RangeSet, NegationMirrorsAndKeepsTheSmallestNumber) {
  EXPECT_EQ(RangeSet::between(-4095, -1).negate(), RangeSet::between(1, 4095));
  EXPECT_EQ(RangeSet::of(0).negate(), RangeSet::of(0));
  EXPECT_EQ(RangeSet::full().negate(), RangeSet::full());
  EXPECT_TRUE(RangeSet::of(RangeSet::kMin).negate().contains(RangeSet::kMin));
}

} // namespace
} // namespace hookqual::infer
