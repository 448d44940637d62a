// SPDX-License-Identifier: MIT
#include "analyzer/witness/Replay.h"

#include <algorithm>
#include <map>

namespace hookqual::witness {

using ir::Opcode;
using ir::ValueId;
using ir::ValueKind;

namespace {

class Replay {
public:
  Replay(const ir::Function &function, llvm::function_ref<uint64_t(ValueId)> given)
      : function_(function), given_(given) {}

  bool run(const Frame &path);

private:
  static unsigned widthOf(const ir::Type &type) { return type.bits >= 1 && type.bits <= 64 ? type.bits : 64; }
  static uint64_t cut(uint64_t value, unsigned bits) {
    return bits == 64 ? value : value & ((uint64_t(1) << bits) - 1);
  }
  static int64_t extended(uint64_t value, const ir::Type &type) {
    const unsigned bits = widthOf(type);
    const bool isNegative = type.isSigned && bits < 64 && ((value >> (bits - 1)) & 1) != 0;
    return int64_t(isNegative ? value | ~((uint64_t(1) << bits) - 1) : value);
  }

  uint64_t valueOf(ValueId id);
  uint64_t compute(ValueId id, const ir::Value &value);
  uint64_t binary(ValueId id, const ir::Value &value);
  uint64_t shifted(const ir::Value &value, uint64_t left, uint64_t right, const ir::Type &type);
  bool isTaken(const ir::Block &block, const ir::Edge &edge);
  void enter(uint32_t from, uint32_t to);

  const ir::Function &function_;
  llvm::function_ref<uint64_t(ValueId)> given_;
  std::map<ValueId, uint64_t> values_;
};

uint64_t Replay::valueOf(ValueId id) {
  if (const auto known = values_.find(id); known != values_.end())
    return known->second;
  const ir::Value &value = function_.value(id);
  return values_[id] = cut(compute(id, value), widthOf(value.type));
}

uint64_t Replay::compute(ValueId id, const ir::Value &value) {
  auto operand = [&](size_t i) { return valueOf(value.operands[i]); };
  auto extendedOperand = [&](size_t i) {
    return uint64_t(extended(operand(i), function_.value(value.operands[i]).type));
  };
  switch (value.kind) {
  case ValueKind::Constant:
    return uint64_t(value.constant);
  case ValueKind::Offset:
    return operand(0) + uint64_t(value.constant);
  case ValueKind::Cast:
    return extendedOperand(0);
  case ValueKind::Unary:
    if (value.opcode == Opcode::LogicalNot)
      return operand(0) == 0;
    return value.opcode == Opcode::Negate ? -extendedOperand(0) : ~extendedOperand(0);
  case ValueKind::Binary:
    return binary(id, value);
  default:
    return given_(id);
  }
}

uint64_t Replay::shifted(const ir::Value &value, uint64_t left, uint64_t right, const ir::Type &type) {
  const unsigned bits = widthOf(type);
  const bool isTooFar = right >= bits;
  if (value.opcode == Opcode::ShiftLeft)
    return isTooFar ? 0 : left << right;
  if (!type.isSigned)
    return isTooFar ? 0 : left >> right;
  return uint64_t(extended(left, type) >> std::min<uint64_t>(right, 63));
}

uint64_t Replay::binary(ValueId id, const ir::Value &value) {
  const ir::Type &type = function_.value(value.operands[0]).type;
  const ir::Type &rightType = function_.value(value.operands[1]).type;
  const uint64_t l = valueOf(value.operands[0]);
  const uint64_t r = cut(uint64_t(extended(valueOf(value.operands[1]), rightType)), widthOf(type));
  const int64_t left = extended(l, type), right = extended(r, type);
  auto isLess = [&](bool orEqual) {
    if (l == r)
      return orEqual;
    return type.isSigned ? left < right : l < r;
  };
  switch (value.opcode) {
  case Opcode::Add:
    return l + r;
  case Opcode::Subtract:
    return l - r;
  case Opcode::And:
    return l & r;
  case Opcode::Or:
    return l | r;
  case Opcode::Xor:
    return l ^ r;
  case Opcode::ShiftLeft:
  case Opcode::ShiftRight:
    return shifted(value, l, r, type);
  case Opcode::Equal:
    return l == r;
  case Opcode::NotEqual:
    return l != r;
  case Opcode::Less:
    return isLess(false);
  case Opcode::LessEqual:
    return isLess(true);
  case Opcode::Greater:
    return !isLess(true);
  case Opcode::GreaterEqual:
    return !isLess(false);
  default:
    return given_(id); // products and quotients, which the formula leaves open in part
  }
}

bool Replay::isTaken(const ir::Block &block, const ir::Edge &edge) {
  if (edge.kind == ir::EdgeKind::Always || edge.kind == ir::EdgeKind::Unspecified)
    return true;
  const uint64_t condition = valueOf(block.condition);
  if (edge.kind == ir::EdgeKind::NonZero || edge.kind == ir::EdgeKind::Zero)
    return (condition != 0) == (edge.kind == ir::EdgeKind::NonZero);
  ir::Type type = function_.value(block.condition).type;
  type.isSigned = true; // case values are sign-extended
  const int64_t chosen = extended(condition, type);
  const bool isInCases = std::any_of(edge.cases.begin(), edge.cases.end(), [&](const ir::CaseRange &range) {
    return chosen >= extended(cut(uint64_t(range.low), widthOf(type)), type) &&
           chosen <= extended(cut(uint64_t(range.high), widthOf(type)), type);
  });
  return isInCases == (edge.kind == ir::EdgeKind::InCases);
}

/// Phis take their values together. What a loop carries is given.
void Replay::enter(uint32_t from, uint32_t to) {
  const auto &predecessors = function_.blocks[to].predecessors;
  const bool isLoopHead =
      std::any_of(predecessors.begin(), predecessors.end(), [&](ir::BlockId p) { return p.index >= to; });
  const auto at = std::find(predecessors.begin(), predecessors.end(), ir::BlockId(from));
  std::map<ValueId, uint64_t> merged;
  for (uint32_t i = 0; i < function_.values.size(); ++i) {
    const ir::Value &value = function_.values[i];
    if (value.kind == ValueKind::Phi && value.index == to)
      merged[ValueId(i)] =
          isLoopHead ? given_(ValueId(i)) : valueOf(value.operands[size_t(at - predecessors.begin())]);
  }
  for (const auto &[phi, value] : merged)
    values_[phi] = cut(value, widthOf(function_.value(phi).type));
}

bool Replay::run(const Frame &path) {
  for (const infer::Trace *event : path.events) {
    if (event->kind != infer::TraceKind::Edge)
      continue;
    const ir::Block &from = function_.block(event->from);
    if (!isTaken(from, from.successors[event->edge]))
      return false;
    enter(event->from.index, event->block.index);
  }
  return true;
}

} // namespace

bool drives(const ir::Function &function, const Frame &path, llvm::function_ref<uint64_t(ValueId)> given) {
  return Replay(function, given).run(path);
}

} // namespace hookqual::witness
