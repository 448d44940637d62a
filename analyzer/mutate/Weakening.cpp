// SPDX-License-Identifier: MIT
#include "analyzer/mutate/Weakening.h"

#include <algorithm>

namespace hookqual::mutate {

namespace {

struct Place {
  ir::Block *block = nullptr;
  size_t index = 0;
  ir::Instruction &instruction() const { return block->instructions[index]; }
};

Place placeOf(ir::Function &function, uint32_t site) {
  for (ir::Block &block : function.blocks)
    for (size_t i = 0; i < block.instructions.size(); ++i)
      if (block.instructions[i].site == site)
        return {&block, i};
  return {};
}

ir::ValueId addValue(ir::Function &function, ir::Value value) {
  function.values.push_back(std::move(value));
  return ir::ValueId(uint32_t(function.values.size() - 1));
}

ir::ValueId addConstant(ir::Function &function, ir::ValueId like, int64_t constant) {
  return addValue(
      function,
      ir::Value{.kind = ir::ValueKind::Constant, .type = function.value(like).type, .constant = constant});
}

/// What used the result now sees the accepting constant; the call has a result of its own.
void forgetResult(ir::Function &function, const WeakCall &call) {
  ir::Instruction &instruction = placeOf(function, call.site).instruction();
  if (!instruction.result.valid())
    return;
  ir::Value &seen = function.values[instruction.result.index];
  ir::Value made = seen;
  seen = ir::Value{.kind = ir::ValueKind::Constant, .type = seen.type, .constant = call.accepting};
  instruction.result = addValue(function, std::move(made));
}

void takeOut(ir::Function &function, uint32_t site) {
  const Place place = placeOf(function, site);
  place.block->instructions.erase(place.block->instructions.begin() + ptrdiff_t(place.index));
}

Weakened dropped(ir::Function function, const WeakCall &call) {
  forgetResult(function, call);
  takeOut(function, call.site);
  return {std::move(function), ""};
}

Weakened movedAfter(ir::Function function, const WeakCall &call) {
  if (!call.guardedSite || !placeOf(function, *call.guardedSite).block)
    return {std::nullopt, "no operation that it guards is in the function"};
  forgetResult(function, call);
  const ir::Instruction moved = placeOf(function, call.site).instruction();
  takeOut(function, call.site);
  const Place operation = placeOf(function, *call.guardedSite);
  operation.block->instructions.insert(operation.block->instructions.begin() + ptrdiff_t(operation.index) + 1,
                                       moved);
  return {std::move(function), ""};
}

/// Another parameter of the function that points to such a record, else an object that nobody
/// knows.
ir::ValueId otherThan(ir::Function &function, ir::ValueId object, const std::string &record) {
  for (uint32_t i = 0; i < function.values.size(); ++i) {
    const ir::Value &value = function.values[i];
    if (value.kind == ir::ValueKind::Parameter && ir::ValueId(i) != object && !record.empty() &&
        function.parameters[value.index].record == record)
      return ir::ValueId(i);
  }
  ir::Value unknown{.kind = ir::ValueKind::Unknown, .type = function.value(object).type};
  for (const ir::Value &value : function.values)
    if (value.kind == ir::ValueKind::Unknown)
      unknown.index = std::max(unknown.index, value.index + 1);
  return addValue(function, std::move(unknown));
}

Weakened otherObject(ir::Function function, const WeakCall &call) {
  for (const uint32_t position : call.objects) {
    const ir::Instruction &instruction = placeOf(function, call.site).instruction();
    if (position >= instruction.arguments.size() ||
        function.value(instruction.arguments[position]).kind == ir::ValueKind::Constant)
      continue;
    const std::string record = position < call.records.size() ? call.records[position] : "";
    const ir::ValueId other = otherThan(function, instruction.arguments[position], record);
    placeOf(function, call.site).instruction().arguments[position] = other;
    return {std::move(function), ""};
  }
  return {std::nullopt, "it has no object"};
}

/// A right that does not serve, as near to the one that is asked for as can be.
int64_t otherRight(const rules::ModeRequirement &mode, std::optional<int64_t> asked) {
  int64_t bits = 0;
  for (const int64_t value : mode.values)
    bits |= value;
  if (mode.test != rules::Test::Equals)
    return asked.value_or(0) & ~bits;
  return *std::max_element(mode.values.begin(), mode.values.end()) + 1;
}

Weakened otherMode(ir::Function function, const WeakCall &call) {
  const Place place = placeOf(function, call.site);
  if (!call.right || *call.right >= place.instruction().arguments.size())
    return {std::nullopt, "no rule asks for a right"};
  const ir::ValueId asked = place.instruction().arguments[*call.right];
  const ir::Value &value = function.value(asked);
  const bool isConstant = value.kind == ir::ValueKind::Constant;
  const int64_t other = otherRight(call.mode, isConstant ? std::optional(value.constant) : std::nullopt);
  if (isConstant && value.constant == other)
    return {std::nullopt, "it asks for another right already"};
  const ir::ValueId right = addConstant(function, asked, other);
  placeOf(function, call.site).instruction().arguments[*call.right] = right;
  return {std::move(function), ""};
}

Weakened resultIgnored(ir::Function function, const WeakCall &call) {
  if (!placeOf(function, call.site).instruction().result.valid())
    return {std::nullopt, "it has no result"};
  forgetResult(function, call);
  return {std::move(function), ""};
}

} // namespace

std::string_view toString(Weakening weakening) {
  switch (weakening) {
  case Weakening::Dropped:
    return "dropped";
  case Weakening::ResultIgnored:
    return "result-ignored";
  case Weakening::MovedAfter:
    return "moved-after";
  case Weakening::OtherObject:
    return "other-object";
  case Weakening::OtherMode:
    return "other-mode";
  }
  return "dropped";
}

Weakened weaken(const ir::Function &function, const WeakCall &call, Weakening weakening) {
  switch (weakening) {
  case Weakening::Dropped:
    return dropped(function, call);
  case Weakening::ResultIgnored:
    return resultIgnored(function, call);
  case Weakening::MovedAfter:
    return movedAfter(function, call);
  case Weakening::OtherObject:
    return otherObject(function, call);
  case Weakening::OtherMode:
    return otherMode(function, call);
  }
  return {};
}

} // namespace hookqual::mutate
