// SPDX-License-Identifier: MIT
#include "analyzer/ir/ValueTable.h"

#include "analyzer/ir/ConstantFolding.h"

#include "llvm/ADT/Hashing.h"

#include <cassert>
#include <utility>

namespace hookqual::ir {

namespace {

constexpr Type kPointer{TypeClass::Pointer, false, 64};

bool isPointerSized(Type type) {
  return isPointer(type.typeClass) || (type.typeClass == TypeClass::Integer && type.bits == 64);
}

} // namespace

size_t ValueHash::operator()(const Value &value) const noexcept {
  llvm::hash_code code =
      llvm::hash_combine(static_cast<unsigned>(value.kind), static_cast<unsigned>(value.opcode),
                         static_cast<unsigned>(value.type.typeClass), value.type.isSigned, value.type.bits,
                         value.index, value.constant, value.symbol.index);
  for (ValueId operand : value.operands)
    code = llvm::hash_combine(code, operand.index);
  return code;
}

ValueId ValueTable::intern(Value value) {
  const ValueId next(static_cast<uint32_t>(values_.size()));
  const auto [entry, isNew] = ids_.try_emplace(value, next);
  if (isNew)
    values_.push_back(std::move(value));
  return entry->second;
}

ValueId ValueTable::constant(int64_t constant, Type type) {
  return intern({.kind = ValueKind::Constant,
                 .type = type,
                 .constant = normalizeConstant(constant, type),
                 .operands = {}});
}

ValueId ValueTable::offset(ValueId base, int64_t bytes) {
  if ((*this)[base].kind == ValueKind::Offset) {
    bytes += (*this)[base].constant;
    base = (*this)[base].operands[0];
  }
  if (bytes == 0)
    return base;
  // offsetof() written by hand: an address computed from NULL is a number.
  if ((*this)[base].kind == ValueKind::Constant)
    return constant((*this)[base].constant + bytes, (*this)[base].type);
  return intern({.kind = ValueKind::Offset, .type = kPointer, .constant = bytes, .operands = {base}});
}

ValueId ValueTable::element(ValueId base, ValueId index, int64_t bytes) {
  if ((*this)[index].kind == ValueKind::Constant)
    return offset(base, (*this)[index].constant * bytes);
  return intern({.kind = ValueKind::Element, .type = kPointer, .constant = bytes, .operands = {base, index}});
}

bool ValueTable::isBoolean(ValueId id) const {
  const Value &value = (*this)[id];
  switch (value.kind) {
  case ValueKind::Constant:
    return value.constant == 0 || value.constant == 1;
  case ValueKind::Binary:
    return isComparison(value.opcode);
  case ValueKind::Cast:
    return isBoolean(value.operands[0]);
  default:
    return false;
  }
}

bool ValueTable::isConstant(ValueId id, int64_t constant) const {
  return (*this)[id].kind == ValueKind::Constant && (*this)[id].constant == constant;
}

ValueId ValueTable::truthOf(ValueId operand, Opcode opcode, Type type) {
  const Value value = (*this)[operand];
  if (value.kind == ValueKind::Cast && isBoolean(value.operands[0]))
    return truthOf(value.operands[0], opcode, type);
  if (value.kind == ValueKind::Binary && isComparison(value.opcode)) {
    const Opcode comparison = opcode == Opcode::Equal ? invertComparison(value.opcode) : value.opcode;
    return intern(
        {.kind = ValueKind::Binary, .opcode = comparison, .type = type, .operands = value.operands});
  }
  const ValueId zero = constant(0, value.type);
  return intern({.kind = ValueKind::Binary, .opcode = opcode, .type = type, .operands = {operand, zero}});
}

ValueId ValueTable::unary(Opcode opcode, ValueId operand, Type type) {
  const Value &value = (*this)[operand];
  if (value.kind == ValueKind::Constant) {
    if (auto folded = foldUnary(opcode, value.constant, value.type, type))
      return constant(*folded, type);
  }
  if (opcode == Opcode::LogicalNot)
    return truthOf(operand, Opcode::Equal, type);
  return intern({.kind = ValueKind::Unary, .opcode = opcode, .type = type, .operands = {operand}});
}

ValueId ValueTable::pointerDifference(Opcode opcode, ValueId left, ValueId right, Type type) {
  const auto split = [this](ValueId id) {
    const Value &value = (*this)[id];
    return value.kind == ValueKind::Offset ? std::pair(value.operands[0], value.constant)
                                           : std::pair(id, int64_t{0});
  };
  const auto [leftBase, leftBytes] = split(left);
  const auto [rightBase, rightBytes] = split(right);
  if (leftBase != rightBase)
    return {};
  if (opcode == Opcode::Subtract)
    return constant(leftBytes - rightBytes, type);
  // Two offsets of one base compare as the numbers do: objects do not wrap around.
  const Type number{TypeClass::Integer, true, 64};
  if (auto folded = foldBinary(opcode, leftBytes, rightBytes, number, type))
    return constant(*folded, type);
  return {};
}

ValueId ValueTable::simplifyBinary(Opcode opcode, ValueId left, ValueId right, Type type) {
  const bool isNeutral =
      isConstant(right, 0) &&
      (opcode == Opcode::Add || opcode == Opcode::Subtract || opcode == Opcode::Or || opcode == Opcode::Xor ||
       opcode == Opcode::ShiftLeft || opcode == Opcode::ShiftRight);
  if (isNeutral && (*this)[left].type == type)
    return left;
  if (opcode == Opcode::Multiply && isConstant(right, 1) && (*this)[left].type == type)
    return left;
  if ((opcode == Opcode::Multiply || opcode == Opcode::And) && isConstant(right, 0))
    return constant(0, type);
  if (isConstant(right, 0) && (opcode == Opcode::NotEqual || opcode == Opcode::Equal))
    return truthOf(left, opcode, type);
  return {};
}

ValueId ValueTable::binary(Opcode opcode, ValueId left, ValueId right, Type type) {
  if ((*this)[left].kind == ValueKind::Constant && (*this)[right].kind != ValueKind::Constant &&
      mirrored(opcode) != Opcode::None) {
    opcode = mirrored(opcode);
    std::swap(left, right);
  }
  const Value &a = (*this)[left], &b = (*this)[right];
  if (a.kind == ValueKind::Constant && b.kind == ValueKind::Constant) {
    if (auto folded = foldBinary(opcode, a.constant, b.constant, a.type, type))
      return constant(*folded, type);
  }
  if ((isComparison(opcode) || opcode == Opcode::Subtract) && isPointerSized(a.type) &&
      isPointerSized(b.type)) {
    if (const ValueId folded = pointerDifference(opcode, left, right, type); folded.valid())
      return folded;
  }
  if (const ValueId simpler = simplifyBinary(opcode, left, right, type); simpler.valid())
    return simpler;
  return intern({.kind = ValueKind::Binary, .opcode = opcode, .type = type, .operands = {left, right}});
}

ValueId ValueTable::cast(ValueId operand, Type type) {
  const Value value = (*this)[operand];
  if (value.type == type)
    return operand;
  if (value.kind == ValueKind::Constant && value.type.bits <= 64 && type.bits <= 64)
    return constant(convertConstant(value.constant, value.type, type), type);
  if (isPointerSized(value.type) && isPointerSized(type) &&
      (isPointer(value.type.typeClass) || isPointer(type.typeClass)))
    return operand;
  if (value.kind == ValueKind::Cast) {
    const Type original = (*this)[value.operands[0]].type;
    const bool looksAtLowBits = type.bits <= value.type.bits && type.bits <= original.bits;
    const bool widensTwice = value.type.bits > original.bits && (!original.isSigned || value.type.isSigned);
    if (looksAtLowBits || widensTwice)
      return cast(value.operands[0], type);
  }
  if (isPointer(type.typeClass)) // a number of another width becomes one of address width
    return cast(operand, {TypeClass::Integer, value.type.isSigned, 64});
  return intern({.kind = ValueKind::Cast, .type = type, .operands = {operand}});
}

ValueId ValueTable::phi(uint32_t block, Type type) {
  const ValueId id(static_cast<uint32_t>(values_.size()));
  values_.push_back({.kind = ValueKind::Phi, .type = type, .index = block, .operands = {}});
  return id;
}

void ValueTable::setPhi(ValueId phi, uint32_t block, std::vector<ValueId> operands) {
  assert((*this)[phi].kind == ValueKind::Phi);
  values_[phi.index].index = block;
  values_[phi.index].operands = std::move(operands);
}

ValueId ValueTable::rebuild(Value value, std::vector<ValueId> operands) {
  switch (value.kind) {
  case ValueKind::Offset:
    return offset(operands[0], value.constant);
  case ValueKind::Element:
    return element(operands[0], operands[1], value.constant);
  case ValueKind::Unary:
    return unary(value.opcode, operands[0], value.type);
  case ValueKind::Binary:
    return binary(value.opcode, operands[0], operands[1], value.type);
  case ValueKind::Cast:
    return cast(operands[0], value.type);
  default:
    value.operands = std::move(operands);
    return intern(std::move(value));
  }
}

} // namespace hookqual::ir
