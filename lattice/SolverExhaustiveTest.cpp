// SPDX-License-Identifier: MIT
// The solver against brute force, which tries every assignment of elements to variables.
//
// Covered is every set of at most so many constraints (flows, a variable's into itself
// among them, and each element as lower and as upper bound of each variable), without any
// reduction by symmetry:
//
//   two points                4 variables, 5 constraints    242,825 systems
//   chain of three            4 variables, 5 constraints    760,099
//   diamond                   4 variables, 5 constraints  1,925,357
//   pentagon, three apart     3 variables, 4 constraints     92,171 each
//
// Systems of fewer variables are among them: nothing is said of the others.
#include "lattice/SampleLattices.h"
#include "lattice/SmallSystems.h"
#include "lattice/Solver.h"

#include <algorithm>
#include <bitset>
#include <gtest/gtest.h>

namespace hookqual::lattice {
namespace {

using Element = FiniteLattice::Element;

class BruteForce {
public:
  BruteForce(const FiniteLattice &lattice, uint32_t variables);

  uint32_t constraints() const { return static_cast<uint32_t>(all_.size()); }
  FiniteSystem system(const Chosen &chosen) const { return systemOf(variables_, all_, chosen); }
  bool agrees(const Chosen &chosen) const;

private:
  using Assignments = std::bitset<256>; // bit i: assignment number i, whose digits are elements

  std::vector<Element> assignment(size_t number) const;
  size_t numberOf(const std::vector<Element> &assignment) const;
  bool holds(const FiniteConstraint &constraint, const std::vector<Element> &assignment) const;
  Assignments thatSatisfy(const Chosen &chosen) const;

  bool agrees(const Chosen &chosen, const Solution<Element> &solution) const;
  bool agrees(const Chosen &chosen, const std::vector<Conflict> &conflicts) const;
  bool isMinimalContradiction(const Chosen &chain) const;

  const FiniteLattice &lattice_;
  uint32_t variables_;
  std::vector<FiniteConstraint> all_;
  Assignments every_;
  std::vector<Assignments> satisfying_;    // by constraint
  std::vector<Assignments> above_, below_; // by assignment: those above or below at each variable
};

BruteForce::BruteForce(const FiniteLattice &lattice, uint32_t variables)
    : lattice_(lattice), variables_(variables), all_(allConstraints(variables, lattice.size())),
      satisfying_(all_.size()) {
  size_t count = numberOf(std::vector<Element>(variables, lattice.size() - 1)) + 1;
  EXPECT_LE(count, every_.size());
  above_.resize(count);
  below_.resize(count);
  for (size_t number = 0; number < count; ++number) {
    every_.set(number);
    auto values = assignment(number);
    for (size_t i = 0; i < all_.size(); ++i)
      satisfying_[i][number] = holds(all_[i], values);
    for (size_t other = 0; other < count; ++other) {
      auto others = assignment(other);
      bool isAbove = true;
      for (Variable variable = 0; variable < variables; ++variable)
        isAbove &= lattice.isBelow(values[variable], others[variable]);
      above_[number][other] = isAbove;
      below_[other][number] = isAbove;
    }
  }
}

std::vector<Element> BruteForce::assignment(size_t number) const {
  std::vector<Element> values(variables_);
  for (Element &value : values) {
    value = number % lattice_.size();
    number /= lattice_.size();
  }
  return values;
}

size_t BruteForce::numberOf(const std::vector<Element> &assignment) const {
  size_t number = 0;
  for (size_t i = assignment.size(); i-- > 0;)
    number = number * lattice_.size() + assignment[i];
  return number;
}

bool BruteForce::holds(const FiniteConstraint &constraint, const std::vector<Element> &assignment) const {
  if (const auto *flow = std::get_if<Flow>(&constraint))
    return lattice_.isBelow(assignment[flow->lower], assignment[flow->upper]);
  if (const auto *lower = std::get_if<AtLeast<Element>>(&constraint))
    return lattice_.isBelow(lower->bound, assignment[lower->variable]);
  const auto &upper = std::get<AtMost<Element>>(constraint);
  return lattice_.isBelow(assignment[upper.variable], upper.bound);
}

BruteForce::Assignments BruteForce::thatSatisfy(const Chosen &chosen) const {
  Assignments left = every_;
  for (uint32_t constraint : chosen)
    left &= satisfying_[constraint];
  return left;
}

/// Both are solutions, and every solution lies above the one and below the other.
bool BruteForce::agrees(const Chosen &chosen, const Solution<Element> &solution) const {
  Assignments solutions = thatSatisfy(chosen);
  size_t least = numberOf(solution.least), greatest = numberOf(solution.greatest);
  return solutions[least] && solutions[greatest] && (solutions & ~above_[least]).none() &&
         (solutions & ~below_[greatest]).none();
}

bool BruteForce::isMinimalContradiction(const Chosen &chain) const {
  if (thatSatisfy(chain).any())
    return false;
  for (size_t left = 0; left < chain.size(); ++left) {
    Chosen fewer = chain;
    fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(left));
    if (thatSatisfy(fewer).none())
      return false;
  }
  return true;
}

/// Each chain runs from a lower to an upper bound and is a minimal contradiction; and
/// without the upper bounds that they blame there is a solution, so that none is missed.
bool BruteForce::agrees(const Chosen &chosen, const std::vector<Conflict> &conflicts) const {
  Chosen blameless = chosen;
  for (const Conflict &conflict : conflicts) {
    Chosen chain;
    for (uint32_t index : conflict.chain)
      chain.push_back(chosen[index]);
    if (!std::holds_alternative<AtLeast<Element>>(all_[chain.front()]) ||
        !std::holds_alternative<AtMost<Element>>(all_[chain.back()]) || !isMinimalContradiction(chain))
      return false;
    blameless.erase(std::find(blameless.begin(), blameless.end(), chain.back()));
  }
  return !conflicts.empty() && thatSatisfy(blameless).any();
}

bool BruteForce::agrees(const Chosen &chosen) const {
  auto answer = solve(lattice_, system(chosen));
  return std::visit([&](const auto &result) { return agrees(chosen, result); }, answer);
}

void expectAgreement(const FiniteLattice &lattice, uint32_t variables, size_t constraints, unsigned systems) {
  BruteForce oracle(lattice, variables);
  unsigned seen = 0, wrong = 0;
  forEachSystem(oracle.constraints(), constraints, [&](const Chosen &chosen) {
    ++seen;
    if (oracle.agrees(chosen))
      return;
    if (++wrong <= 3) // enough to see what is wrong
      ADD_FAILURE() << textOf(lattice, oracle.system(chosen));
  });
  EXPECT_EQ(wrong, 0u);
  EXPECT_EQ(seen, systems);
}

TEST(SolverExhaustive, OverTwoPoints) {
  expectAgreement(twoPoints(), 4, 5, 242'825);
}

TEST(SolverExhaustive, OverAChainOfThree) {
  expectAgreement(chainOfThree(), 4, 5, 760'099);
}

TEST(SolverExhaustive, OverTheDiamondOfCompleteAuthorization) {
  expectAgreement(diamond(), 4, 5, 1'925'357);
}

TEST(SolverExhaustive, OverLatticesThatAreNotDistributive) {
  expectAgreement(pentagon(), 3, 4, 92'171);
  expectAgreement(threeApart(), 3, 4, 92'171);
}

} // namespace
} // namespace hookqual::lattice
