// SPDX-License-Identifier: MIT
#include "lattice/ProductLattice.h"

#include "lattice/LatticeFile.h"
#include "lattice/LatticeLaws.h"

namespace hookqual::lattice {
namespace {

std::vector<ProductLattice::Element> closedSetsOf(const ProductLattice &lattice) {
  std::vector<ProductLattice::Element> all;
  for (unsigned bits = 0; bits < 1u << lattice.authorizers(); ++bits) {
    ProductLattice::Element held = lattice.top();
    for (uint32_t i = 0; i < lattice.authorizers(); ++i)
      if (bits & (1u << i))
        held.set(i);
    if (lattice.isClosed(held))
      all.push_back(held);
  }
  return all;
}

TEST(ProductLattice, ObeysTheLawsWithoutAnOrder) {
  ProductLattice lattice(4);
  auto all = closedSetsOf(lattice);
  EXPECT_EQ(all.size(), 16u);
  expectLatticeLaws(lattice, all);
}

TEST(ProductLattice, ObeysTheLawsWithEveryOrderOfThreeAuthorizers) {
  for (unsigned chosen = 0; chosen < 1u << 6; ++chosen) {
    std::vector<ServesFor> order;
    unsigned bit = 0;
    for (uint32_t a = 0; a < 3; ++a)
      for (uint32_t b = 0; b < 3; ++b)
        if (a != b && (chosen & (1u << bit++)))
          order.push_back({a, b});
    ProductLattice lattice(3, order);
    expectLatticeLaws(lattice, closedSetsOf(lattice));
  }
}

TEST(ProductLattice, KeepsAfterAJoinOnlyWhatBothPathsHeld) {
  ProductLattice lattice(2);
  auto left = lattice.check(lattice.top(), 0);
  auto right = lattice.check(left, 1);
  EXPECT_EQ(lattice.join(left, right), left);
  EXPECT_EQ(lattice.join(lattice.top(), right), lattice.top());
}

TEST(ProductLattice, LetsAStrongerCheckServeThroughAChain) {
  ProductLattice lattice(3, {{{0, 1}, {1, 2}}});
  auto held = lattice.check(lattice.top(), 0);
  EXPECT_TRUE(held.test(2));
  EXPECT_TRUE(lattice.isClosed(held));
  EXPECT_FALSE(lattice.check(lattice.top(), 2).test(0));
}

/// A check of both, as good as either: the lower in the file serves for the higher.
TEST(ProductLattice, TakesTheOrderBetweenAuthorizersFromALatticeFile) {
  auto orders = llvm::cantFail(parseLattice("partial order { $either $left $right $both\n"
                                            "  $both < $left < $either  $both < $right < $either }",
                                            "authorizers.lattice"));
  ProductLattice lattice(orders[0].order);
  expectLatticeLaws(lattice, closedSetsOf(lattice));
  auto passed = [&](llvm::StringRef name) {
    return lattice.check(lattice.top(), *orders[0].order.find(name));
  };
  EXPECT_EQ(passed("$both"), lattice.bottom());
  EXPECT_EQ(passed("$left").count(), 2u);
  EXPECT_EQ(lattice.join(passed("$left"), passed("$right")), passed("$either"));
}

} // namespace
} // namespace hookqual::lattice
