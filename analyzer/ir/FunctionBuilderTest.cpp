// SPDX-License-Identifier: MIT
#include "analyzer/ir/FunctionBuilder.h"

#include "analyzer/ir/Verify.h"

#include "gtest/gtest.h"

namespace hookqual::ir {

namespace {

constexpr Type kInt{TypeClass::Integer, true, 32};
constexpr Type kUnsigned{TypeClass::Integer, false, 32};
constexpr Type kLong{TypeClass::Integer, true, 64};
constexpr Type kPointer{TypeClass::Pointer, false, 64};

Function headerWith(std::vector<Type> parameters) {
  Function header;
  header.symbol.name = "f";
  for (Type type : parameters)
    header.parameters.push_back({.name = "p", .typeSpelling = "", .type = type, .record = ""});
  return header;
}

class ValuesTest : public testing::Test {
protected:
  FunctionBuilder builder{headerWith({kInt, kPointer, kInt})};
  ValueTable &values = builder.values();
  ValueId number = builder.parameter(0), pointer = builder.parameter(1), other = builder.parameter(2);
};

TEST_F(ValuesTest, EqualValuesHaveOneId) {
  EXPECT_EQ(values.binary(Opcode::Add, number, other, kInt), values.binary(Opcode::Add, number, other, kInt));
  EXPECT_NE(values.binary(Opcode::Add, number, other, kInt), values.binary(Opcode::Add, other, number, kInt));
  EXPECT_NE(builder.unknown(kInt), builder.unknown(kInt));
}

TEST_F(ValuesTest, OffsetsCancel) {
  const ValueId member = values.offset(values.offset(pointer, 8), 16);
  EXPECT_EQ(values[member].constant, 24);
  EXPECT_EQ(values.offset(member, -24), pointer);
  EXPECT_EQ(values.element(pointer, values.constant(3, kInt), 8), member);
}

TEST_F(ValuesTest, ConstantsFoldAtTheirWidth) {
  const auto fold = [&](Opcode opcode, int64_t a, int64_t b, Type type) {
    return values[values.binary(opcode, values.constant(a, type), values.constant(b, type), type)].constant;
  };
  EXPECT_EQ(fold(Opcode::Add, 0x7fffffff, 1, kInt), -0x80000000LL);
  EXPECT_EQ(fold(Opcode::ShiftRight, -1, 28, kUnsigned), 15);
  EXPECT_EQ(fold(Opcode::Less, -1, 1, kUnsigned), 0);
  EXPECT_EQ(fold(Opcode::Less, -1, 1, kInt), 1);
  EXPECT_EQ(values[values.binary(Opcode::Divide, number, values.constant(0, kInt), kInt)].kind,
            ValueKind::Binary);
}

TEST_F(ValuesTest, NegationTurnsComparisonsRound) {
  const ValueId less = values.binary(Opcode::Less, number, other, kInt);
  EXPECT_EQ(values.unary(Opcode::LogicalNot, values.unary(Opcode::LogicalNot, less, kInt), kInt), less);
  EXPECT_EQ(values.unary(Opcode::LogicalNot, pointer, kInt),
            values.binary(Opcode::Equal, values.constant(0, kPointer), pointer, kInt));
}

TEST_F(ValuesTest, CastsThatChangeNothingVanish) {
  EXPECT_EQ(values.cast(values.cast(number, kLong), kInt), number);
  EXPECT_EQ(values.cast(pointer, kLong), pointer);
  EXPECT_EQ(values[values.cast(values.constant(-1, kUnsigned), kLong)].constant, 0xffffffffLL);
}

TEST(FunctionBuilder, RemovesNeedlessPhisAndUnreachableBlocks) {
  FunctionBuilder builder(headerWith({kInt, kInt}));
  const BlockId entry = builder.makeBlock(), left = builder.makeBlock(), dead = builder.makeBlock(),
                join = builder.makeBlock();
  builder.block(entry).terminator = Terminator::Branch;
  builder.block(entry).condition = builder.parameter(0);
  builder.block(entry).successors = {{left, EdgeKind::NonZero, {}}, {join, EdgeKind::Zero, {}}};
  for (BlockId block : {left, dead}) {
    builder.block(block).terminator = Terminator::Jump;
    builder.block(block).successors = {{join, EdgeKind::Always, {}}};
  }
  const ValueId same = builder.phi(join, kInt), differing = builder.phi(join, kInt);
  for (BlockId block : {entry, left}) {
    builder.addIncoming(same, block, builder.parameter(1));
    builder.addIncoming(differing, block, builder.values().constant(block.index, kInt));
  }
  builder.block(join).terminator = Terminator::Return;
  builder.block(join).returned = builder.values().binary(Opcode::Add, differing, same, kInt);

  const Function function = std::move(builder).finish();
  EXPECT_EQ(llvm::toString(verify(function)), "");
  ASSERT_EQ(function.blocks.size(), 3u);
  const Value &sum = function.value(function.blocks[2].returned);
  EXPECT_EQ(function.value(sum.operands[0]).kind, ValueKind::Phi);
  EXPECT_EQ(function.value(sum.operands[1]).kind, ValueKind::Parameter);
}

TEST(FunctionBuilder, NamesStayWithWhatStandsForTheirValues) {
  FunctionBuilder builder(headerWith({kInt, kInt}));
  const BlockId entry = builder.makeBlock(), left = builder.makeBlock(), join = builder.makeBlock();
  builder.block(entry).terminator = Terminator::Branch;
  builder.block(entry).condition = builder.parameter(0);
  builder.block(entry).successors = {{left, EdgeKind::NonZero, {}}, {join, EdgeKind::Zero, {}}};
  builder.block(left).terminator = Terminator::Jump;
  builder.block(left).successors = {{join, EdgeKind::Always, {}}};
  const ValueId needless = builder.phi(join, kInt), unnamed = builder.phi(join, kInt),
                equal = builder.phi(join, kInt);
  builder.name(needless, "copy");
  builder.name(equal, "error");
  builder.name(equal, "later");
  builder.name(builder.parameter(1), "copy");
  for (BlockId block : {entry, left}) {
    builder.addIncoming(needless, block, builder.parameter(1));
    builder.addIncoming(unnamed, block, builder.values().constant(block.index, kInt));
    builder.addIncoming(equal, block, builder.values().constant(block.index, kInt));
  }
  builder.block(join).terminator = Terminator::Return;
  builder.block(join).returned = builder.values().binary(Opcode::Add, unnamed, needless, kInt);

  const Function function = std::move(builder).finish();
  EXPECT_EQ(llvm::toString(verify(function)), "");
  ASSERT_EQ(function.names.size(), 1u);
  EXPECT_EQ(function.variableOf(function.value(function.blocks[2].returned).operands[0]), "error");
}

TEST(FunctionBuilder, BranchTestsTheValueItself) {
  FunctionBuilder builder(headerWith({kPointer}));
  const BlockId entry = builder.makeBlock(), null = builder.makeBlock(), rest = builder.makeBlock();
  builder.block(entry).terminator = Terminator::Branch;
  builder.block(entry).condition = builder.values().unary(Opcode::LogicalNot, builder.parameter(0), kInt);
  builder.block(entry).successors = {{null, EdgeKind::NonZero, {}}, {rest, EdgeKind::Zero, {}}};
  builder.block(null).terminator = Terminator::Unreachable;
  builder.block(rest).terminator = Terminator::Return;

  const Function function = std::move(builder).finish();
  EXPECT_EQ(function.value(function.blocks[0].condition).kind, ValueKind::Parameter);
  EXPECT_EQ(function.block(function.blocks[0].successors[0].target).terminator, Terminator::Return);
}

} // namespace

} // namespace hookqual::ir
