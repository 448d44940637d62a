// SPDX-License-Identifier: MIT
#include "analyzer/ir/Function.h"

#include <unordered_set>

namespace hookqual::ir {

const Instruction *instructionAt(const Function &function, uint32_t site) {
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
