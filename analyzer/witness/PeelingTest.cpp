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
  return ir::toText(peeling.function());
}

TEST(Peeling, X) {
  puts(peeled(R"(
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
)")
           .c_str());
  puts(peeled(R"(
b0:
  jump head
head:
  %i = phi int32 b0: 0, body: %next, rest: %next
  %a = call work(%i) : int32
  %next = (add %i 1)
  branch %a ? body : rest
body:
  %e = call work(%a) : int32
  call target(%e)
  branch %e ? head : out
rest:
  branch %n ? head : out
out:
  return
)")
           .c_str());
  puts(peeled(R"(
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
)")
           .c_str());
}

} // namespace

} // namespace hookqual::witness
