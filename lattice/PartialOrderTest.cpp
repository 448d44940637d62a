// SPDX-License-Identifier: MIT
#include "lattice/PartialOrder.h"

#include "lattice/LatticeLaws.h"

#include <numeric>

namespace hookqual::lattice {
namespace {

std::vector<PartialOrder::Element> elementsOf(const PartialOrder &order) {
  std::vector<PartialOrder::Element> all(order.names().size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

std::string problemOf(std::vector<std::string> names, llvm::ArrayRef<LessThan> pairs) {
  auto order = PartialOrder::create(std::move(names), pairs);
  return order ? "" : llvm::toString(order.takeError());
}

TEST(PartialOrder, OfTwoPoints) {
  auto order = llvm::cantFail(PartialOrder::create({"$checked", "$unchecked"}, {{{0, 1}}}));
  EXPECT_EQ(order.join(0, 1), 1u);
  EXPECT_EQ(order.top(), order.find("$unchecked"));
  EXPECT_EQ(order.bottom(), order.find("$checked"));
  EXPECT_FALSE(order.find("$tainted"));
  expectLatticeLaws(order, elementsOf(order));
}

TEST(PartialOrder, OfADiamond) {
  auto order =
      llvm::cantFail(PartialOrder::create({"low", "a", "b", "high"}, {{{0, 1}, {0, 2}, {1, 3}, {2, 3}}}));
  EXPECT_EQ(order.join(1, 2), 3u);
  EXPECT_EQ(order.meet(1, 2), 0u);
  EXPECT_FALSE(order.isBelow(1, 2));
  expectLatticeLaws(order, elementsOf(order));
}

TEST(PartialOrder, NamesThePairThatHasNoJoin) {
  EXPECT_EQ(problemOf({"a", "b"}, {}), "not a lattice: 'a' and 'b' have no join (least upper bound)");
  EXPECT_EQ(problemOf({"low", "a", "b"}, {{{0, 1}, {0, 2}}}),
            "not a lattice: 'a' and 'b' have no join (least upper bound)");
}

TEST(PartialOrder, NamesThePairThatHasNoMeet) {
  EXPECT_EQ(problemOf({"high", "a", "b"}, {{{1, 0}, {2, 0}}}),
            "not a lattice: 'a' and 'b' have no meet (greatest lower bound)");
}

TEST(PartialOrder, RejectsCyclesDuplicatesAndNothing) {
  EXPECT_EQ(problemOf({"a", "b"}, {{{0, 1}, {1, 0}}}), "'a' and 'b' are each below the other");
  EXPECT_EQ(problemOf({"a", "a"}, {}), "'a' is declared twice");
  EXPECT_EQ(problemOf({}, {}), "an order needs at least one element");
}

/// Every relation over four elements: whatever is accepted obeys the laws.
TEST(PartialOrder, AcceptsOnlyLatticesAmongAllRelationsOfFourElements) {
  std::vector<LessThan> every;
  for (uint32_t a = 0; a < 4; ++a)
    for (uint32_t b = 0; b < 4; ++b)
      if (a != b)
        every.push_back({a, b});
  unsigned accepted = 0;
  for (unsigned chosen = 0; chosen < 1u << every.size(); ++chosen) {
    std::vector<LessThan> pairs;
    for (size_t i = 0; i < every.size(); ++i)
      if (chosen & (1u << i))
        pairs.push_back(every[i]);
    auto order = PartialOrder::create({"a", "b", "c", "d"}, pairs);
    if (!order) {
      llvm::consumeError(order.takeError());
      continue;
    }
    ++accepted;
    expectLatticeLaws(*order, elementsOf(*order));
  }
  // 24 chains (each spanned by 8 relations) and 12 diamonds (each by 2).
  EXPECT_EQ(accepted, 24u * 8u + 12u * 2u);
}

} // namespace
} // namespace hookqual::lattice
