// SPDX-License-Identifier: MIT
// Small lattices that the tests of this room share.
#pragma once

#include "lattice/FiniteLattice.h"

#include <numeric>

namespace hookqual::lattice {

/// The pairs are indices into the names; they must span a lattice.
inline FiniteLattice latticeOf(std::vector<std::string> names, llvm::ArrayRef<LessThan> pairs) {
  return llvm::cantFail(FiniteLattice::create(llvm::cantFail(PartialOrder::create(std::move(names), pairs))));
}

inline FiniteLattice twoPoints() {
  return latticeOf({"$checked", "$unchecked"}, {{0, 1}});
}

inline FiniteLattice chainOfThree() {
  return latticeOf({"low", "middle", "high"}, {{0, 1}, {1, 2}});
}

inline FiniteLattice diamond() {
  return latticeOf({"$both", "$one", "$other", "$none"}, {{0, 1}, {0, 2}, {1, 3}, {2, 3}});
}

// The two smallest lattices that are not distributive; every other contains one of them.

inline FiniteLattice pentagon() {
  return latticeOf({"low", "a", "b", "apart", "high"}, {{0, 1}, {1, 2}, {2, 4}, {0, 3}, {3, 4}});
}

inline FiniteLattice threeApart() {
  return latticeOf({"low", "a", "b", "c", "high"}, {{0, 1}, {0, 2}, {0, 3}, {1, 4}, {2, 4}, {3, 4}});
}

inline std::vector<FiniteLattice::Element> elementsOf(const FiniteLattice &lattice) {
  std::vector<FiniteLattice::Element> all(lattice.size());
  std::iota(all.begin(), all.end(), 0);
  return all;
}

} // namespace hookqual::lattice
