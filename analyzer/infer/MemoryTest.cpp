// SPDX-License-Identifier: MIT
#include "analyzer/infer/Memory.h"

#include "gtest/gtest.h"

namespace hookqual::infer {
namespace {

class MemoryTest : public testing::Test {
protected:
  TermId at(TermId base, int64_t offset) { return terms.offset(base, offset); }

  TermPool terms;
  Memory memory;
  TermId local = terms.local(0), parameter = terms.parameter(0, 64);
  TermId file = terms.parameter(1, 64), other = terms.parameter(2, 64);
};

TEST_F(MemoryTest, LoadYieldsWhatWasStored) {
  memory.write(terms, at(local, 8), 64, file);
  EXPECT_EQ(memory.read(terms, at(local, 8), 64), file);
}

TEST_F(MemoryTest, UntouchedFieldIsItselfAtEntry) {
  EXPECT_EQ(memory.read(terms, at(parameter, 8), 64), terms.load(at(parameter, 8), TermId(), 64));
}

TEST_F(MemoryTest, FieldStoreSurvivesStoreToItsNeighbour) {
  memory.write(terms, at(local, 8), 64, file);
  memory.write(terms, at(local, 16), 32, terms.constant(3));
  EXPECT_EQ(memory.read(terms, at(local, 8), 64), file);
}

TEST_F(MemoryTest, OverlappingStoreForgets) {
  memory.write(terms, at(local, 8), 64, file);
  memory.write(terms, at(local, 12), 32, terms.constant(0));
  EXPECT_NE(memory.read(terms, at(local, 8), 64), file);
}

TEST_F(MemoryTest, FieldsOfAZeroedStructAreZeroExceptThoseStoredLater) {
  memory.write(terms, local, 384, terms.constant(0));
  memory.write(terms, at(local, 8), 64, file);
  EXPECT_EQ(memory.read(terms, at(local, 8), 64), file);
  EXPECT_EQ(memory.read(terms, at(local, 16), 64), terms.constant(0));
}

TEST_F(MemoryTest, StructCopyBringsItsFieldsAlong) {
  memory.write(terms, local, 384, terms.constant(0));
  memory.write(terms, at(local, 8), 64, file);
  memory.write(terms, parameter, 384, terms.load(local, TermId(), 384));
  EXPECT_EQ(memory.read(terms, at(parameter, 8), 64), file);
  EXPECT_EQ(memory.read(terms, at(parameter, 16), 64), terms.constant(0));
}

TEST_F(MemoryTest, HavocMakesNewContents) {
  memory.write(terms, at(local, 8), 64, file);
  memory.havoc(local, terms.atom(TermKind::Filled, 3, 0));
  TermId now = memory.read(terms, at(local, 8), 64);
  EXPECT_NE(now, file);
  memory.havoc(local, terms.atom(TermKind::Filled, 4, 0));
  EXPECT_NE(memory.read(terms, at(local, 8), 64), now);
}

TEST_F(MemoryTest, MergeKeepsWhatBothHold) {
  memory.write(terms, at(local, 0), 64, file);
  Memory left = memory, right = memory;
  left.write(terms, at(local, 8), 64, file);
  right.write(terms, at(local, 8), 64, other);
  Memory merged = Memory::merge(terms, left, right, terms.atom(TermKind::Merged, 5, 0));
  EXPECT_EQ(merged.read(terms, at(local, 0), 64), file);
  TermId differing = merged.read(terms, at(local, 8), 64);
  EXPECT_NE(differing, file);
  EXPECT_NE(differing, other);
}

TEST_F(MemoryTest, ContainerOfCancelsTheFieldOffset) {
  EXPECT_EQ(at(at(parameter, 24), -24), parameter);
}

} // namespace
} // namespace hookqual::infer
