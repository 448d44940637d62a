// SPDX-License-Identifier: MIT
#include "analyzer/mutate/WeakenedProgram.h"

#include <algorithm>

namespace hookqual::mutate {

namespace {

/// Takes the call out; what used its result now sees the accepting constant.
void dropCall(ir::Function &function, uint32_t site, int64_t accepting) {
  for (ir::Block &block : function.blocks) {
    auto call = std::find_if(block.instructions.begin(), block.instructions.end(),
                             [&](const ir::Instruction &each) { return each.site == site; });
    if (call == block.instructions.end())
      continue;
    if (call->result.valid()) {
      ir::Value &result = function.values[call->result.index];
      result = ir::Value{.kind = ir::ValueKind::Constant, .type = result.type, .constant = accepting};
    }
    block.instructions.erase(call);
    return;
  }
}

bool mayCall(const ir::Function &function, std::string_view name) {
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Call && instruction.callee == ir::CalleeKind::Direct &&
          ir::nameOf(function.spelling(instruction.symbol)) == name)
        return true;
  return false;
}

} // namespace

std::string_view toString(Weakening weakening) {
  switch (weakening) {
  case Weakening::Dropped:
    return "dropped";
  }
  return "dropped";
}

ir::Function weaken(const ir::Function &function, uint32_t site, Weakening weakening, int64_t accepting) {
  ir::Function weakened = function;
  switch (weakening) {
  case Weakening::Dropped:
    dropCall(weakened, site, accepting);
    break;
  }
  return weakened;
}

WeakenedProgram::WeakenedProgram(const ir::Program &base, const HookCall &call, ir::Function body)
    : base_(base), changed_(call.function), hook_(call.hook), body_(std::move(body)) {
  for (ir::FunctionId caller : base.functionsCalling(call.hook))
    if (caller != changed_ || mayCall(body_, call.hook))
      callers_.push_back(caller);
}

} // namespace hookqual::mutate
