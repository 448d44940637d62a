// SPDX-License-Identifier: MIT
// A system of qualifier constraints: unknown qualifiers, and what is known of them. A
// variable stands for the qualifier of one place in a program.
//
// A join on the smaller side needs no constraint of its own: join(u, v) <= w says exactly
// that u <= w and v <= w.
#pragma once

#include <cstdint>
#include <variant>
#include <vector>

namespace hookqual::lattice {

using Variable = uint32_t; // index, below ConstraintSystem::variables

/// lower <= upper: what is in one place gets into another.
struct Flow {
  Variable lower = 0, upper = 0;
};

/// bound <= variable: where a qualifier comes from, as $unchecked from a lookup.
template <typename Element> struct AtLeast {
  Element bound;
  Variable variable = 0;
};

/// variable <= bound: what is asked of a place, as $checked of an operation's operand.
template <typename Element> struct AtMost {
  Variable variable = 0;
  Element bound;
};

template <typename Element> using Constraint = std::variant<Flow, AtLeast<Element>, AtMost<Element>>;

/// Constraints are named by their index, under which whoever made them keeps their origin.
template <typename Element> struct ConstraintSystem {
  uint32_t variables = 0;
  std::vector<Constraint<Element>> constraints;
};

} // namespace hookqual::lattice
