// SPDX-License-Identifier: MIT
#include "lattice/LatticeFile.h"

#include <gtest/gtest.h>

namespace hookqual::lattice {
namespace {

std::string problemOf(llvm::StringRef text) {
  auto orders = parseLattice(text, "my.lattice");
  return orders ? "" : llvm::toString(orders.takeError());
}

/// What is wrong with the lattice of the last order.
std::string latticeProblemOf(llvm::StringRef text) {
  auto orders = llvm::cantFail(parseLattice(text, "my.lattice"));
  auto lattice = orders.back().lattice();
  return lattice ? "" : llvm::toString(lattice.takeError());
}

TEST(LatticeFile, ReadsTheShippedOne) {
  auto orders = llvm::cantFail(readLatticeFile(HOOKQUAL_SOURCE_DIR "/lattice/hooks.lattice"));
  ASSERT_EQ(orders.size(), 1u);
  EXPECT_TRUE(orders[0].isFlowSensitive());
  auto lattice = llvm::cantFail(orders[0].lattice());
  EXPECT_EQ(lattice.order().names()[lattice.top()], "$unchecked");
  EXPECT_EQ(lattice.order().names()[lattice.bottom()], "$checked");
}

/// Unordered qualifiers and single ones are in the file that comes with CQUAL.
TEST(LatticeFile, ReadsOrdersThatAreNoLattices) {
  EXPECT_EQ(problemOf("partial order [flow-sensitive] { $locked [sign = eq] $unlocked [sign = eq] }"), "");
  EXPECT_EQ(latticeProblemOf("partial order [nonprop] { restrict [sign = eq, level = value] }"), "");
}

TEST(LatticeFile, KeepsSeveralOrdersAndAllAttributes) {
  auto orders = llvm::cantFail(parseLattice("partial order { const [level=value, sign=pos] $nonconst\n"
                                            "  const < $nonconst }\n"
                                            "# locks\n"
                                            "partial order [flow-sensitive, nonprop] {\n"
                                            "  $low $locked [color = \"dark red\"] // a state\n"
                                            "  $top  $low < $locked < $top }\n",
                                            "x"));
  ASSERT_EQ(orders.size(), 2u);
  EXPECT_FALSE(orders[0].isFlowSensitive());
  EXPECT_EQ(orders[0].qualifierAttributes[0][1].key, "sign");
  EXPECT_EQ(orders[0].qualifierAttributes[0][1].value, "pos");
  EXPECT_EQ(orders[1].attributes[1].key, "nonprop");
  EXPECT_EQ(orders[1].qualifierAttributes[1][0].value, "dark red");
  EXPECT_TRUE(orders[1].order.isBelow(0, 2));
}

TEST(LatticeFile, SaysWhereAMistakeStands) {
  EXPECT_EQ(problemOf("partial order {\n  $a\n  $a < $b\n}"),
            "my.lattice:3:8: qualifier '$b' is not declared in this order");
  EXPECT_EQ(problemOf("partial order { $a $a }"), "my.lattice:1:20: qualifier '$a' is declared twice");
  EXPECT_EQ(problemOf("partial order { $a"),
            "my.lattice:1:19: expected a qualifier, found the end of the file");
  EXPECT_EQ(problemOf("/* nothing */"),
            "my.lattice:1:14: expected 'partial order', found the end of the file");
  EXPECT_EQ(problemOf("partial ordre {}"), "my.lattice:1:9: expected 'order', found 'ordre'");
  EXPECT_EQ(problemOf("partial order { $a [level = ; ] }"), "my.lattice:1:29: expected a value, found ';'");
  EXPECT_EQ(problemOf("partial order { $a [c = \"red ] }"),
            "my.lattice:1:25: expected a value, found '\"red ] }'");
}

TEST(LatticeFile, SaysWhichOrderIsNone) {
  EXPECT_EQ(problemOf("partial order { $x }\npartial order { }"),
            "my.lattice:2:1: an order needs at least one element");
  EXPECT_EQ(problemOf("partial order { $a $b $a < $b $b < $a }"),
            "my.lattice:1:1: '$a' and '$b' are each below the other");
}

TEST(LatticeFile, SaysWhichOrderIsNoLattice) {
  EXPECT_EQ(latticeProblemOf("partial order { $x }\n  partial order { $a $b }"),
            "my.lattice:2:3: not a lattice: '$a' and '$b' have no join (least upper bound): no element is "
            "above both");
}

TEST(LatticeFile, SaysThatAFileIsMissing) {
  auto orders = readLatticeFile("/nowhere/x.lattice");
  ASSERT_FALSE(orders);
  EXPECT_EQ(llvm::toString(orders.takeError()), "/nowhere/x.lattice: No such file or directory");
}

} // namespace
} // namespace hookqual::lattice
