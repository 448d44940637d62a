// SPDX-License-Identifier: MIT
// The lattices of Zhang, Edwards and Jaeger, "Using CQUAL for Static Analysis of
// Authorization Hook Placement" (USENIX Security 2002), section on complete authorization:
// one qualifier a security check, and one below all of them for each combination.
#include "lattice/LatticeFile.h"
#include "lattice/LatticeLaws.h"
#include "lattice/ProductLattice.h"
#include "lattice/SampleLattices.h"

namespace hookqual::lattice {
namespace {

/// The paper's figure for two checks C1 and C2; it leaves the declarations out.
constexpr char kTwoChecks[] = "partial order [flow-sensitive] {\n"
                              "  $unchecked $checkedForC1 $checkedForC2 $checkedForC1C2\n"
                              "  $checkedForC1C2 < $checkedForC1\n"
                              "  $checkedForC1C2 < $checkedForC2\n"
                              "  $checkedForC1 < $unchecked\n"
                              "  $checkedForC2 < $unchecked\n"
                              "}\n";

class CompleteAuthorization : public testing::Test {
protected:
  FiniteLattice paper =
      llvm::cantFail(llvm::cantFail(parseLattice(kTwoChecks, "paper.lattice"))[0].lattice());
  ProductLattice product{2};

  FiniteLattice::Element named(llvm::StringRef name) const { return *paper.order().find(name); }

  /// The same element as a set of passed authorizers.
  ProductLattice::Element asSet(FiniteLattice::Element element) const {
    auto passed = product.top();
    for (auto [name, authorizer] : {std::pair("$checkedForC1", 0u), std::pair("$checkedForC2", 1u)})
      if (paper.isBelow(element, named(name)))
        passed = product.check(passed, authorizer);
    return passed;
  }
};

TEST_F(CompleteAuthorization, OfThePaperIsALattice) {
  expectLatticeLaws(paper, elementsOf(paper));
  EXPECT_EQ(paper.top(), named("$unchecked"));
  EXPECT_EQ(paper.bottom(), named("$checkedForC1C2"));
}

TEST_F(CompleteAuthorization, TakesBothChecksWhereBothAreAsked) {
  auto asked = named("$checkedForC1C2");
  EXPECT_TRUE(paper.isBelow(named("$checkedForC1C2"), asked));
  EXPECT_FALSE(paper.isBelow(named("$checkedForC1"), asked));
  EXPECT_FALSE(paper.isBelow(named("$checkedForC2"), asked));
  EXPECT_FALSE(paper.isBelow(named("$unchecked"), asked));
}

TEST_F(CompleteAuthorization, TakesTheOneCheckForTheOtherNowhere) {
  auto one = named("$checkedForC1"), other = named("$checkedForC2");
  EXPECT_FALSE(paper.isBelow(one, other));
  EXPECT_EQ(paper.join(one, other), named("$unchecked"));      // each path made only one of them
  EXPECT_EQ(paper.meet(one, other), named("$checkedForC1C2")); // one path made both
}

TEST_F(CompleteAuthorization, IsTheProductOfTwoPointLattices) {
  for (FiniteLattice::Element a = 0; a < paper.size(); ++a) {
    for (FiniteLattice::Element b = 0; b < paper.size(); ++b) {
      EXPECT_EQ(a == b, asSet(a) == asSet(b));
      EXPECT_EQ(paper.isBelow(a, b), product.isBelow(asSet(a), asSet(b)));
      EXPECT_EQ(asSet(paper.join(a, b)), product.join(asSet(a), asSet(b)));
      EXPECT_EQ(asSet(paper.meet(a, b)), product.meet(asSet(a), asSet(b)));
    }
  }
}

/// The paper's example: unlinking asks to search the directory, to write it, and to unlink.
TEST(CompleteAuthorizationOfUnlink, NeedsAllThreeChecksOfTheDirectory) {
  enum : uint32_t { Search, Write, Unlink };
  ProductLattice lattice(3);
  auto asked = lattice.bottom();
  auto dir = lattice.check(lattice.check(lattice.top(), Search), Write);
  EXPECT_FALSE(lattice.isBelow(dir, asked));
  EXPECT_TRUE(lattice.isBelow(lattice.check(dir, Unlink), asked));
}

} // namespace
} // namespace hookqual::lattice
