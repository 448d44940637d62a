// SPDX-License-Identifier: MIT
#include "analyzer/learn/RefusingPaths.h"

#include <algorithm>

namespace hookqual::learn {

using ir::Block;
using ir::BlockId;
using ir::EdgeKind;
using ir::Opcode;
using ir::Value;
using ir::ValueId;
using ir::ValueKind;

namespace {

constexpr unsigned kMostBlocks = 24; // of one question
constexpr unsigned kLongestChain = 8;
constexpr int64_t kLargestError = 4095;

bool isErrorNumber(int64_t value) {
  return value < 0 && value >= -kLargestError;
}

size_t positionOf(const Block &block, BlockId predecessor) {
  return size_t(std::ranges::find(block.predecessors, predecessor) - block.predecessors.begin());
}

ValueId withoutCasts(const ir::Function &function, ValueId id) {
  while (function.value(id).kind == ValueKind::Cast)
    id = function.value(id).operands.front();
  return id;
}

/// The value that is an error when the condition is (not) zero; invalid when there is none.
ValueId failedIf(const ir::Function &function, ValueId condition, bool isNonZero) {
  condition = withoutCasts(function, condition);
  const Value &value = function.value(condition);
  if (value.kind == ValueKind::Unary && value.opcode == Opcode::LogicalNot)
    return failedIf(function, value.operands.front(), !isNonZero);
  if (value.kind != ValueKind::Binary)
    return isNonZero ? condition : ValueId();
  const ValueId left = withoutCasts(function, value.operands[0]);
  const Value &right = function.value(value.operands[1]);
  if (right.kind != ValueKind::Constant)
    return {};
  const bool isZero = right.constant == 0, isError = isErrorNumber(right.constant);
  switch (value.opcode) {
  case Opcode::NotEqual:
    return isNonZero && isZero ? left : ValueId();
  case Opcode::Equal:
    return (!isNonZero && isZero) || (isNonZero && isError) ? left : ValueId();
  case Opcode::Less:
    return isNonZero && isZero ? left : ValueId();
  case Opcode::GreaterEqual: // of 0, or of the smallest error of those that pointers can be
    return (!isNonZero && isZero) || (isNonZero && isError) ? left : ValueId();
  case Opcode::Greater:
    return isNonZero && isError ? left : ValueId();
  case Opcode::LessEqual:
    return !isNonZero && isError ? left : ValueId();
  default:
    return {};
  }
}

} // namespace

bool returnsTruth(const ir::Function &function) {
  return function.returnTypeSpelling == "bool" || function.returnTypeSpelling == "_Bool";
}

RefusingPaths::RefusingPaths(const ir::Function &function)
    : function_(function), phis_(function.blocks.size()), returnsTruth_(returnsTruth(function)) {
  for (uint32_t i = 0; i < function.values.size(); ++i)
    if (function.values[i].kind == ValueKind::Phi)
      phis_[function.values[i].index].push_back(ValueId(i));
}

bool RefusingPaths::isRefusal(ValueId returned) const {
  const Value &value = function_.value(withoutCasts(function_, returned));
  if (value.kind != ValueKind::Constant)
    return false;
  // Of an unsigned result -1 is the largest number, and no error.
  const ir::Type &type = function_.returnType;
  if (isErrorNumber(value.constant) && (type.isSigned || ir::isPointer(type.typeClass)))
    return true;
  return value.constant == 0 && (returnsTruth_ || ir::isPointer(function_.returnType.typeClass));
}

bool RefusingPaths::noteRefusal(ValueId returned, ValueId failed, Walk &walk) const {
  if (!returned.valid())
    return false;
  if (isRefusal(returned)) {
    const int64_t error = -function_.value(withoutCasts(function_, returned)).constant;
    walk.error = std::max(walk.error.value_or(0), error);
    return true;
  }
  if (failed.valid() && withoutCasts(function_, returned) == failed) {
    walk.error = walk.error.value_or(0);
    return true;
  }
  return false;
}

ValueId RefusingPaths::failedAlong(BlockId from, size_t successor) const {
  const Block &block = function_.block(from);
  const EdgeKind kind = block.successors[successor].kind;
  if (kind != EdgeKind::NonZero && kind != EdgeKind::Zero)
    return {};
  return failedIf(function_, block.condition, kind == EdgeKind::NonZero);
}

bool RefusingPaths::allRefuse(BlockId from, BlockId to, Chosen chosen, ValueId failed, unsigned depth,
                              Walk &walk) const {
  if (++walk.blocks > kMostBlocks || depth > kLongestChain)
    return false;
  const Block &block = function_.block(to);
  const size_t position = positionOf(block, from);
  Chosen here = chosen;
  for (ValueId phi : phis_[to.index]) {
    const ValueId operand = function_.value(phi).operands[position];
    const auto known = chosen.find(operand);
    here[phi] = known == chosen.end() ? operand : known->second;
  }
  if (block.terminator == ir::Terminator::Return) {
    if (!block.returned.valid())
      return false;
    const auto known = here.find(block.returned);
    return noteRefusal(known == here.end() ? block.returned : known->second, failed, walk);
  }
  if (block.successors.empty())
    return false;
  return std::ranges::all_of(block.successors, [&](const ir::Edge &edge) {
    return allRefuse(to, edge.target, here, failed, depth + 1, walk);
  });
}

std::optional<int64_t> RefusingPaths::refusalAlong(BlockId from, size_t successor) const {
  Walk walk;
  const BlockId to = function_.block(from).successors[successor].target;
  if (!allRefuse(from, to, {}, failedAlong(from, successor), 0, walk))
    return std::nullopt;
  return walk.error;
}

/// Whether branches on the only way to the edge have found that the value is an error.
bool RefusingPaths::isFailedBefore(BlockId from, BlockId to, ValueId value) const {
  value = withoutCasts(function_, value);
  for (unsigned i = 0; i < kLongestChain; ++i) {
    const Block &block = function_.block(from);
    for (size_t s = 0; s < block.successors.size(); ++s)
      if (block.successors[s].target == to && failedAlong(from, s) == value)
        return true;
    if (block.predecessors.size() != 1)
      return false;
    to = from;
    from = block.predecessors.front();
  }
  return false;
}

void RefusingPaths::accept(BlockId decided, ValueId value, BlockId returns, std::vector<bool> &seen,
                           std::vector<Acceptance> &found) const {
  const Value &node = function_.value(value);
  if (node.kind != ValueKind::Phi) {
    found.push_back({decided, returns});
    return;
  }
  if (seen[value.index])
    return;
  seen[value.index] = true;
  const Block &block = function_.block(BlockId(node.index));
  for (size_t i = 0; i < node.operands.size(); ++i) {
    const ValueId operand = node.operands[i];
    if (!isRefusal(operand) && !isFailedBefore(block.predecessors[i], BlockId(node.index), operand))
      accept(block.predecessors[i], operand, returns, seen, found);
  }
}

std::vector<RefusingPaths::Acceptance> RefusingPaths::acceptances() const {
  std::vector<Acceptance> found;
  std::vector<bool> seen(function_.values.size());
  for (uint32_t i = 0; i < function_.blocks.size(); ++i) {
    const Block &block = function_.blocks[i];
    if (block.terminator != ir::Terminator::Return)
      continue;
    const BlockId here(i);
    if (!block.returned.valid()) {
      found.push_back({here, here});
      continue;
    }
    const bool failed =
        isRefusal(block.returned) ||
        (block.predecessors.size() == 1 && isFailedBefore(block.predecessors.front(), here, block.returned));
    if (!failed)
      accept(here, block.returned, here, seen, found);
  }
  return found;
}

} // namespace hookqual::learn
