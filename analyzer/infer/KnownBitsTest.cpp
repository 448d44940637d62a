// SPDX-License-Identifier: MIT
#include "analyzer/infer/KnownBits.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::infer {
namespace {

TEST(KnownBits, OperatorsAgreeWithAllValuesOfThreeBits) {
  // Every pair of partly known words of three bits, against every pair of values they stand for.
  auto words = [] {
    std::vector<KnownBits> all;
    for (uint64_t zero = 0; zero < 8; ++zero)
      for (uint64_t one = 0; one < 8; ++one)
        if ((zero & one) == 0)
          all.push_back({zero | ~uint64_t(7), one});
    return all;
  }();
  auto stands = [](const KnownBits &word, uint64_t value) {
    return (value & word.zero) == 0 && (~value & word.one) == 0;
  };
  for (const KnownBits &a : words)
    for (const KnownBits &b : words)
      for (uint64_t x = 0; x < 8; ++x)
        for (uint64_t y = 0; y < 8; ++y) {
          if (!stands(a, x) || !stands(b, y))
            continue;
          EXPECT_TRUE(stands(a & b, x & y));
          EXPECT_TRUE(stands(a | b, x | y));
          EXPECT_TRUE(stands(a ^ b, x ^ y));
          EXPECT_TRUE(stands(~a, ~x));
          EXPECT_TRUE((a & b).values().contains(int64_t(x & y)));
        }
}

TEST(KnownBits, ASmallRangeHasNoHighBits) {
  const KnownBits known = KnownBits::of(RangeSet::between(0, 5));
  EXPECT_EQ(known.zero, ~uint64_t(7));
  EXPECT_EQ(known.one, 0u);
  EXPECT_EQ(KnownBits::of(RangeSet::between(-1, 5)), KnownBits());
}

TEST(KnownBits, ValuesAreThoseOfTheUnknownBits) {
  const KnownBits known{.zero = ~uint64_t(0b111), .one = 0b010};
  EXPECT_EQ(known.values(), RangeSet::fromIntervals({{2, 3}, {6, 7}}));
  EXPECT_EQ(KnownBits().values(), RangeSet::full());
}

TEST(KnownBits, ConversionKeepsWhatBothWidthsHold) {
  EXPECT_EQ(convert({.zero = 0, .one = 3}, 32, 64, /*isSigned=*/false).zero, ~uint64_t(0xffffffff));
  EXPECT_EQ(convert({.zero = 0, .one = 3}, 32, 64, /*isSigned=*/true).zero, 0u);
  EXPECT_EQ(convert({.zero = 0, .one = 0x103}, 64, 8, /*isSigned=*/false).one, 3u);
}

} // namespace
} // namespace hookqual::infer
