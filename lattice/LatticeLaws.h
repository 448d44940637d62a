// SPDX-License-Identifier: MIT
// The laws of a lattice, proved by trying all elements; for the tests of this room.
#pragma once

#include "lattice/JoinSemilattice.h"

#include <gtest/gtest.h>

#include <vector>

namespace hookqual::lattice {

template <Lattice L> void expectOrderLaws(const L &lattice, const std::vector<typename L::Element> &all) {
  for (const auto &a : all) {
    EXPECT_TRUE(lattice.isBelow(a, a));
    EXPECT_TRUE(lattice.isBelow(a, lattice.top()));
    EXPECT_TRUE(lattice.isBelow(lattice.bottom(), a));
    for (const auto &b : all) {
      if (lattice.isBelow(a, b) && lattice.isBelow(b, a)) {
        EXPECT_EQ(a, b);
      }
      EXPECT_EQ(lattice.isBelow(a, b), lattice.join(a, b) == b);
      EXPECT_EQ(lattice.isBelow(a, b), lattice.meet(a, b) == a);
      for (const auto &c : all)
        if (lattice.isBelow(a, b) && lattice.isBelow(b, c)) {
          EXPECT_TRUE(lattice.isBelow(a, c));
        }
    }
  }
}

template <Lattice L> void expectAlgebraLaws(const L &lattice, const std::vector<typename L::Element> &all) {
  for (const auto &a : all) {
    EXPECT_EQ(lattice.join(a, a), a);
    EXPECT_EQ(lattice.meet(a, a), a);
    for (const auto &b : all) {
      EXPECT_EQ(lattice.join(a, b), lattice.join(b, a));
      EXPECT_EQ(lattice.meet(a, b), lattice.meet(b, a));
      EXPECT_EQ(lattice.join(a, lattice.meet(a, b)), a);
      EXPECT_EQ(lattice.meet(a, lattice.join(a, b)), a);
      for (const auto &c : all) {
        EXPECT_EQ(lattice.join(lattice.join(a, b), c), lattice.join(a, lattice.join(b, c)));
        EXPECT_EQ(lattice.meet(lattice.meet(a, b), c), lattice.meet(a, lattice.meet(b, c)));
      }
    }
  }
}

template <Lattice L> void expectLatticeLaws(const L &lattice, const std::vector<typename L::Element> &all) {
  ASSERT_FALSE(all.empty());
  expectOrderLaws(lattice, all);
  expectAlgebraLaws(lattice, all);
}

} // namespace hookqual::lattice
