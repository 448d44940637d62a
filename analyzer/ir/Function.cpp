// SPDX-License-Identifier: MIT
#include "analyzer/ir/Function.h"

#include <unordered_set>

namespace hookqual::ir {

namespace {

/// Sites of returns, which are numbered by block, lie above all others.
constexpr uint32_t kReturns = uint32_t(1) << 30;

} // namespace

void addReturns(Function &function) {
  function.returns.clear();
  for (uint32_t b = 0; b < function.blocks.size(); ++b) {
    const Block &block = function.blocks[b];
    if (block.terminator != Terminator::Return)
      continue;
    Instruction &added = function.returns.emplace_back();
    added.kind = InstructionKind::Return;
    added.site = kReturns | b;
    added.location = block.location;
    added.value = block.returned;
  }
}

BlockId blockOfReturn(const Instruction &instruction) {
  return BlockId(instruction.site & ~kReturns);
}

const Instruction *instructionAt(const Function &function, uint32_t site) {
  for (const Instruction &instruction : function.returns)
    if (instruction.site == site)
      return &instruction;
  for (const Block &block : function.blocks)
    for (const Instruction &instruction : block.instructions)
      if (instruction.site == site)
        return &instruction;
  return nullptr;
}

std::vector<ValueId> sourcesOf(const Function &function, ValueId value) {
  std::unordered_set<ValueId> seen;
  std::vector<ValueId> pending{value}, sources;
  while (!pending.empty()) {
    const ValueId next = pending.back();
    pending.pop_back();
    if (!next.valid() || !seen.insert(next).second)
      continue;
    const Value &node = function.value(next);
    if (node.kind == ValueKind::Phi)
      pending.insert(pending.end(), node.operands.begin(), node.operands.end());
    else
      sources.push_back(next);
  }
  return sources;
}

} // namespace hookqual::ir
