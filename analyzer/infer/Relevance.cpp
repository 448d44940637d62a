// SPDX-License-Identifier: MIT
// What of a function has to be looked at for a rule. Requirements climb through thousands of
// functions that check nothing: of those, only the way to the calls that require something
// matters, and what happens after them does not.
#include "analyzer/infer/AskedRight.h"
#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>

namespace hookqual::infer {

using ir::CalleeKind;
using ir::InstructionKind;

bool FunctionAnalysis::isRelevantCall(const ir::Instruction &instruction) {
  auto isEnsuring = [&](ir::FunctionId callee) {
    const Signature *signature = callee.valid() ? context_.signature(callee) : nullptr;
    return signature && signature->ensuresSomething();
  };
  if (instruction.kind == InstructionKind::Store && instruction.member.valid())
    return rule_.slotsOfStore.contains(view_.memberName(instruction.member));
  if (instruction.kind != InstructionKind::Call || instruction.callee == CalleeKind::Member)
    return false;
  if (instruction.callee == CalleeKind::Value) {
    const auto targets = context_.program().targetsOf(view_.id(), instruction);
    return std::any_of(targets.begin(), targets.end(), isEnsuring);
  }
  if (slotsAt(rule_, function_, instruction, view_.nameOf(instruction.symbol)))
    return true;
  return isEnsuring(view_.callee(instruction.symbol));
}

bool FunctionAnalysis::requiresSomething(const ir::Instruction &instruction) {
  if (instruction.kind != InstructionKind::Call) {
    if (!instruction.member.valid())
      return false;
    const auto &operations =
        instruction.kind == InstructionKind::Store ? rule_.storeOperations : rule_.loadOperations;
    return operations.contains(view_.memberName(instruction.member));
  }
  auto isAsking = [&](ir::FunctionId callee) {
    return callee.valid() && (rule_.directOperations.contains(callee) || context_.signature(callee));
  };
  auto isOperation = [&](ir::FunctionId target) {
    return rule_.callOperations.contains(ir::nameOf(context_.program().spelling(target)));
  };
  if (instruction.callee == CalleeKind::Direct)
    return rule_.callOperations.contains(view_.nameOf(instruction.symbol)) ||
           isAsking(view_.callee(instruction.symbol));
  const auto &members = view_.calledMembers(instruction);
  const auto targets = context_.program().targetsOf(view_.id(), instruction);
  return std::any_of(members.begin(), members.end(),
                     [&](ir::MemberId m) { return rule_.memberOperations.contains(view_.memberName(m)); }) ||
         std::any_of(targets.begin(), targets.end(), isAsking) ||
         std::any_of(targets.begin(), targets.end(), isOperation);
}

/// Without operations this is no rule: the summary of a function is about how it returns.
bool FunctionAnalysis::needsReturns() {
  if (rule_.operations.empty() || rule_.returnOperations.contains(view_.id()))
    return true;
  for (const ir::Block &block : function_.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (isRelevantCall(instruction))
        return true;
  return false;
}

void FunctionAnalysis::findWantedBlocks() {
  const size_t count = function_.blocks.size();
  isWanted_.assign(count, true);
  if (needsReturns())
    return;
  std::vector<uint32_t> work;
  for (uint32_t b = 0; b < count; ++b) {
    const auto &instructions = function_.blocks[b].instructions;
    isWanted_[b] = std::any_of(instructions.begin(), instructions.end(),
                               [&](const ir::Instruction &i) { return requiresSomething(i); });
    if (isWanted_[b])
      work.push_back(b);
  }
  while (!work.empty()) {
    const uint32_t block = work.back();
    work.pop_back();
    for (ir::BlockId from : function_.blocks[block].predecessors)
      if (!isWanted_[from.index]) {
        isWanted_[from.index] = true;
        work.push_back(from.index);
      }
  }
}

} // namespace hookqual::infer
