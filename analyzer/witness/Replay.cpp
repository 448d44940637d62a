// SPDX-License-Identifier: MIT
#include "analyzer/witness/Replay.h"

#include "analyzer/ir/ConstantFolding.h"
#include "analyzer/witness/Blocks.h"

#include <algorithm>
#include <map>
#include <optional>

namespace hookqual::witness {

using ir::Opcode;
using ir::ValueId;
using ir::ValueKind;

namespace {

class Replay {
public:
  Replay(const ir::Function &function, llvm::function_ref<uint64_t(ValueId)> given)
      : function_(function), given_(given) {}

  bool run(std::span<const EdgeOfPath> path);

private:
  const ir::Type &typeOf(ValueId id) const { return function_.value(id).type; }
  int64_t given(ValueId id) const { return ir::normalizeConstant(int64_t(given_(id)), typeOf(id)); }
  int64_t valueOf(ValueId id);
  std::optional<int64_t> computed(ValueId id, const ir::Value &value);
  std::optional<int64_t> binary(ValueId id, const ir::Value &value);
  bool isTaken(const ir::Block &block, const ir::Edge &edge);
  void enter(uint32_t from, uint32_t to);

  const ir::Function &function_;
  llvm::function_ref<uint64_t(ValueId)> given_;
  std::map<ValueId, int64_t> values_; // as constants of their types
};

int64_t Replay::valueOf(ValueId id) {
  if (const auto known = values_.find(id); known != values_.end())
    return known->second;
  const std::optional<int64_t> value = computed(id, function_.value(id));
  return values_[id] = value ? *value : given(id);
}

std::optional<int64_t> Replay::computed(ValueId id, const ir::Value &value) {
  const ir::Type &type = typeOf(id);
  switch (value.kind) {
  case ValueKind::Constant:
    return ir::normalizeConstant(value.constant, type);
  case ValueKind::Offset:
    return int64_t(uint64_t(valueOf(value.operands[0])) + uint64_t(value.constant));
  case ValueKind::Cast:
    return ir::convertConstant(valueOf(value.operands[0]), typeOf(value.operands[0]), type);
  case ValueKind::Unary:
    return ir::foldUnary(value.opcode, valueOf(value.operands[0]), typeOf(value.operands[0]), type);
  case ValueKind::Binary:
    return binary(id, value);
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> Replay::binary(ValueId id, const ir::Value &value) {
  // Products and quotients, which the formula leaves open in part.
  if (value.opcode == Opcode::Multiply || value.opcode == Opcode::Divide || value.opcode == Opcode::Remainder)
    return std::nullopt;
  const ValueId left = value.operands[0], right = value.operands[1];
  return ir::foldBinary(value.opcode, valueOf(left),
                        ir::convertConstant(valueOf(right), typeOf(right), typeOf(left)), typeOf(left),
                        typeOf(id));
}

bool Replay::isTaken(const ir::Block &block, const ir::Edge &edge) {
  if (edge.kind == ir::EdgeKind::Always || edge.kind == ir::EdgeKind::Unspecified)
    return true;
  const int64_t condition = valueOf(block.condition);
  if (edge.kind == ir::EdgeKind::NonZero || edge.kind == ir::EdgeKind::Zero)
    return (condition != 0) == (edge.kind == ir::EdgeKind::NonZero);
  const ir::Type &type = typeOf(block.condition);
  const bool isInCases = std::any_of(edge.cases.begin(), edge.cases.end(), [&](const ir::CaseRange &range) {
    return condition >= ir::normalizeConstant(range.low, type) &&
           condition <= ir::normalizeConstant(range.high, type);
  });
  return isInCases == (edge.kind == ir::EdgeKind::InCases);
}

/// Phis take their values together. What a loop carries is given.
void Replay::enter(uint32_t from, uint32_t to) {
  const auto &predecessors = function_.blocks[to].predecessors;
  const auto at = std::find(predecessors.begin(), predecessors.end(), ir::BlockId(from));
  const bool isCarried = isLoopHead(function_, to);
  std::map<ValueId, int64_t> merged;
  for (uint32_t i = 0; i < function_.values.size(); ++i) {
    const ir::Value &value = function_.values[i];
    if (value.kind == ValueKind::Phi && value.index == to)
      merged[ValueId(i)] =
          isCarried ? given(ValueId(i)) : valueOf(value.operands[size_t(at - predecessors.begin())]);
  }
  for (const auto &[phi, value] : merged)
    values_[phi] = ir::normalizeConstant(value, typeOf(phi));
}

bool Replay::run(std::span<const EdgeOfPath> path) {
  for (const EdgeOfPath &edge : path) {
    const ir::Block &from = function_.blocks[edge.from];
    if (!isTaken(from, from.successors[edge.index]))
      return false;
    enter(edge.from, edge.to);
  }
  return true;
}

} // namespace

bool drives(const ir::Function &function, std::span<const EdgeOfPath> path,
            llvm::function_ref<uint64_t(ValueId)> given) {
  return Replay(function, given).run(path);
}

} // namespace hookqual::witness
