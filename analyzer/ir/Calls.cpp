// SPDX-License-Identifier: MIT
#include "analyzer/ir/Calls.h"

#include <algorithm>

namespace hookqual::ir {

FunctionId directCalleeOf(const Program &program, const Function &caller, const Instruction &instruction) {
  const bool isDirect = instruction.kind == InstructionKind::Call && instruction.callee == CalleeKind::Direct;
  return isDirect ? program.find(caller.spelling(instruction.symbol)) : FunctionId();
}

bool isUsed(const Function &function, ValueId value) {
  const auto hasIt = [&](const std::vector<ValueId> &operands) {
    return std::ranges::find(operands, value) != operands.end();
  };
  if (std::ranges::any_of(function.values, [&](const Value &each) { return hasIt(each.operands); }))
    return true;
  return std::ranges::any_of(function.blocks, [&](const Block &block) {
    return block.condition == value || block.returned == value ||
           std::ranges::any_of(block.instructions, [&](const Instruction &instruction) {
             return instruction.value == value || hasIt(instruction.arguments);
           });
  });
}

} // namespace hookqual::ir
