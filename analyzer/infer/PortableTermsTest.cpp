// SPDX-License-Identifier: MIT
#include "analyzer/infer/PortableTerms.h"

#include "gtest/gtest.h"

namespace hookqual::infer {
namespace {

constexpr ir::Type kWord{.typeClass = ir::TypeClass::Integer, .isSigned = true, .bits = 64};

TEST(PortableTerms, AreTheSameTermsInAnotherPool) {
  TermPool first, second;
  second.global("other"); // so that ids and texts differ
  auto build = [](TermPool &pool) {
    const TermId field = pool.load(pool.offset(pool.parameter(0, 64), 16), TermId(), 64);
    return pool.binary(ir::Opcode::Equal, field, pool.global("init_task"), kWord, 64);
  };
  PortableTerms portable;
  const TermId taken = portable.add(first, build(first));
  EXPECT_EQ(TermImporter(portable, second)(taken), build(second));
}

TEST(PortableTerms, OperandsThatCommuteAreOrderedByTheirNewPool) {
  TermPool first, second;
  const TermId a = first.parameter(0, 64), b = first.parameter(1, 64);
  const TermId d = second.parameter(1, 64), c = second.parameter(0, 64); // the other way round
  PortableTerms portable;
  const TermId taken = portable.add(first, first.binary(ir::Opcode::Equal, a, b, kWord, 64));
  EXPECT_EQ(TermImporter(portable, second)(taken), second.binary(ir::Opcode::Equal, c, d, kWord, 64));
}

TEST(PortableTerms, AnInvalidTermStaysInvalid) {
  TermPool pool;
  PortableTerms portable;
  EXPECT_FALSE(portable.add(pool, TermId()).valid());
  EXPECT_FALSE(TermImporter(portable, pool)(TermId()).valid());
}

} // namespace
} // namespace hookqual::infer
