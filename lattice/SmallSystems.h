// SPDX-License-Identifier: MIT
// All small constraint systems over a small lattice, for tests that hold the solver against
// slow and obvious ways to the same answer.
#pragma once

#include "lattice/Constraint.h"
#include "lattice/FiniteLattice.h"

#include "llvm/ADT/ArrayRef.h"

#include <string>
#include <utility>

namespace hookqual::lattice {

using FiniteConstraint = Constraint<FiniteLattice::Element>;
using FiniteSystem = ConstraintSystem<FiniteLattice::Element>;

/// Each constraint there is, from a variable into itself included.
inline std::vector<FiniteConstraint> allConstraints(uint32_t variables, uint32_t elements) {
  std::vector<FiniteConstraint> all;
  for (Variable lower = 0; lower < variables; ++lower) {
    for (Variable upper = 0; upper < variables; ++upper)
      all.push_back(Flow{lower, upper});
    for (FiniteLattice::Element bound = 0; bound < elements; ++bound) {
      all.push_back(AtLeast<FiniteLattice::Element>{bound, lower});
      all.push_back(AtMost<FiniteLattice::Element>{lower, bound});
    }
  }
  return all;
}

/// A system as the ascending indices of its constraints among all of them. Neither their
/// order nor saying one twice changes what a system means, so these are all systems.
using Chosen = std::vector<uint32_t>;

/// Calls `visit` with each system of at most `most` out of `count` constraints.
template <typename Visit> void forEachSystem(uint32_t count, size_t most, Visit visit) {
  auto extend = [&](auto &self, Chosen &chosen, uint32_t from) -> void {
    visit(std::as_const(chosen));
    if (chosen.size() == most)
      return;
    for (uint32_t next = from; next < count; ++next) {
      chosen.push_back(next);
      self(self, chosen, next + 1);
      chosen.pop_back();
    }
  };
  Chosen none;
  extend(extend, none, 0);
}

inline FiniteSystem systemOf(uint32_t variables, const std::vector<FiniteConstraint> &all,
                             const Chosen &chosen) {
  FiniteSystem system{.variables = variables};
  for (uint32_t index : chosen)
    system.constraints.push_back(all[index]);
  return system;
}

/// `$unchecked <= x0`, `x0 <= x1`, `x1 <= $checked`.
inline std::string textOf(const FiniteLattice &lattice, const FiniteConstraint &constraint) {
  auto variable = [](Variable index) { return "x" + std::to_string(index); };
  auto name = [&](FiniteLattice::Element element) { return lattice.order().names()[element]; };
  if (const auto *flow = std::get_if<Flow>(&constraint))
    return variable(flow->lower) + " <= " + variable(flow->upper);
  if (const auto *lower = std::get_if<AtLeast<FiniteLattice::Element>>(&constraint))
    return name(lower->bound) + " <= " + variable(lower->variable);
  const auto &upper = std::get<AtMost<FiniteLattice::Element>>(constraint);
  return variable(upper.variable) + " <= " + name(upper.bound);
}

inline std::string textOf(const FiniteLattice &lattice, const FiniteSystem &system) {
  std::string text;
  for (const FiniteConstraint &constraint : system.constraints)
    text += textOf(lattice, constraint) + "\n";
  return text;
}

} // namespace hookqual::lattice
