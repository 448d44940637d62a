// SPDX-License-Identifier: MIT
#include "analyzer/ir/References.h"

namespace hookqual::ir {

References collectReferences(const Function &function) {
  References found;
  for (const Block &block : function.blocks)
    for (const Instruction &instruction : block.instructions) {
      if (instruction.kind == InstructionKind::Call)
        ++found.calls;
      if (instruction.kind == InstructionKind::Call && instruction.callee == CalleeKind::Value) {
        ++found.valueCalls;
        for (const MemberId member : calledMembers(function, instruction))
          found.memberCalls[function.member(member)];
      }
      if (instruction.kind == InstructionKind::Call && instruction.callee == CalleeKind::Direct)
        found.callees.insert(function.spelling(instruction.symbol));
      if (!instruction.member.valid())
        continue;
      const Member &member = function.member(instruction.member);
      switch (instruction.kind) {
      case InstructionKind::Call:
        ++found.memberCalls[member];
        break;
      case InstructionKind::Load:
        found.memberLoads.insert(member);
        break;
      case InstructionKind::Store:
        found.memberStores.insert(member);
        break;
      case InstructionKind::Return:
        break;
      }
    }
  for (const Value &value : function.values)
    if (value.kind == ValueKind::Global)
      found.addressesTaken.insert(function.spelling(value.symbol));
  found.codeFlows = codeFlowsIn(function);
  return found;
}

} // namespace hookqual::ir
