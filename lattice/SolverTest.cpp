// SPDX-License-Identifier: MIT
#include "lattice/Solver.h"

#include "lattice/ProductLattice.h"
#include "lattice/SampleLattices.h"
#include "lattice/SmallSystems.h"

#include <gtest/gtest.h>

namespace hookqual::lattice {
namespace {

using Element = FiniteLattice::Element;
using Lower = AtLeast<Element>;
using Upper = AtMost<Element>;

/// The conflicts as one reads them, a line each.
std::string conflictsOf(const FiniteLattice &lattice, const FiniteSystem &system) {
  auto answer = solve(lattice, system);
  std::string text;
  if (const auto *conflicts = std::get_if<std::vector<Conflict>>(&answer))
    for (const Conflict &conflict : *conflicts)
      for (uint32_t constraint : conflict.chain)
        text += textOf(lattice, system.constraints[constraint]) +
                (constraint == conflict.chain.back() ? "\n" : ", ");
  return text;
}

class TwoPointSolver : public testing::Test {
protected:
  FiniteLattice lattice = twoPoints();
  Element checked = lattice.bottom(), unchecked = lattice.top();
};

TEST_F(TwoPointSolver, GivesEachVariableWhatFlowsIntoItAndWhatIsAskedAboveIt) {
  // x0 is looked up and handed to x1; x2 is handed to x3, of which a check is asked.
  FiniteSystem system{4, {Lower{unchecked, 0}, Flow{0, 1}, Flow{2, 3}, Upper{3, checked}}};
  auto solution = std::get<Solution<Element>>(solve(lattice, system));
  EXPECT_EQ(solution.least, (std::vector{unchecked, unchecked, checked, checked}));
  EXPECT_EQ(solution.greatest, (std::vector{unchecked, unchecked, checked, checked}));
}

TEST_F(TwoPointSolver, LeavesOpenWhatNothingIsKnownOf) {
  auto solution = std::get<Solution<Element>>(solve(lattice, FiniteSystem{1, {}}));
  EXPECT_EQ(solution.least, std::vector{checked});
  EXPECT_EQ(solution.greatest, std::vector{unchecked});
}

/// CQUAL's error path: from the lookup through the calls to the operation.
TEST_F(TwoPointSolver, ExplainsAViolatedBoundByItsChain) {
  FiniteSystem system{3, {Upper{2, checked}, Flow{1, 2}, Lower{checked, 2}, Flow{0, 1}, Lower{unchecked, 0}}};
  EXPECT_EQ(conflictsOf(lattice, system), "$unchecked <= x0, x0 <= x1, x1 <= x2, x2 <= $checked\n");
}

TEST_F(TwoPointSolver, TakesTheShortestChain) {
  FiniteSystem system{
      4,
      {Lower{unchecked, 0}, Flow{0, 1}, Flow{1, 2}, Flow{2, 3}, Flow{3, 0}, Flow{0, 3}, Upper{3, checked}}};
  EXPECT_EQ(conflictsOf(lattice, system), "$unchecked <= x0, x0 <= x3, x3 <= $checked\n");
}

TEST_F(TwoPointSolver, ExplainsEveryViolatedBound) {
  FiniteSystem system{
      3, {Lower{unchecked, 0}, Flow{0, 1}, Upper{1, checked}, Upper{0, checked}, Upper{2, checked}}};
  EXPECT_EQ(conflictsOf(lattice, system), "$unchecked <= x0, x0 <= x1, x1 <= $checked\n"
                                          "$unchecked <= x0, x0 <= $checked\n");
}

TEST(Solver, BlamesTheConstantThatIsNotBelowTheBound) {
  FiniteLattice lattice = diamond();
  Element one = *lattice.order().find("$one"), other = *lattice.order().find("$other");
  FiniteSystem system{1, {Lower{one, 0}, Lower{other, 0}, Upper{0, one}}};
  EXPECT_EQ(conflictsOf(lattice, system), "$other <= x0, x0 <= $one\n");
}

/// In a lattice that is not distributive, too, one of the joined constants is to blame.
TEST(Solver, BlamesOneConstantWhereOnlyTheJoinIsTop) {
  FiniteLattice lattice = threeApart();
  FiniteSystem system{3, {Lower{1, 0}, Lower{2, 1}, Flow{0, 2}, Flow{1, 2}, Upper{2, 3}}};
  EXPECT_EQ(conflictsOf(lattice, system), "a <= x0, x0 <= x2, x2 <= c\n");
}

/// Complete authorization: what one path holds and another lacks, the operation lacks.
TEST(Solver, SolvesOverTheProductOfAuthorizers) {
  ProductLattice lattice(2);
  auto first = lattice.check(lattice.top(), 0), both = lattice.bottom();
  ConstraintSystem<ProductLattice::Element> system{3,
                                                   {AtLeast<ProductLattice::Element>{first, 0},
                                                    AtLeast<ProductLattice::Element>{both, 1}, Flow{0, 2},
                                                    Flow{1, 2}}};
  auto solution = std::get<Solution<ProductLattice::Element>>(solve(lattice, system));
  EXPECT_EQ(solution.least[2], first);

  system.constraints.push_back(AtMost<ProductLattice::Element>{2, both});
  auto conflicts = std::get<std::vector<Conflict>>(solve(lattice, system));
  ASSERT_EQ(conflicts.size(), 1u);
  EXPECT_EQ(conflicts[0].chain, (std::vector<uint32_t>{0, 2, 4}));
}

} // namespace
} // namespace hookqual::lattice
