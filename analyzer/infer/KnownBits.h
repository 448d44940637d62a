// SPDX-License-Identifier: MIT
// Which bits of a word are known: what flag words and access masks are decided by.
#pragma once

#include "analyzer/infer/RangeSet.h"
#include "analyzer/infer/Term.h"

namespace hookqual::infer {

/// Bits of the 64-bit sign-extended value; none is in both.
struct KnownBits {
  uint64_t zero = 0, one = 0;

  static KnownBits of(int64_t value) { return {~uint64_t(value), uint64_t(value)}; }
  /// All that a set of values has in common.
  static KnownBits of(const RangeSet &range);

  uint64_t unknown() const { return ~(zero | one); }
  KnownBits meet(const KnownBits &other) const { return {zero | other.zero, one | other.one}; }
  /// The values that have these bits; a superset when many bits are unknown.
  RangeSet values() const;

  friend KnownBits operator&(const KnownBits &a, const KnownBits &b) {
    return {a.zero | b.zero, a.one & b.one};
  }
  friend KnownBits operator|(const KnownBits &a, const KnownBits &b) {
    return {a.zero & b.zero, a.one | b.one};
  }
  friend KnownBits operator^(const KnownBits &a, const KnownBits &b) {
    return {(a.zero & b.zero) | (a.one & b.one), (a.zero & b.one) | (a.one & b.zero)};
  }
  friend KnownBits operator~(const KnownBits &a) { return {a.one, a.zero}; }
  friend bool operator==(const KnownBits &, const KnownBits &) = default;
};

/// Of a value of `bits` bits that is converted to a wider or narrower one.
KnownBits convert(KnownBits from, uint32_t fromBits, uint32_t toBits, bool isSigned);

/// What the structure of a term tells, when `leaf` tells what is known of its parts.
template <typename Leaf> KnownBits bitsOf(const TermPool &terms, TermId id, Leaf &&leaf) {
  const Term &term = terms[id];
  auto operand = [&](size_t i) { return leaf(term.operands[i]); };
  if (term.kind == TermKind::Constant)
    return KnownBits::of(term.constant);
  if (term.kind == TermKind::Cast)
    return convert(operand(0), terms[term.operands[0]].bits, term.bits, term.isSigned);
  if (term.kind == TermKind::Unary && term.opcode == ir::Opcode::BitNot)
    return ~operand(0);
  if (term.kind != TermKind::Binary)
    return {};
  switch (term.opcode) {
  case ir::Opcode::And:
    return operand(0) & operand(1);
  case ir::Opcode::Or:
    return operand(0) | operand(1);
  case ir::Opcode::Xor:
    return operand(0) ^ operand(1);
  default:
    return {};
  }
}

} // namespace hookqual::infer
