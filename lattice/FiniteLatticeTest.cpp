// SPDX-License-Identifier: MIT
#include "lattice/FiniteLattice.h"

#include "lattice/LatticeLaws.h"
#include "lattice/SampleLattices.h"

namespace hookqual::lattice {
namespace {

llvm::Expected<FiniteLattice> tryLattice(std::vector<std::string> names, llvm::ArrayRef<LessThan> pairs) {
  auto order = PartialOrder::create(std::move(names), pairs);
  if (!order)
    return order.takeError();
  return FiniteLattice::create(std::move(*order));
}

std::string problemOf(std::vector<std::string> names, llvm::ArrayRef<LessThan> pairs) {
  auto lattice = tryLattice(std::move(names), pairs);
  return lattice ? "" : llvm::toString(lattice.takeError());
}

TEST(FiniteLattice, OfTwoPoints) {
  FiniteLattice lattice = twoPoints();
  EXPECT_EQ(lattice.join(0, 1), 1u);
  EXPECT_EQ(lattice.top(), lattice.order().find("$unchecked"));
  EXPECT_EQ(lattice.bottom(), lattice.order().find("$checked"));
}

TEST(FiniteLattice, OfADiamond) {
  FiniteLattice lattice = diamond();
  EXPECT_EQ(lattice.join(1, 2), 3u);
  EXPECT_EQ(lattice.meet(1, 2), 0u);
  EXPECT_FALSE(lattice.isBelow(1, 2));
}

TEST(FiniteLattice, ObeysTheLaws) {
  for (const FiniteLattice &lattice : {twoPoints(), chainOfThree(), diamond(), pentagon(), threeApart()})
    expectLatticeLaws(lattice, elementsOf(lattice));
}

TEST(FiniteLattice, OfOneElementHasItAsTopAndBottom) {
  FiniteLattice lattice = latticeOf({"$only"}, {});
  EXPECT_EQ(lattice.top(), lattice.bottom());
  EXPECT_EQ(lattice.size(), 1u);
}

TEST(FiniteLattice, NamesThePairThatHasNoBoundAtAll) {
  EXPECT_EQ(problemOf({"a", "b"}, {}),
            "not a lattice: 'a' and 'b' have no join (least upper bound): no element is above both");
  EXPECT_EQ(problemOf({"low", "a", "b"}, {{{0, 1}, {0, 2}}}),
            "not a lattice: 'a' and 'b' have no join (least upper bound): no element is above both");
  EXPECT_EQ(problemOf({"high", "a", "b"}, {{{1, 0}, {2, 0}}}),
            "not a lattice: 'a' and 'b' have no meet (greatest lower bound): no element is below both");
}

TEST(FiniteLattice, NamesTheIncomparableCandidatesOfThePair) {
  // Each of the elements 1 and 2 is below each of 3 and 4.
  std::vector<LessThan> crossed = {{0, 1}, {0, 2}, {1, 3}, {1, 4}, {2, 3}, {2, 4}, {3, 5}, {4, 5}};
  EXPECT_EQ(problemOf({"low", "a", "b", "x", "y", "high"}, crossed),
            "not a lattice: 'a' and 'b' have no join (least upper bound): 'x' and 'y' are above both, and "
            "incomparable");
  std::vector<LessThan> threefold = {{0, 2}, {0, 3}, {0, 4}, {1, 2}, {1, 3}, {1, 4}, {2, 5}, {3, 5}, {4, 5}};
  EXPECT_EQ(problemOf({"a", "b", "x", "y", "z", "high"}, threefold),
            "not a lattice: 'a' and 'b' have no join (least upper bound): 'x', 'y' and 'z' are above both, "
            "and incomparable");
}

TEST(FiniteLattice, NamesTheIncomparableCandidatesBelow) {
  std::vector<LessThan> crossed = {{1, 0}, {2, 0}, {3, 1}, {3, 2}, {4, 1}, {4, 2}, {5, 3}, {5, 4}};
  EXPECT_EQ(problemOf({"high", "x", "y", "a", "b", "low"}, crossed),
            "not a lattice: 'x' and 'y' have no meet (greatest lower bound): 'a' and 'b' are below both, and "
            "incomparable");
}

std::vector<LessThan> allPairs(uint32_t size) {
  std::vector<LessThan> pairs;
  for (uint32_t a = 0; a < size; ++a)
    for (uint32_t b = 0; b < size; ++b)
      if (a != b)
        pairs.push_back({a, b});
  return pairs;
}

/// Every relation over four elements: whatever is accepted obeys the laws.
TEST(FiniteLattice, AcceptsOnlyLatticesAmongAllRelationsOfFourElements) {
  std::vector<LessThan> every = allPairs(4);
  unsigned accepted = 0;
  for (unsigned chosen = 0; chosen < 1u << every.size(); ++chosen) {
    std::vector<LessThan> pairs;
    for (size_t i = 0; i < every.size(); ++i)
      if (chosen & (1u << i))
        pairs.push_back(every[i]);
    auto lattice = tryLattice({"a", "b", "c", "d"}, pairs);
    if (!lattice) {
      llvm::consumeError(lattice.takeError());
      continue;
    }
    ++accepted;
    expectLatticeLaws(*lattice, elementsOf(*lattice));
  }
  // 24 chains (each spanned by 8 relations) and 12 diamonds (each by 2).
  EXPECT_EQ(accepted, 24u * 8u + 12u * 2u);
}

} // namespace
} // namespace hookqual::lattice
