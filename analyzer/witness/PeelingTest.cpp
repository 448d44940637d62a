// SPDX-License-Identifier: MIT
#include "analyzer/witness/Peeling.h"

#include "analyzer/ir/Text.h"
#include "analyzer/ir/Verify.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace hookqual::witness {

namespace {

/// What leads to the call of `target`.
std::string peeled(llvm::StringRef body, size_t mostBlocks = Peeling::kMostBlocks, size_t unpeeled = 0) {
  const std::string text = ("function f\n  parameter n : int32\n  local l : 8 bytes\n" + body).str();
  const ir::UnitFacts facts = llvm::cantFail(ir::parseText(text, "test.ir"));
  const ir::Function &function = facts.functions.front();
  uint32_t site = 0;
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Call && function.spelling(instruction.symbol) == "target")
        site = instruction.site;
  const Peeling peeling(function, site, mostBlocks);
  EXPECT_EQ(llvm::toString(ir::verify(peeling.function())), "");
  EXPECT_EQ(peeling.copies().unpeeled(), unpeeled);
  const std::string peeled = ir::toText(peeling.function());
  return "\n" + peeled.substr(peeled.find("b0:"));
}

TEST(Peeling, TheFirstIterationHasTheValuesFromBeforeTheLoop) {
  EXPECT_EQ(peeled(R"(
b0:
  jump head
head:
  %i = phi int32 b0: 0, body: %next
  branch (lt %i %n) ? body : out
body:
  %e = call work(%i) : int32
  %next = (add %i 1)
  branch %e ? out : head
out:
  call target(%i)
  return
)"),
            R"(
b0:
  jump b1
b1:
  branch (gt %n 0) ? b2 : b5
b2:
  %0 = call work(0) : int32
  branch %0 ? b5 : b3
b3:
  %b3.0 = phi int32 b2: 1, b4: (add %b3.0 1)
  branch (lt %b3.0 %n) ? b4 : b5
b4:
  %1 = call work(%b3.0) : int32
  branch %1 ? b5 : b3
b5:
  %b5.0 = phi int32 b1: 0, b2: 0, b3: %b3.0, b4: %b3.0
  opaque b6
b6:
  call target(%b5.0)
  unreachable
)");
}

TEST(Peeling, EachIterationLeadsToTheTargetAndPastIt) {
  EXPECT_EQ(peeled(R"(
b0:
  jump head
head:
  %i = phi int32 b0: 0, body: (add %i 1), rest: (add %i 1)
  %a = call work(%i) : int32
  branch %a ? body : rest
body:
  %e = call work(%a) : int32
  call target(%e)
  branch %e ? head : out
rest:
  branch %n ? head : out
out:
  return
)"),
            R"(
b0:
  jump b1
b1:
  %0 = call work(0) : int32
  branch %0 ? b2 : b4
b2:
  %1 = call work(%0) : int32
  opaque b9, b3
b3:
  call target(%1)
  branch %1 ? b5
b4:
  branch %n ? b5
b5:
  %b5.0 = phi int32 b3: 1, b4: 1, b7: (add %b5.0 1), b8: (add %b5.0 1)
  %3 = call work(%b5.0) : int32
  branch %3 ? b6 : b8
b6:
  %4 = call work(%3) : int32
  opaque b9, b7
b7:
  call target(%4)
  branch %4 ? b5
b8:
  branch %n ? b5
b9:
  %b9.0 = phi int32 b2: %1, b6: %4
  call target(%b9.0)
  unreachable
)");
}

constexpr llvm::StringLiteral kNested = R"(
b0:
  jump head
head:
  %i = phi int32 b0: 0, next: (add %i 1)
  jump inner
inner:
  %j = phi int32 head: %i, inner: (sub %j 1)
  %a = call work(%j) : int32
  branch %a ? inner : next
next:
  branch (eq %a -1) ? head : out
out:
  call target(%a)
  return
)";

TEST(Peeling, ALoopInALoopHasFourCopies) {
  EXPECT_EQ(peeled(kNested),
            R"(
b0:
  jump b1
b1:
  jump b2
b2:
  %0 = call work(0) : int32
  branch %0 ? b3 : b4
b3:
  %b3.0 = phi int32 b2: -1, b3: (sub %b3.0 1)
  %1 = call work(%b3.0) : int32
  branch %1 ? b3 : b4
b4:
  %b4.0 = phi int32 b2: %0, b3: %1
  branch (eq %b4.0 -1) ? b5 : b9
b5:
  %b5.0 = phi int32 b4: 1, b8: (add %b5.0 1)
  jump b6
b6:
  %2 = call work(%b5.0) : int32
  branch %2 ? b7 : b8
b7:
  %b7.0 = phi int32 b6: (sub %b5.0 1), b7: (sub %b7.0 1)
  %3 = call work(%b7.0) : int32
  branch %3 ? b7 : b8
b8:
  %b8.0 = phi int32 b6: %2, b7: %3
  branch (eq %b8.0 -1) ? b5 : b9
b9:
  %b9.0 = phi int32 b4: %b4.0, b8: %b8.0
  opaque b10
b10:
  call target(%b9.0)
  unreachable
)");
}

TEST(Peeling, WithoutRoomTheSmallLoopIsPeeled) {
  EXPECT_EQ(peeled(kNested, 6, 1), R"(
b0:
  jump b1
b1:
  %b1.0 = phi int32 b0: 0, b4: (add %b1.0 1)
  jump b2
b2:
  %0 = call work(%b1.0) : int32
  branch %0 ? b3 : b4
b3:
  %b3.0 = phi int32 b2: (sub %b1.0 1), b3: (sub %b3.0 1)
  %1 = call work(%b3.0) : int32
  branch %1 ? b3 : b4
b4:
  %b4.0 = phi int32 b2: %0, b3: %1
  branch (eq %b4.0 -1) ? b1 : b5
b5:
  opaque b6
b6:
  call target(%b4.0)
  unreachable
)");
}

TEST(Peeling, ALoopThatIsEnteredInTheMiddleIsLeftAsItIs) {
  EXPECT_THAT(peeled(R"(
b0:
  branch %n ? head : middle
head:
  %a = call work(1) : int32
  branch %a ? middle : out
middle:
  %b = call work(2) : int32
  branch %b ? head : out
out:
  call target(%n)
  return
)",
                     Peeling::kMostBlocks, 1),
              testing::Not(testing::HasSubstr("b6:")));
}

/// What the output of an assembler statement is in one iteration it need not be in the next.
TEST(Peeling, WhatNoInstructionMakesIsMadeInEachIteration) {
  EXPECT_EQ(peeled(R"(
b0:
  %first = call work(unknown.0) : int32
  jump head
head:
  %a = call work((add unknown.1:int32 unknown.0:int32)) : int32
  branch %a ? head : out
out:
  call target(%a)
  return
)"),
            R"(
b0:
  %0 = call work(unknown.0) : int32
  jump b1
b1:
  %1 = call work((add unknown.1 unknown.0)) : int32
  branch %1 ? b2 : b3
b2:
  %2 = call work((add unknown.2 unknown.0)) : int32
  branch %2 ? b2 : b3
b3:
  %b3.0 = phi int32 b1: %1, b2: %2
  opaque b4
b4:
  call target(%b3.0)
  unreachable
)");
}

} // namespace

} // namespace hookqual::witness
