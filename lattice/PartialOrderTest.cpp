// SPDX-License-Identifier: MIT
#include "lattice/PartialOrder.h"

#include <gtest/gtest.h>

namespace hookqual::lattice {
namespace {

std::string problemOf(std::vector<std::string> names, llvm::ArrayRef<LessThan> pairs) {
  auto order = PartialOrder::create(std::move(names), pairs);
  return order ? "" : llvm::toString(order.takeError());
}

TEST(PartialOrder, IsReflexiveAndClosesChains) {
  auto order = llvm::cantFail(PartialOrder::create({"a", "b", "c", "apart"}, {{{0, 1}, {1, 2}}}));
  EXPECT_TRUE(order.isBelow(0, 0));
  EXPECT_TRUE(order.isBelow(0, 2));
  EXPECT_FALSE(order.isBelow(2, 0));
  EXPECT_FALSE(order.isBelow(0, 3));
  EXPECT_EQ(order.above(1).count(), 2u);
  EXPECT_EQ(order.below(1).count(), 2u);
}

TEST(PartialOrder, FindsElementsByName) {
  auto order = llvm::cantFail(PartialOrder::create({"$checked", "$unchecked"}, {{{0, 1}}}));
  EXPECT_EQ(order.find("$unchecked"), 1u);
  EXPECT_FALSE(order.find("$tainted"));
}

TEST(PartialOrder, RejectsCyclesDuplicatesAndNothing) {
  EXPECT_EQ(problemOf({"a", "b"}, {{{0, 1}, {1, 0}}}), "'a' and 'b' are each below the other");
  EXPECT_EQ(problemOf({"a", "b", "c"}, {{{0, 1}, {1, 2}, {2, 0}}}), "'a' and 'b' are each below the other");
  EXPECT_EQ(problemOf({"a", "a"}, {}), "'a' is declared twice");
  EXPECT_EQ(problemOf({}, {}), "an order needs at least one element");
}

} // namespace
} // namespace hookqual::lattice
