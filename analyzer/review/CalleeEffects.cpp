// SPDX-License-Identifier: MIT
#include "analyzer/review/CalleeEffects.h"

namespace hookqual::review {

using ir::Function;
using ir::FunctionId;
using ir::Instruction;
using ir::InstructionKind;
using ir::ValueId;
using ir::ValueKind;

namespace {

/// Functions with more callers than this are plumbing.
constexpr size_t kMostCallers = 64;

/// What an address leads back to, through offsets and, if asked, through loads.
enum class Through : uint8_t { Offsets, Loads };

ValueId originOf(const Function &function, ValueId id, Through through) {
  for (unsigned steps = 0; steps < 16; ++steps) {
    const ir::Value &value = function.value(id);
    const bool isFollowed = value.kind == ValueKind::Offset || value.kind == ValueKind::Element ||
                            (value.kind == ValueKind::Load && through == Through::Loads);
    if (!isFollowed)
      break;
    id = value.operands[0];
  }
  return id;
}

bool leadsTo(const Function &function, ValueId id, uint32_t parameter, Through through) {
  const ir::Value &value = function.value(originOf(function, id, through));
  return value.kind == ValueKind::Parameter && value.index == parameter;
}

bool isOwnMemory(const Function &function, ValueId address) {
  return function.value(originOf(function, address, Through::Offsets)).kind == ValueKind::Local;
}

} // namespace

bool CalleeEffects::isPlumbing(FunctionId function) const {
  return program_.functionsCalling(program_.function(function).symbol.name).size() > kMostCallers;
}

Effect CalleeEffects::ofCall(const Function &body, FunctionId caller, const Instruction &call,
                             uint32_t parameter, unsigned depth) {
  Effect effect;
  for (uint32_t i = 0; i < call.arguments.size(); ++i) {
    if (!leadsTo(body, call.arguments[i], parameter, Through::Loads))
      continue;
    if (call.callee != ir::CalleeKind::Direct) {
      effect.mayDispatch |= leadsTo(body, call.arguments[i], parameter, Through::Offsets);
      continue;
    }
    const FunctionId target = program_.find(body.spelling(call.symbol));
    if (!target.valid() || target == caller || depth == 0)
      continue;
    const Effect inner = on(target, i, depth - 1);
    effect.mayPublish |= inner.mayPublish && leadsTo(body, call.arguments[i], parameter, Through::Offsets);
    if (isPlumbing(target))
      continue;
    effect.mayWrite |= inner.mayWrite;
    effect.mayDispatch |= inner.mayDispatch;
  }
  return effect;
}

Effect CalleeEffects::on(FunctionId function, uint32_t parameter, unsigned depth) {
  if (const auto found = known_.find({function, parameter}); found != known_.end())
    return found->second;
  known_[{function, parameter}] = {}; // of a cycle, what the rest of it does
  const Function &body = program_.function(function);
  Effect effect;
  for (const ir::Block &block : body.blocks)
    for (const Instruction &instruction : block.instructions) {
      if (instruction.kind == InstructionKind::Store) {
        effect.mayWrite |= leadsTo(body, instruction.address, parameter, Through::Loads);
        effect.mayPublish |= leadsTo(body, instruction.value, parameter, Through::Offsets) &&
                             !isOwnMemory(body, instruction.address);
      } else if (instruction.kind == InstructionKind::Call) {
        const Effect inner = ofCall(body, function, instruction, parameter, depth);
        effect.mayWrite |= inner.mayWrite;
        effect.mayPublish |= inner.mayPublish;
        effect.mayDispatch |= inner.mayDispatch;
      }
    }
  return known_[{function, parameter}] = effect;
}

bool CalleeEffects::mayChangeAnything(FunctionId function, unsigned depth) {
  if (const auto found = changes_.find(function); found != changes_.end())
    return found->second;
  changes_[function] = false;
  const Function &body = program_.function(function);
  bool changes = false;
  for (const ir::Block &block : body.blocks)
    for (const Instruction &instruction : block.instructions) {
      if (instruction.kind == InstructionKind::Store)
        changes |= !isOwnMemory(body, instruction.address);
      if (instruction.kind != InstructionKind::Call || changes)
        continue;
      if (instruction.callee != ir::CalleeKind::Direct) {
        changes = true;
        continue;
      }
      const FunctionId target = program_.find(body.spelling(instruction.symbol));
      changes |= target.valid() && depth > 0 && !isPlumbing(target) && mayChangeAnything(target, depth - 1);
    }
  return changes_[function] = changes;
}

} // namespace hookqual::review
