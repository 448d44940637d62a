// SPDX-License-Identifier: MIT
#include "analyzer/ir/ConstantFolding.h"

#include "llvm/Support/ErrorHandling.h"

namespace hookqual::ir {

namespace {

constexpr uint32_t kWordBits = 64;

uint32_t widthOf(Type type) {
  return type.bits == 0 || type.bits > kWordBits ? kWordBits : type.bits;
}

uint64_t zeroExtended(int64_t constant, Type type) {
  const uint32_t width = widthOf(type);
  const auto bits = static_cast<uint64_t>(constant);
  return width == kWordBits ? bits : bits & ((uint64_t{1} << width) - 1);
}

template <typename T> std::optional<int64_t> compare(Opcode opcode, T left, T right) {
  switch (opcode) {
  case Opcode::Equal:
    return left == right;
  case Opcode::NotEqual:
    return left != right;
  case Opcode::Less:
    return left < right;
  case Opcode::LessEqual:
    return left <= right;
  case Opcode::Greater:
    return left > right;
  case Opcode::GreaterEqual:
    return left >= right;
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> divide(Opcode opcode, int64_t left, int64_t right, Type type) {
  if (right == 0)
    return std::nullopt;
  const bool isQuotient = opcode == Opcode::Divide;
  if (!type.isSigned) {
    const uint64_t dividend = zeroExtended(left, type), divisor = zeroExtended(right, type);
    return static_cast<int64_t>(isQuotient ? dividend / divisor : dividend % divisor);
  }
  if (right == -1) // the one quotient that may overflow
    return isQuotient ? static_cast<int64_t>(-static_cast<uint64_t>(left)) : 0;
  return isQuotient ? left / right : left % right;
}

std::optional<int64_t> shift(Opcode opcode, int64_t left, int64_t right, Type type) {
  if (right < 0 || right >= static_cast<int64_t>(widthOf(type)))
    return std::nullopt;
  if (opcode == Opcode::ShiftLeft)
    return static_cast<int64_t>(static_cast<uint64_t>(left) << right);
  return type.isSigned ? left >> right : static_cast<int64_t>(zeroExtended(left, type) >> right);
}

std::optional<int64_t> arithmetic(Opcode opcode, int64_t left, int64_t right, Type type) {
  const auto a = static_cast<uint64_t>(left), b = static_cast<uint64_t>(right);
  switch (opcode) {
  case Opcode::Add:
    return static_cast<int64_t>(a + b);
  case Opcode::Subtract:
    return static_cast<int64_t>(a - b);
  case Opcode::Multiply:
    return static_cast<int64_t>(a * b);
  case Opcode::And:
    return left & right;
  case Opcode::Or:
    return left | right;
  case Opcode::Xor:
    return left ^ right;
  case Opcode::Divide:
  case Opcode::Remainder:
    return divide(opcode, left, right, type);
  case Opcode::ShiftLeft:
  case Opcode::ShiftRight:
    return shift(opcode, left, right, type);
  default:
    return std::nullopt;
  }
}

} // namespace

int64_t normalizeConstant(int64_t constant, Type type) {
  const uint32_t unused = kWordBits - widthOf(type);
  return static_cast<int64_t>(static_cast<uint64_t>(constant) << unused) >> unused;
}

int64_t convertConstant(int64_t constant, Type from, Type to) {
  const int64_t value = from.isSigned ? constant : static_cast<int64_t>(zeroExtended(constant, from));
  return normalizeConstant(value, to);
}

std::optional<int64_t> foldUnary(Opcode opcode, int64_t operand, Type operandType, Type type) {
  if (operandType.bits > kWordBits || type.bits > kWordBits)
    return std::nullopt;
  switch (opcode) {
  case Opcode::Negate:
    return normalizeConstant(static_cast<int64_t>(-static_cast<uint64_t>(operand)), type);
  case Opcode::BitNot:
    return normalizeConstant(~operand, type);
  case Opcode::LogicalNot:
    return operand == 0;
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> foldBinary(Opcode opcode, int64_t left, int64_t right, Type operandType, Type type) {
  if (operandType.bits > kWordBits || type.bits > kWordBits)
    return std::nullopt;
  if (isComparison(opcode)) {
    if (operandType.isSigned)
      return compare(opcode, left, right);
    return compare(opcode, zeroExtended(left, operandType), zeroExtended(right, operandType));
  }
  const std::optional<int64_t> result = arithmetic(opcode, left, right, operandType);
  if (!result)
    return std::nullopt;
  return normalizeConstant(*result, type);
}

bool isComparison(Opcode opcode) {
  return opcode >= Opcode::Equal && opcode <= Opcode::GreaterEqual;
}

Opcode invertComparison(Opcode opcode) {
  switch (opcode) {
  case Opcode::Equal:
    return Opcode::NotEqual;
  case Opcode::NotEqual:
    return Opcode::Equal;
  case Opcode::Less:
    return Opcode::GreaterEqual;
  case Opcode::LessEqual:
    return Opcode::Greater;
  case Opcode::Greater:
    return Opcode::LessEqual;
  case Opcode::GreaterEqual:
    return Opcode::Less;
  default:
    llvm_unreachable("not a comparison");
  }
}

Opcode mirrored(Opcode opcode) {
  switch (opcode) {
  case Opcode::Add:
  case Opcode::Multiply:
  case Opcode::And:
  case Opcode::Or:
  case Opcode::Xor:
  case Opcode::Equal:
  case Opcode::NotEqual:
    return opcode;
  case Opcode::Less:
    return Opcode::Greater;
  case Opcode::LessEqual:
    return Opcode::GreaterEqual;
  case Opcode::Greater:
    return Opcode::Less;
  case Opcode::GreaterEqual:
    return Opcode::LessEqual;
  default:
    return Opcode::None;
  }
}

} // namespace hookqual::ir
