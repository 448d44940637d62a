// SPDX-License-Identifier: MIT
#include "analyzer/infer/Term.h"

#include "analyzer/ir/ConstantFolding.h"

#include "llvm/ADT/Hashing.h"

#include <algorithm>
#include <cassert>

namespace hookqual::infer {

using ir::Opcode;

namespace {

int64_t truncate(int64_t value, uint32_t bits, bool isSigned) {
  if (bits == 0 || bits >= 64)
    return value;
  uint64_t mask = (uint64_t(1) << bits) - 1;
  uint64_t low = uint64_t(value) & mask;
  bool negative = isSigned && (low >> (bits - 1)) & 1;
  return negative ? int64_t(low | ~mask) : int64_t(low);
}

template <typename Integer> std::optional<int64_t> compare(Opcode opcode, Integer l, Integer r) {
  switch (opcode) {
  case Opcode::Less:
    return l < r;
  case Opcode::LessEqual:
    return l <= r;
  case Opcode::Greater:
    return l > r;
  case Opcode::GreaterEqual:
    return l >= r;
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> foldArithmetic(Opcode opcode, uint64_t l, uint64_t r) {
  switch (opcode) {
  case Opcode::Add:
    return int64_t(l + r);
  case Opcode::Subtract:
    return int64_t(l - r);
  case Opcode::Multiply:
    return int64_t(l * r);
  case Opcode::ShiftLeft:
    return r < 64 ? std::optional<int64_t>(int64_t(l << r)) : std::nullopt;
  case Opcode::And:
    return int64_t(l & r);
  case Opcode::Or:
    return int64_t(l | r);
  case Opcode::Xor:
    return int64_t(l ^ r);
  default:
    return std::nullopt;
  }
}

std::optional<int64_t> fold(Opcode opcode, int64_t l, int64_t r, bool isSigned) {
  if (opcode == Opcode::Equal)
    return l == r;
  if (opcode == Opcode::NotEqual)
    return l != r;
  if (auto result = isSigned ? compare(opcode, l, r) : compare(opcode, uint64_t(l), uint64_t(r)))
    return result;
  return foldArithmetic(opcode, uint64_t(l), uint64_t(r));
}

bool isCommutative(Opcode opcode) {
  switch (opcode) {
  case Opcode::Add:
  case Opcode::Multiply:
  case Opcode::And:
  case Opcode::Or:
  case Opcode::Xor:
  case Opcode::Equal:
  case Opcode::NotEqual:
    return true;
  default:
    return false;
  }
}

} // namespace

size_t TermPool::Hash::operator()(const Term &term) const {
  llvm::hash_code code = llvm::hash_combine(term.kind, term.opcode, term.generation, term.isSigned, term.bits,
                                            term.index, term.constant);
  for (TermId operand : term.operands)
    code = llvm::hash_combine(code, operand.index);
  return code;
}

TermPool::TermPool() {
  current_ = intern({.kind = TermKind::Current, .bits = 64});
  system_ = intern({.kind = TermKind::System, .bits = 64});
  returned_ = intern({.kind = TermKind::Returned, .bits = 64});
  for (uint32_t of = 0; of < std::size(subjects_); ++of)
    subjects_[of] = intern({.kind = TermKind::Subject, .bits = 64, .index = of});
}

TermPool::Flags TermPool::flagsOf(const Term &term) const {
  Flags flags;
  flags.parameter = term.kind == TermKind::Parameter;
  switch (term.kind) {
  case TermKind::Local:
  case TermKind::Result:
  case TermKind::Phi:
  case TermKind::Opaque:
  case TermKind::Filled:
  case TermKind::Merged:
    flags.exportable = false;
    break;
  default:
    break;
  }
  flags.atoms = term.kind >= TermKind::Result && term.kind <= TermKind::Merged;
  if (flags.atoms)
    flags.atomMask = uint64_t(1) << ((term.index * 8 + uint32_t(term.kind) + term.generation * 5) % 64);
  for (TermId operand : term.operands) {
    const Flags &of = flags_[operand.index];
    flags.exportable &= of.exportable;
    flags.parameter |= of.parameter;
    flags.atoms |= of.atoms;
    flags.atomMask |= of.atomMask;
    flags.depth = std::max(flags.depth, of.depth + 1);
  }
  return flags;
}

TermId TermPool::intern(Term term) {
  auto found = ids_.find(term);
  if (found != ids_.end())
    return found->second;
  TermId id(uint32_t(terms_.size()));
  flags_.push_back(flagsOf(term));
  terms_.push_back(term);
  ids_.emplace(std::move(term), id);
  return id;
}

uint32_t TermPool::internText(std::string_view text) {
  auto [at, isNew] = textIds_.try_emplace(std::string(text), uint32_t(texts_.size()));
  if (isNew)
    texts_.emplace_back(text);
  return at->second;
}

TermId TermPool::parameter(uint32_t index, uint32_t bits) {
  return intern({.kind = TermKind::Parameter, .bits = bits, .index = index});
}

TermId TermPool::global(std::string_view symbol) {
  return intern({.kind = TermKind::Global, .bits = 64, .index = internText(symbol)});
}

TermId TermPool::local(uint32_t index) {
  return intern({.kind = TermKind::Local, .bits = 64, .index = index});
}

TermId TermPool::constant(int64_t value, uint32_t bits) {
  // Width does not distinguish constants: NULL, 0 and 0L compare equal everywhere.
  (void)bits;
  return intern({.kind = TermKind::Constant, .bits = 64, .constant = value});
}

TermId TermPool::string(std::string_view text) {
  return intern({.kind = TermKind::String, .bits = 64, .index = internText(text)});
}

TermId TermPool::atom(TermKind kind, uint32_t index, uint32_t bits) {
  return intern({.kind = kind, .bits = bits, .index = index});
}

TermId TermPool::load(TermId address, TermId version, uint32_t bits) {
  Term term{.kind = TermKind::Load, .bits = bits, .operands = {address}};
  if (version.valid())
    term.operands.push_back(version);
  return intern(std::move(term));
}

TermId TermPool::extract(TermId aggregate, int64_t offset, uint32_t bits) {
  const Term &from = terms_[aggregate.index];
  if (from.kind == TermKind::Constant && from.constant == 0)
    return aggregate;
  // A struct that is one scalar is that scalar.
  if (offset == 0 && bits != 0 && from.bits == bits && from.kind != TermKind::Load)
    return aggregate;
  if (from.kind == TermKind::Extract)
    return extract(from.operands[0], from.constant + offset, bits);
  if (from.kind == TermKind::Load) {
    TermId version = from.operands.size() > 1 ? from.operands[1] : TermId();
    TermId address = from.operands[0];
    return load(this->offset(address, offset), version, bits);
  }
  return intern({.kind = TermKind::Extract, .bits = bits, .constant = offset, .operands = {aggregate}});
}

TermId TermPool::offset(TermId base, int64_t bytes) {
  const Term &term = terms_[base.index];
  if (term.kind == TermKind::Offset) {
    TermId inner = term.operands[0];
    return offset(inner, term.constant + bytes);
  }
  if (term.kind == TermKind::Constant)
    return constant(term.constant + bytes);
  if (bytes == 0)
    return base;
  return intern({.kind = TermKind::Offset, .bits = 64, .constant = bytes, .operands = {base}});
}

TermId TermPool::element(TermId base, TermId index, int64_t stride) {
  if (auto value = constantOf(index))
    return offset(base, *value * stride);
  return intern({.kind = TermKind::Element, .bits = 64, .constant = stride, .operands = {base, index}});
}

TermId TermPool::bitField(TermId address, uint32_t bitOffset) {
  return intern({.kind = TermKind::BitField, .bits = 64, .constant = bitOffset, .operands = {address}});
}

TermId TermPool::unary(Opcode opcode, TermId operand, uint32_t bits) {
  if (auto value = constantOf(operand)) {
    switch (opcode) {
    case Opcode::Negate:
      return constant(-uint64_t(*value));
    case Opcode::BitNot:
      return constant(truncate(~*value, bits, true));
    case Opcode::LogicalNot:
      return constant(*value == 0);
    default:
      break;
    }
  }
  return intern({.kind = TermKind::Unary, .opcode = opcode, .bits = bits, .operands = {operand}});
}

/// (x | c) & mask and (x & c) & mask, as far as the constants decide them.
std::optional<TermId> TermPool::foldMask(TermId value, int64_t mask, ir::Type operandType, uint32_t bits) {
  const Term term = terms_[value.index];
  if (term.kind != TermKind::Binary)
    return std::nullopt;
  auto known = constantOf(term.operands[1]);
  if (!known)
    return std::nullopt;
  if (term.opcode == Opcode::Or && (*known & mask) == mask)
    return constant(mask);
  if (term.opcode == Opcode::Or && (*known & mask) == 0)
    return binary(Opcode::And, term.operands[0], constant(mask), operandType, bits);
  if (term.opcode == Opcode::And && (*known & mask) == 0)
    return constant(0);
  if (term.opcode == Opcode::And)
    return binary(Opcode::And, term.operands[0], constant(*known & mask), operandType, bits);
  return std::nullopt;
}

TermId TermPool::binary(Opcode opcode, TermId left, TermId right, ir::Type operandType, uint32_t bits) {
  auto l = constantOf(left), r = constantOf(right);
  if (l && r)
    if (auto value = fold(opcode, *l, *r, operandType.isSigned))
      return constant(truncate(*value, ir::isComparison(opcode) ? 64 : bits, operandType.isSigned));
  if (opcode == Opcode::And && r)
    if (auto masked = foldMask(left, *r, operandType, bits))
      return *masked;
  bool isPointer = operandType.bits == 64 || operandType.bits == 0;
  if (isPointer && r && (opcode == Opcode::Add || opcode == Opcode::Subtract))
    return offset(left, opcode == Opcode::Add ? *r : -*r);
  if (left == right && (opcode == Opcode::Equal || opcode == Opcode::NotEqual))
    return constant(opcode == Opcode::Equal);
  const bool areGlobals = left != right && terms_[left.index].kind == TermKind::Global &&
                          terms_[right.index].kind == TermKind::Global;
  if (areGlobals && (opcode == Opcode::Equal || opcode == Opcode::NotEqual))
    return constant(opcode == Opcode::NotEqual);
  // Constants to the right, otherwise by id: `a == b` and `b == a` are one term.
  if (isCommutative(opcode) && (l || (!r && right < left)))
    std::swap(left, right);
  bool keepsSign = ir::isComparison(opcode) && opcode != Opcode::Equal && opcode != Opcode::NotEqual;
  return intern({.kind = TermKind::Binary,
                 .opcode = opcode,
                 .isSigned = keepsSign && operandType.isSigned,
                 .bits = bits,
                 .operands = {left, right}});
}

TermId TermPool::cast(TermId operand, ir::Type from, ir::Type to) {
  if (auto value = constantOf(operand))
    return constant(truncate(*value, to.bits, to.isSigned));
  if (from.bits == to.bits)
    return operand;
  return intern({.kind = TermKind::Cast,
                 .isSigned = from.isSigned,
                 .bits = to.bits,
                 .constant = to.isSigned,
                 .operands = {operand}});
}

TermId TermPool::applied(std::string_view function, std::vector<TermId> arguments, uint32_t bits) {
  return intern({.kind = TermKind::Applied,
                 .bits = bits,
                 .index = internText(function),
                 .operands = std::move(arguments)});
}

TermId TermPool::tuple(std::vector<TermId> elements) {
  return intern({.kind = TermKind::Tuple, .operands = std::move(elements)});
}

TermId TermPool::make(const Term &term, std::vector<TermId> operands) {
  return term.operands.empty() ? intern(term) : rebuild(term, std::move(operands));
}

TermId TermPool::previousGeneration(TermId atom) {
  Term term = terms_[atom.index];
  term.generation = 1;
  return intern(std::move(term));
}

bool TermPool::isAtom(TermId id) const {
  TermKind kind = terms_[id.index].kind;
  return kind >= TermKind::Result && kind <= TermKind::Merged;
}

bool TermPool::mentions(TermId id, TermId part) const {
  if (id == part)
    return true;
  const uint64_t wanted = flags_[part.index].atomMask;
  if ((flags_[id.index].atomMask & wanted) != wanted)
    return false;
  const auto &operands = terms_[id.index].operands;
  return std::any_of(operands.begin(), operands.end(), [&](TermId o) { return mentions(o, part); });
}

std::optional<int64_t> TermPool::constantOf(TermId id) const {
  const Term &term = terms_[id.index];
  if (term.kind != TermKind::Constant)
    return std::nullopt;
  return term.constant;
}

std::pair<TermId, int64_t> TermPool::split(TermId address) const {
  const Term &term = terms_[address.index];
  if (term.kind == TermKind::Offset)
    return {term.operands[0], term.constant};
  return {address, 0};
}

TermId TermPool::rebuild(const Term &term, std::vector<TermId> operands) {
  ir::Type type{.typeClass = ir::TypeClass::Integer, .isSigned = term.isSigned, .bits = term.bits};
  switch (term.kind) {
  case TermKind::Load:
    return load(operands[0], operands.size() > 1 ? operands[1] : TermId(), term.bits);
  case TermKind::Extract:
    return extract(operands[0], term.constant, term.bits);
  case TermKind::Offset:
    return offset(operands[0], term.constant);
  case TermKind::Element:
    return element(operands[0], operands[1], term.constant);
  case TermKind::BitField:
    return bitField(operands[0], uint32_t(term.constant));
  case TermKind::Unary:
    return unary(term.opcode, operands[0], term.bits);
  case TermKind::Binary:
    return binary(term.opcode, operands[0], operands[1], type, term.bits);
  case TermKind::Cast: {
    ir::Type to{.typeClass = ir::TypeClass::Integer, .isSigned = term.constant != 0, .bits = term.bits};
    ir::Type from{.typeClass = ir::TypeClass::Integer, .isSigned = term.isSigned, .bits = 0};
    return cast(operands[0], from, to);
  }
  case TermKind::Applied: {
    Term applied = term;
    applied.operands = std::move(operands);
    return intern(std::move(applied));
  }
  case TermKind::Tuple:
    return tuple(std::move(operands));
  default:
    assert(false && "leaf terms have no operands");
    return TermId();
  }
}

} // namespace hookqual::infer
