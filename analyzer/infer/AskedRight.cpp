// SPDX-License-Identifier: MIT
#include "analyzer/infer/AskedRight.h"

#include <algorithm>
#include <optional>

namespace hookqual::infer {

using rules::Test;

namespace {

std::optional<int64_t> constantArgument(const ir::Function &function, const ir::Instruction &call,
                                        int position) {
  if (position < 0 || size_t(position) >= call.arguments.size())
    return std::nullopt;
  const ir::Value &value = function.value(call.arguments[size_t(position)]);
  if (value.kind != ir::ValueKind::Constant)
    return std::nullopt;
  return value.constant;
}

bool mayBeMet(const rules::ModeRequirement &mode, int64_t asked) {
  switch (mode.test) {
  case Test::Equals:
    return std::ranges::find(mode.values, asked) != mode.values.end();
  case Test::Has:
    return (asked & mode.values.front()) == mode.values.front();
  case Test::AnyBit:
    return std::ranges::any_of(mode.values, [&](int64_t bits) { return (asked & bits) != 0; });
  default:
    return true;
  }
}

bool mayFill(const BoundRule &rule, const BoundSlot &slot, const ir::Function &function,
             const ir::Instruction &call) {
  const auto &mode = rule.rule->anyOf[slot.alternative].mode;
  if (!mode)
    return true;
  const auto asked = constantArgument(function, call, rule.modeParameters[slot.alternative]);
  return !asked || mayBeMet(*mode, *asked);
}

bool asks(const ir::Function &function, const BoundRule &rule, std::string_view name) {
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Call && instruction.callee == ir::CalleeKind::Direct &&
          ir::nameOf(function.spelling(instruction.symbol)) == name &&
          slotsAt(rule, function, instruction, name))
        return true;
  return false;
}

} // namespace

const std::vector<uint32_t> *slotsAt(const BoundRule &rule, const ir::Function &function,
                                     const ir::Instruction &call, std::string_view name) {
  const auto known = rule.slotsOfAuthorizer.find(name);
  if (known == rule.slotsOfAuthorizer.end())
    return nullptr;
  const bool mayConcern = !rule.ignoresOtherRights || std::ranges::any_of(known->second, [&](uint32_t slot) {
    return mayFill(rule, rule.slots[slot], function, call);
  });
  return mayConcern ? &known->second : nullptr;
}

std::vector<ir::FunctionId> functionsAsking(const ir::Program &program, const BoundRule &rule) {
  std::vector<ir::FunctionId> asking;
  for (const auto &[name, slots] : rule.slotsOfAuthorizer)
    for (const ir::FunctionId function : program.functionsCalling(name))
      if (!rule.ignoresOtherRights || asks(program.function(function), rule, name))
        asking.push_back(function);
  for (const auto &[member, slots] : rule.slotsOfStore) {
    const auto storing = program.functionsStoring(member);
    asking.insert(asking.end(), storing.begin(), storing.end());
  }
  return asking;
}

} // namespace hookqual::infer
