// SPDX-License-Identifier: MIT
// What the analysis asks of a lattice, as concepts. The laws behind them (idempotent,
// commutative, associative, and `a <= b` iff `join(a, b) == b`) cannot be said in a
// concept: the tests of this room prove them over all elements.
#pragma once

#include <concepts>

namespace hookqual::lattice {

template <typename L>
concept JoinSemilattice =
    requires(const L &lattice, const typename L::Element &a, const typename L::Element &b) {
      { lattice.join(a, b) } -> std::same_as<typename L::Element>;
      { lattice.isBelow(a, b) } -> std::same_as<bool>; // reflexive: every a is below itself
      { lattice.top() } -> std::same_as<typename L::Element>;
    };

template <typename L>
concept Lattice = JoinSemilattice<L> &&
                  requires(const L &lattice, const typename L::Element &a, const typename L::Element &b) {
                    { lattice.meet(a, b) } -> std::same_as<typename L::Element>;
                    { lattice.bottom() } -> std::same_as<typename L::Element>;
                  };

} // namespace hookqual::lattice
