// SPDX-License-Identifier: MIT
#include "analyzer/witness/ValueEncoder.h"

namespace hookqual::witness {

using ir::Opcode;
using ir::ValueId;
using ir::ValueKind;

namespace {

constexpr unsigned kPointerBits = 64;
constexpr uint64_t kFirstAddress = 0xffffffff80000000; // of a function, as on x86-64
constexpr uint64_t kFunctionBytes = 16;                // more than any offset into one that is written

} // namespace

ValueEncoder::ValueEncoder(z3::context &context, const ir::Program &program, const ir::Function &function,
                           std::string prefix, std::vector<z3::expr> arguments, MemoryContents &memory)
    : context_(context), program_(program), function_(function), prefix_(std::move(prefix)),
      arguments_(std::move(arguments)), memory_(memory) {
  memory_.useValues(*this);
}

unsigned ValueEncoder::widthOf(const ir::Type &type) {
  return type.bits >= 1 && type.bits <= kPointerBits ? type.bits : kPointerBits;
}

z3::expr ValueEncoder::resize(const z3::expr &value, unsigned bits, bool isSigned) {
  unsigned now = value.get_sort().bv_size();
  if (now == bits)
    return value;
  if (now > bits)
    return value.extract(bits - 1, 0);
  return isSigned ? z3::sext(value, bits - now) : z3::zext(value, bits - now);
}

z3::expr ValueEncoder::truth(const z3::expr &condition, unsigned bits) {
  z3::context &context = condition.ctx();
  return z3::ite(condition, context.bv_val(1, bits), context.bv_val(0, bits));
}

z3::expr ValueEncoder::symbol(const std::string &name, const ir::Type &type) {
  return context_.bv_const((prefix_ + name).c_str(), widthOf(type));
}

z3::expr ValueEncoder::encode(ValueId id) {
  auto known = values_.find(id);
  if (known != values_.end())
    return known->second;
  const ir::Type &type = function_.value(id).type;
  z3::expr value = resize(build(id), widthOf(type), type.isSigned);
  values_.emplace(id, value);
  return value;
}

z3::expr ValueEncoder::encodeAs(ValueId id, unsigned bits) {
  return resize(encode(id), bits, function_.value(id).type.isSigned);
}

z3::expr ValueEncoder::addressOf(ir::FunctionId function) const {
  return context_.bv_val(kFirstAddress + function.index * kFunctionBytes, kPointerBits);
}

/// Of a variable, or of a function without a captured body, nothing is known.
z3::expr ValueEncoder::address(ValueId id, const ir::Value &value) {
  const ir::FunctionId named = program_.find(function_.spelling(value.symbol));
  return named.valid() ? addressOf(named) : symbol("v" + std::to_string(id.index), value.type);
}

z3::expr ValueEncoder::unary(const ir::Value &value) {
  z3::expr operand = encode(value.operands[0]);
  if (value.opcode == Opcode::LogicalNot)
    return truth(operand == context_.bv_val(0, operand.get_sort().bv_size()), widthOf(value.type));
  return value.opcode == Opcode::Negate ? -operand : ~operand;
}

z3::expr ValueEncoder::compare(Opcode opcode, const z3::expr &l, const z3::expr &r, bool isSigned) {
  switch (opcode) {
  case Opcode::Equal:
    return l == r;
  case Opcode::NotEqual:
    return l != r;
  case Opcode::Less:
    return isSigned ? l < r : z3::ult(l, r);
  case Opcode::LessEqual:
    return isSigned ? l <= r : z3::ule(l, r);
  case Opcode::Greater:
    return isSigned ? l > r : z3::ugt(l, r);
  default:
    return isSigned ? l >= r : z3::uge(l, r);
  }
}

/// Products and quotients of variables cost the solver more than they ever decide.
bool ValueEncoder::isTooHard(const ir::Value &value) const {
  if (value.opcode == Opcode::Divide || value.opcode == Opcode::Remainder)
    return true;
  auto isConstant = [&](ValueId id) { return function_.value(id).kind == ValueKind::Constant; };
  return value.opcode == Opcode::Multiply && !isConstant(value.operands[0]) && !isConstant(value.operands[1]);
}

z3::expr ValueEncoder::binary(ValueId id, const ir::Value &value) {
  if (isTooHard(value))
    return symbol("v" + std::to_string(id.index), value.type);
  const ir::Type &type = function_.value(value.operands[0]).type;
  z3::expr l = encode(value.operands[0]);
  unsigned bits = l.get_sort().bv_size();
  z3::expr r = encodeAs(value.operands[1], bits);
  switch (value.opcode) {
  case Opcode::Add:
    return l + r;
  case Opcode::Subtract:
    return l - r;
  case Opcode::Multiply:
    return l * r;
  case Opcode::ShiftLeft:
    return z3::shl(l, r);
  case Opcode::ShiftRight:
    return type.isSigned ? z3::ashr(l, r) : z3::lshr(l, r);
  case Opcode::And:
    return l & r;
  case Opcode::Or:
    return l | r;
  case Opcode::Xor:
    return l ^ r;
  default:
    return truth(compare(value.opcode, l, r, type.isSigned), widthOf(value.type));
  }
}

z3::expr ValueEncoder::build(ValueId id) {
  const ir::Value &value = function_.value(id);
  switch (value.kind) {
  case ValueKind::Parameter:
    if (value.index < arguments_.size())
      return arguments_[value.index];
    break;
  case ValueKind::Constant:
    return context_.bv_val(value.constant, widthOf(value.type));
  case ValueKind::Global:
    return address(id, value);
  case ValueKind::Offset:
    return resize(encode(value.operands[0]), kPointerBits, false) +
           context_.bv_val(value.constant, kPointerBits);
  case ValueKind::Cast: {
    bool isSigned = function_.value(value.operands[0]).type.isSigned;
    return resize(encode(value.operands[0]), widthOf(value.type), isSigned);
  }
  case ValueKind::Unary:
    return unary(value);
  case ValueKind::Binary:
    return binary(id, value);
  case ValueKind::Load:
    return memory_.valueOfLoad(id);
  case ValueKind::CallResult:
    calls_.push_back(id);
    break;
  default:
    break;
  }
  return symbol("v" + std::to_string(id.index), value.type);
}

z3::expr ValueEncoder::conditionOf(const ir::Block &block, const ir::Edge &edge) {
  if (edge.kind == ir::EdgeKind::Always || edge.kind == ir::EdgeKind::Unspecified)
    return context_.bool_val(true);
  z3::expr condition = encode(block.condition);
  unsigned bits = condition.get_sort().bv_size();
  z3::expr zero = context_.bv_val(0, bits);
  if (edge.kind == ir::EdgeKind::NonZero)
    return condition != zero;
  if (edge.kind == ir::EdgeKind::Zero)
    return condition == zero;
  // Case values are sign-extended, so that signed order is theirs whatever the type.
  z3::expr inCases = context_.bool_val(false);
  for (const ir::CaseRange &range : edge.cases)
    inCases = inCases || (condition >= context_.bv_val(range.low, bits) &&
                          condition <= context_.bv_val(range.high, bits));
  return edge.kind == ir::EdgeKind::InCases ? inCases : !inCases;
}

} // namespace hookqual::witness
