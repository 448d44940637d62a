// SPDX-License-Identifier: MIT
#include "analyzer/mutate/WeakenedProgram.h"

#include <algorithm>

namespace hookqual::mutate {

namespace {

bool mayCall(const ir::Function &function, std::string_view name) {
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Call && instruction.callee == ir::CalleeKind::Direct &&
          ir::nameOf(function.spelling(instruction.symbol)) == name)
        return true;
  return false;
}

} // namespace

WeakenedProgram::WeakenedProgram(const ir::Program &base, const HookCall &call, ir::Function body)
    : base_(base), changed_(call.function), hook_(call.hook), body_(std::move(body)) {
  for (ir::FunctionId caller : base.functionsCalling(call.hook))
    if (caller != changed_ || mayCall(body_, call.hook))
      callers_.push_back(caller);
}

} // namespace hookqual::mutate
