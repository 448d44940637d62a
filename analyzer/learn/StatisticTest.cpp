// SPDX-License-Identifier: MIT
#include "analyzer/learn/Statistic.h"

#include "gtest/gtest.h"

namespace hookqual::learn {
namespace {

constexpr size_t kFunctions = 1000, kCarrying = 10;

double scoreOfFamily(size_t carriers, size_t siblings, size_t carrying = kCarrying) {
  return scoreOf({carriers, siblings, carrying, kFunctions}, 0.5);
}

TEST(Statistic, LowerBoundLiesBelowTheShareAndApproachesIt) {
  EXPECT_EQ(wilsonLowerBound(0, 0), 0);
  EXPECT_EQ(wilsonLowerBound(0, 5), 0);
  for (size_t n = 2; n < 200; n *= 2) {
    EXPECT_LT(wilsonLowerBound(n / 2, n), 0.5);
    EXPECT_LT(wilsonLowerBound(n / 2, n), wilsonLowerBound(n, 2 * n));
  }
}

TEST(Statistic, MoreThatAgreeSayMore) {
  EXPECT_LT(scoreOfFamily(1, 2), scoreOfFamily(2, 3));
  EXPECT_LT(scoreOfFamily(2, 3), scoreOfFamily(9, 10));
  EXPECT_LT(scoreOfFamily(9, 10), scoreOfFamily(29, 30));
}

TEST(Statistic, ALargeFamilyInDisagreementSaysLessThanASmallOneInAgreement) {
  EXPECT_LT(scoreOfFamily(50, 100), scoreOfFamily(4, 5));
}

TEST(Statistic, WhatEverybodyChecksSaysNothing) {
  EXPECT_GT(scoreOfFamily(4, 5), scoreOfFamily(4, 5, 400));
  EXPECT_NEAR(scoreOfFamily(4, 5, kFunctions), 0, 1e-9);
}

TEST(Statistic, RarityHasALimit) {
  EXPECT_EQ(specificityOf(1, 1000000), specificityOf(2, 1000000));
}

TEST(Statistic, WhoIsLikeTheOthersDeviatesMore) {
  const Evidence evidence{4, 5, kCarrying, kFunctions};
  EXPECT_LT(scoreOf(evidence, 0), scoreOf(evidence, 0.1));
  EXPECT_LT(scoreOf(evidence, 0.1), scoreOf(evidence, 1));
}

} // namespace
} // namespace hookqual::learn
