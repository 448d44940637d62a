// SPDX-License-Identifier: MIT
// The solver of lattice/ against Z3. It lies in a room of its own so that lattice/ needs no
// Z3, neither to build nor to be tested against brute force.
//
// Covered: every system of up to 4 variables and 5 constraints over two points and over the
// diamond, one of each class that renaming variables makes equal; and 300 random systems of
// 12 variables and 20 constraints, too large for brute force, over the two smallest lattices
// that are not distributive.
#include "lattice/SampleLattices.h"
#include "lattice/SmallSystems.h"
#include "lattice/Solver.h"

#include <algorithm>
#include <gtest/gtest.h>
#include <numeric>
#include <random>
#include <tuple>
#include <z3++.h>

namespace hookqual::lattice {
namespace {

using Element = FiniteLattice::Element;

/// All constraints over some variables as one propositional formula: `x is e` is a Boolean,
/// and so is whether constraint i is taken, so that one solver answers for each system.
class Z3Oracle {
public:
  Z3Oracle(const FiniteLattice &lattice, uint32_t variables);

  const std::vector<FiniteConstraint> &constraints() const { return all_; }
  FiniteSystem system(const Chosen &chosen) const { return systemOf(variables_, all_, chosen); }
  bool agrees(const Chosen &chosen);

private:
  void define(const z3::expr &taken, const FiniteConstraint &constraint);
  void defineOneElementFor(Variable variable);

  /// By variable and element: a Boolean that keeps the variable from all that is inside the
  /// element's bound.
  std::vector<std::vector<z3::expr>> defineOutside(const char *name,
                                                   llvm::function_ref<bool(Element, Element)> isInside);

  bool isSatisfiable(const Chosen &chosen, llvm::ArrayRef<z3::expr> besides);
  bool isSolution(const Chosen &chosen, const std::vector<Element> &values);
  bool isLeast(const Chosen &chosen, const std::vector<Element> &values);
  bool isGreatest(const Chosen &chosen, const std::vector<Element> &values);

  z3::expr boolean(const char *name, size_t first, size_t second) {
    return context_.bool_const((name + std::to_string(first) + "_" + std::to_string(second)).c_str());
  }

  const FiniteLattice &lattice_;
  uint32_t variables_;
  std::vector<FiniteConstraint> all_;
  z3::context context_;
  z3::solver solver_;
  std::vector<std::vector<z3::expr>> is_; // by variable and element
  std::vector<z3::expr> taken_;           // by constraint
  std::vector<std::vector<z3::expr>> notAbove_, notBelow_;
};

Z3Oracle::Z3Oracle(const FiniteLattice &lattice, uint32_t variables)
    : lattice_(lattice), variables_(variables), all_(allConstraints(variables, lattice.size())),
      solver_(context_) {
  for (Variable variable = 0; variable < variables; ++variable)
    defineOneElementFor(variable);
  for (size_t i = 0; i < all_.size(); ++i) {
    taken_.push_back(boolean("taken", i, 0));
    define(taken_.back(), all_[i]);
  }
  notAbove_ = defineOutside("not_above", [&](Element bound, Element e) { return lattice.isBelow(bound, e); });
  notBelow_ = defineOutside("not_below", [&](Element bound, Element e) { return lattice.isBelow(e, bound); });
}

void Z3Oracle::defineOneElementFor(Variable variable) {
  z3::expr_vector one(context_);
  is_.emplace_back();
  for (Element element = 0; element < lattice_.size(); ++element) {
    is_.back().push_back(boolean("is", variable, element));
    one.push_back(is_.back().back());
  }
  solver_.add(z3::mk_or(one));
  solver_.add(z3::atmost(one, 1));
}

void Z3Oracle::define(const z3::expr &taken, const FiniteConstraint &constraint) {
  for (Element a = 0; a < lattice_.size(); ++a) {
    if (const auto *lower = std::get_if<AtLeast<Element>>(&constraint)) {
      if (!lattice_.isBelow(lower->bound, a))
        solver_.add(z3::implies(taken, !is_[lower->variable][a]));
    } else if (const auto *upper = std::get_if<AtMost<Element>>(&constraint)) {
      if (!lattice_.isBelow(a, upper->bound))
        solver_.add(z3::implies(taken, !is_[upper->variable][a]));
    } else {
      const auto &flow = std::get<Flow>(constraint);
      for (Element b = 0; b < lattice_.size(); ++b)
        if (!lattice_.isBelow(a, b))
          solver_.add(z3::implies(taken, !is_[flow.lower][a] || !is_[flow.upper][b]));
    }
  }
}

std::vector<std::vector<z3::expr>>
Z3Oracle::defineOutside(const char *name, llvm::function_ref<bool(Element, Element)> isInside) {
  std::vector<std::vector<z3::expr>> outside(variables_);
  for (Variable variable = 0; variable < variables_; ++variable) {
    for (Element bound = 0; bound < lattice_.size(); ++bound) {
      outside[variable].push_back(boolean(name, variable, bound));
      for (Element element = 0; element < lattice_.size(); ++element)
        if (isInside(bound, element))
          solver_.add(z3::implies(outside[variable].back(), !is_[variable][element]));
    }
  }
  return outside;
}

bool Z3Oracle::isSatisfiable(const Chosen &chosen, llvm::ArrayRef<z3::expr> besides) {
  z3::expr_vector assumed(context_);
  for (uint32_t constraint : chosen)
    assumed.push_back(taken_[constraint]);
  for (const z3::expr &one : besides)
    assumed.push_back(one);
  z3::check_result result = solver_.check(assumed);
  EXPECT_NE(result, z3::unknown);
  return result == z3::sat;
}

bool Z3Oracle::isSolution(const Chosen &chosen, const std::vector<Element> &values) {
  std::vector<z3::expr> besides;
  for (Variable variable = 0; variable < variables_; ++variable)
    besides.push_back(is_[variable][values[variable]]);
  return isSatisfiable(chosen, besides);
}

// No solution has a variable that is not above, or not below, its value. Of bottom and of top
// Z3 need not be asked: that is most variables of a small system.

bool Z3Oracle::isLeast(const Chosen &chosen, const std::vector<Element> &values) {
  for (Variable variable = 0; variable < variables_; ++variable)
    if (values[variable] != lattice_.bottom() && isSatisfiable(chosen, notAbove_[variable][values[variable]]))
      return false;
  return true;
}

bool Z3Oracle::isGreatest(const Chosen &chosen, const std::vector<Element> &values) {
  for (Variable variable = 0; variable < variables_; ++variable)
    if (values[variable] != lattice_.top() && isSatisfiable(chosen, notBelow_[variable][values[variable]]))
      return false;
  return true;
}

bool Z3Oracle::agrees(const Chosen &chosen) {
  auto answer = solve(lattice_, system(chosen));
  if (std::holds_alternative<std::vector<Conflict>>(answer))
    return !isSatisfiable(chosen, {});
  const auto &solution = std::get<Solution<Element>>(answer);
  return isSolution(chosen, solution.least) && isSolution(chosen, solution.greatest) &&
         isLeast(chosen, solution.least) && isGreatest(chosen, solution.greatest);
}

void expectAgreement(Z3Oracle &oracle, const FiniteLattice &lattice, const Chosen &chosen) {
  EXPECT_TRUE(oracle.agrees(chosen)) << textOf(lattice, oracle.system(chosen));
}

/// Finds of each class of systems that renaming variables makes equal the one that comes
/// first: most of them differ in names only.
class Renamings {
public:
  Renamings(const std::vector<FiniteConstraint> &all, uint32_t variables);
  bool isFirst(const Chosen &chosen) const;

private:
  std::vector<std::vector<uint32_t>> renamed_; // by renaming and constraint
};

Renamings::Renamings(const std::vector<FiniteConstraint> &all, uint32_t variables) {
  std::vector<Variable> names(variables);
  std::iota(names.begin(), names.end(), 0);
  auto key = [](const FiniteConstraint &constraint) {
    if (const auto *flow = std::get_if<Flow>(&constraint))
      return std::tuple(0, flow->lower, flow->upper);
    if (const auto *lower = std::get_if<AtLeast<Element>>(&constraint))
      return std::tuple(1, lower->bound, lower->variable);
    const auto &upper = std::get<AtMost<Element>>(constraint);
    return std::tuple(2, upper.variable, upper.bound);
  };
  auto renamedKey = [&](const FiniteConstraint &constraint) {
    auto [kind, left, right] = key(constraint);
    return std::tuple(kind, kind == 1 ? left : names[left], kind == 2 ? right : names[right]);
  };
  do {
    auto &renaming = renamed_.emplace_back();
    for (const FiniteConstraint &constraint : all) {
      auto same = std::find_if(all.begin(), all.end(), [&](const FiniteConstraint &other) {
        return key(other) == renamedKey(constraint);
      });
      renaming.push_back(static_cast<uint32_t>(same - all.begin()));
    }
  } while (std::next_permutation(names.begin(), names.end()));
}

bool Renamings::isFirst(const Chosen &chosen) const {
  return std::all_of(renamed_.begin(), renamed_.end(), [&](const std::vector<uint32_t> &renaming) {
    Chosen other;
    for (uint32_t constraint : chosen)
      other.push_back(renaming[constraint]);
    std::sort(other.begin(), other.end());
    return chosen <= other;
  });
}

void expectAgreementOnEverySmallSystem(const FiniteLattice &lattice, unsigned classes) {
  Z3Oracle oracle(lattice, 4);
  Renamings renamings(oracle.constraints(), 4);
  unsigned asked = 0;
  forEachSystem(oracle.constraints().size(), 5, [&](const Chosen &chosen) {
    if (!renamings.isFirst(chosen))
      return;
    ++asked;
    expectAgreement(oracle, lattice, chosen);
  });
  EXPECT_EQ(asked, classes);
}

TEST(Z3Solver, AgreesOnEverySmallSystemOverTwoPoints) {
  expectAgreementOnEverySmallSystem(twoPoints(), 11'486);
}

TEST(Z3Solver, AgreesOnEverySmallSystemOverTheDiamond) {
  expectAgreementOnEverySmallSystem(diamond(), 91'222);
}

/// Mostly flows, so that constants meet and chains are long.
Chosen randomSystem(std::mt19937 &random, const std::vector<FiniteConstraint> &all, size_t flows,
                    size_t bounds) {
  Chosen chosen;
  while (flows + bounds > 0) {
    uint32_t constraint = random() % all.size();
    size_t &wanted = std::holds_alternative<Flow>(all[constraint]) ? flows : bounds;
    if (wanted == 0 || llvm::is_contained(chosen, constraint))
      continue;
    --wanted;
    chosen.push_back(constraint);
  }
  return chosen;
}

TEST(Z3Solver, AgreesOnLargeSystemsOverLatticesThatAreNotDistributive) {
  unsigned satisfiable = 0;
  for (const FiniteLattice &lattice : {pentagon(), threeApart()}) {
    Z3Oracle oracle(lattice, 12);
    std::mt19937 random(2002); // the standard says what it yields, so each run asks the same
    for (unsigned i = 0; i < 150; ++i) {
      Chosen chosen = randomSystem(random, oracle.constraints(), 14, 6);
      expectAgreement(oracle, lattice, chosen);
      auto answer = solve(lattice, oracle.system(chosen));
      satisfiable += std::holds_alternative<Solution<Element>>(answer);
    }
  }
  EXPECT_GT(satisfiable, 50u) << "hardly a solution was compared";
  EXPECT_LT(satisfiable, 250u) << "hardly a conflict was compared";
}

} // namespace
} // namespace hookqual::lattice
