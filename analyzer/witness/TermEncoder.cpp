// SPDX-License-Identifier: MIT
#include "analyzer/witness/TermEncoder.h"

#include "analyzer/witness/ValueEncoder.h"

namespace hookqual::witness {

using infer::TermKind;
using ir::Opcode;

namespace {

constexpr unsigned kWordBits = 64;

z3::expr liesIn(const z3::expr &word, const infer::RangeSet &range) {
  z3::context &context = word.ctx();
  z3::expr any = context.bool_val(false);
  for (const auto &interval : range.intervals())
    any = any || (word >= context.bv_val(interval.low, kWordBits) &&
                  word <= context.bv_val(interval.high, kWordBits));
  return any;
}

} // namespace

z3::expr mayLieIn(const z3::expr &value, const infer::RangeSet &range, Signedness signedness) {
  if (range.isFull())
    return value.ctx().bool_val(true);
  const z3::expr extended = ValueEncoder::resize(value, kWordBits, true);
  if (signedness == Signedness::Signed || value.get_sort().bv_size() == kWordBits)
    return liesIn(extended, range);
  // Constants are kept sign-extended whatever their type.
  return liesIn(extended, range) || liesIn(ValueEncoder::resize(value, kWordBits, false), range);
}

std::optional<z3::expr> TermEncoder::unary(const infer::Term &term) {
  const auto operand = encode(term.operands[0]);
  if (!operand || term.bits == 0 || term.bits > kWordBits)
    return std::nullopt;
  z3::context &context = operand->ctx();
  switch (term.opcode) {
  case Opcode::LogicalNot:
    return ValueEncoder::truth(*operand == context.bv_val(0, operand->get_sort().bv_size()), term.bits);
  case Opcode::Negate:
    return -*operand;
  default:
    return ~*operand;
  }
}

/// Arithmetic wraps alike for both signs; what does not is left out.
std::optional<z3::expr> TermEncoder::binary(const infer::Term &term) {
  const auto l = encode(term.operands[0]), right = encode(term.operands[1]);
  if (!l || !right || term.bits == 0 || term.bits > kWordBits)
    return std::nullopt;
  const unsigned bits = l->get_sort().bv_size();
  if (right->get_sort().bv_size() < bits && !terms_.constantOf(term.operands[1]))
    return std::nullopt;
  const z3::expr r = ValueEncoder::resize(*right, bits, true);
  switch (term.opcode) {
  case Opcode::Add:
    return *l + r;
  case Opcode::Subtract:
    return *l - r;
  case Opcode::And:
    return *l & r;
  case Opcode::Or:
    return *l | r;
  case Opcode::Xor:
    return *l ^ r;
  default:
    break;
  }
  if (term.opcode < Opcode::Equal)
    return std::nullopt;
  return ValueEncoder::truth(ValueEncoder::compare(term.opcode, *l, r, term.isSigned), term.bits);
}

std::optional<z3::expr> TermEncoder::load(const infer::Term &term) {
  if (term.operands.size() != 1 || term.bits == 0 || term.bits > kWordBits)
    return std::nullopt;
  const auto address = memory_.inCaller(terms_, term.operands[0], call_, point_);
  if (!address)
    return std::nullopt;
  return memory_.contentAt(memory_.placeAt(*address, term.bits), point_).value;
}

std::optional<z3::expr> TermEncoder::encode(infer::TermId id) {
  const infer::Term term = terms_[id];
  switch (term.kind) {
  case TermKind::Parameter:
    if (term.index >= call_.arguments.size() || term.bits == 0 || term.bits > kWordBits)
      return std::nullopt;
    return values_.encodeAs(call_.arguments[term.index], term.bits);
  case TermKind::Constant:
    return values_.context().bv_val(term.constant,
                                    term.bits >= 1 && term.bits <= kWordBits ? term.bits : kWordBits);
  case TermKind::Offset:
    if (const auto base = encode(term.operands[0]))
      return ValueEncoder::resize(*base, kWordBits, false) +
             values_.context().bv_val(term.constant, kWordBits);
    return std::nullopt;
  case TermKind::Cast:
    if (const auto inner = encode(term.operands[0]); inner && term.bits >= 1 && term.bits <= kWordBits)
      return ValueEncoder::resize(*inner, term.bits, term.isSigned);
    return std::nullopt;
  case TermKind::Load:
    return load(term);
  case TermKind::Unary:
    return unary(term);
  case TermKind::Binary:
    return binary(term);
  default:
    return std::nullopt;
  }
}

z3::expr TermEncoder::mayHold(const infer::Guard &guard, z3::context &context) {
  z3::expr all = context.bool_val(true);
  for (const auto &[term, range] : guard)
    if (const auto value = encode(term))
      all = all && mayLieIn(*value, range, Signedness::Unknown);
  return all;
}

} // namespace hookqual::witness
