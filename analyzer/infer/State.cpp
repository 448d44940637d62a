// SPDX-License-Identifier: MIT
#include "analyzer/infer/State.h"

#include "analyzer/ir/ConstantFolding.h"

#include <bit>

namespace hookqual::infer {

using ir::Opcode;

namespace {

/// Values x for which `x opcode bound` holds.
RangeSet satisfying(Opcode opcode, int64_t bound, bool isSigned) {
  switch (opcode) {
  case Opcode::Equal:
    return RangeSet::of(bound);
  case Opcode::NotEqual:
    return RangeSet::of(bound).complement();
  case Opcode::Less:
  case Opcode::GreaterEqual: {
    RangeSet below = !isSigned                 ? RangeSet::unsignedBelow(uint64_t(bound))
                     : bound == RangeSet::kMin ? RangeSet::empty()
                                               : RangeSet::between(RangeSet::kMin, bound - 1);
    return opcode == Opcode::Less ? below : below.complement();
  }
  case Opcode::Greater:
  case Opcode::LessEqual: {
    RangeSet upTo = isSigned ? RangeSet::between(RangeSet::kMin, bound)
                             : RangeSet::unsignedBelow(uint64_t(bound)).unite(RangeSet::of(bound));
    return opcode == Opcode::LessEqual ? upTo : upTo.complement();
  }
  default:
    return RangeSet::full();
  }
}

const RangeSet &nonZero() {
  static const RangeSet set = RangeSet::of(0).complement();
  return set;
}

} // namespace

Trace::~Trace() {
  // Unlink iteratively: a long path must not overflow the stack when it is released.
  TracePointer next = std::move(previous);
  while (next && next.use_count() == 1) {
    TracePointer after = std::move(const_cast<Trace &>(*next).previous);
    next = std::move(after);
  }
}

TermId State::canonical(TermPool &terms, TermId term) const {
  if (equalities.empty())
    return term;
  TermId rewritten = terms.rewrite(term, [&](TermId leaf) {
    auto at = equalities.find(leaf);
    return at == equalities.end() ? leaf : at->second;
  });
  auto whole = equalities.find(rewritten);
  return whole == equalities.end() ? rewritten : whole->second;
}

RangeSet State::binaryRange(TermPool &terms, const Term &term) const {
  auto right = terms.constantOf(term.operands[1]);
  if (ir::isComparison(term.opcode)) {
    RangeSet truth = RangeSet::between(0, 1);
    if (!right)
      return truth;
    RangeSet left = rangeOf(terms, term.operands[0]);
    RangeSet holds = satisfying(term.opcode, *right, term.isSigned);
    if (left.intersect(holds).isEmpty())
      return RangeSet::of(0);
    return left.isSubsetOf(holds) ? RangeSet::of(1) : truth;
  }
  if (term.opcode == Opcode::Or && right && *right != 0 && term.bits <= 64)
    return nonZero();
  return RangeSet::full();
}

KnownBits State::bitsOf(TermPool &terms, TermId term) const {
  const TermId id = canonical(terms, term);
  KnownBits known = hookqual::infer::bitsOf(terms, id, [&](TermId part) { return bitsOf(terms, part); });
  for (const auto &[fact, range] : facts) {
    if (fact == id)
      known = known.meet(KnownBits::of(range));
    const Term &node = terms[fact];
    if (node.kind != TermKind::Binary || node.opcode != Opcode::And || node.operands[0] != id)
      continue;
    const auto mask = terms.constantOf(node.operands[1]);
    if (!mask)
      continue;
    // `if (flags & BIT)`: the one bit that is left is set.
    const bool isOneBit = std::has_single_bit(uint64_t(*mask)) && !range.contains(0);
    const KnownBits masked = isOneBit ? KnownBits::of(*mask) : KnownBits::of(range);
    known = known.meet({masked.zero & uint64_t(*mask), masked.one & uint64_t(*mask)});
  }
  return known;
}

namespace {

/// Whether the cast leaves values of the range as they are.
bool castKeeps(const Term &cast, uint32_t from, const RangeSet &range) {
  if (cast.bits > from)
    return cast.isSigned || range.isSubsetOf(RangeSet::between(0, RangeSet::kMax));
  if (cast.bits == 0 || cast.bits >= 64)
    return false;
  const int64_t high = (int64_t(1) << (cast.bits - 1)) - 1;
  return range.isSubsetOf(RangeSet::between(cast.constant != 0 ? -high - 1 : 0, high));
}

} // namespace

RangeSet State::structuralRange(TermPool &terms, TermId id) const {
  const Term term = terms[id];
  switch (term.kind) {
  case TermKind::Constant:
    return RangeSet::of(term.constant);
  case TermKind::Global:
  case TermKind::Local:
  case TermKind::String:
  case TermKind::Current:
    return nonZero();
  case TermKind::Offset: {
    // The address of a field of a valid object is not NULL; of an unknown one it may be.
    RangeSet base = rangeOf(terms, term.operands[0]);
    return base.contains(0) || term.constant == 0 ? RangeSet::full() : nonZero();
  }
  case TermKind::Cast: {
    RangeSet inner = rangeOf(terms, term.operands[0]);
    return castKeeps(term, terms[term.operands[0]].bits, inner) ? inner : RangeSet::full();
  }
  case TermKind::Unary: {
    RangeSet inner = rangeOf(terms, term.operands[0]);
    if (term.opcode == Opcode::LogicalNot)
      return !inner.contains(0)                  ? RangeSet::of(0)
             : inner.isSubsetOf(RangeSet::of(0)) ? RangeSet::of(1)
                                                 : RangeSet::between(0, 1);
    return term.opcode == Opcode::Negate ? inner.negate() : RangeSet::full();
  }
  case TermKind::Binary: {
    bool isBitwise = term.opcode == Opcode::And || term.opcode == Opcode::Or || term.opcode == Opcode::Xor;
    RangeSet range = binaryRange(terms, term);
    return isBitwise ? range.intersect(bitsOf(terms, id).values()) : range;
  }
  default:
    return RangeSet::full();
  }
}

RangeSet State::rangeOf(TermPool &terms, TermId term) const {
  TermId id = canonical(terms, term);
  RangeSet range = structuralRange(terms, id);
  auto known = facts.find(id);
  return known == facts.end() ? range : range.intersect(known->second);
}

bool State::narrow(TermPool &terms, TermId term, const RangeSet &range) {
  RangeSet now = rangeOf(terms, term).intersect(range);
  if (now.isEmpty())
    return false;
  if (!terms.constantOf(term))
    facts.insert_or_assign(term, now);
  return implications.empty() || resolve(terms, term, now);
}

/// Learns what the one way implies that is left of a call's ways to return.
bool State::resolve(TermPool &terms, TermId term, const RangeSet &range) {
  auto entry = implications.find(term);
  if (entry == implications.end())
    return true;
  const Implications ways = entry->second;
  const Implication *left = nullptr;
  for (const Implication &way : *ways) {
    if (way.returned.intersect(range).isEmpty())
      continue;
    if (left)
      return true;
    left = &way;
  }
  if (!left)
    return false;
  implications.erase(entry);
  for (const auto &[fact, value] : left->facts)
    if (!assume(terms, fact, value))
      return false;
  for (const auto &[one, other] : left->equalities)
    if (!assumeEqual(terms, one, other))
      return false;
  return true;
}

bool State::assume(TermPool &terms, TermId term, const RangeSet &range) {
  TermId id = canonical(terms, term);
  const Term node = terms[id];
  if (rangeOf(terms, id).isSubsetOf(range))
    return true;
  if (!narrow(terms, id, range))
    return false;
  if (node.kind == TermKind::Cast) {
    const uint32_t from = terms[node.operands[0]].bits;
    const bool isSame = (node.isSigned && node.bits > from) ||
                        (node.bits < from && castKeeps(node, from, rangeOf(terms, node.operands[0])));
    return !isSame || assume(terms, node.operands[0], range);
  }
  if (node.kind == TermKind::Unary && node.opcode == Opcode::Negate)
    return assume(terms, node.operands[0], range.negate());
  if (node.kind == TermKind::Unary && node.opcode == Opcode::LogicalNot) {
    if (!range.contains(0))
      return assume(terms, node.operands[0], RangeSet::of(0));
    return range.contains(1) || assume(terms, node.operands[0], nonZero());
  }
  if (node.kind == TermKind::Binary)
    return assumeBinary(terms, id, range);
  return true;
}

bool State::assumeBinary(TermPool &terms, TermId id, const RangeSet &outcome) {
  const Term node = terms[id];
  bool isTrue = !outcome.contains(0), isFalse = outcome.contains(0) && !outcome.contains(1);
  if (node.opcode == Opcode::And && isTrue) // some bit is set, so the word is not zero
    return assume(terms, node.operands[0], nonZero());
  if (!ir::isComparison(node.opcode) || (!isTrue && !isFalse))
    return true;
  Opcode opcode = isTrue ? node.opcode : ir::invertComparison(node.opcode);
  TermId left = node.operands[0], right = node.operands[1];
  if (auto bound = terms.constantOf(right))
    return assume(terms, left, satisfying(opcode, *bound, node.isSigned));
  if (auto bound = terms.constantOf(left))
    return assume(terms, right, satisfying(ir::mirrored(opcode), *bound, node.isSigned));
  if (auto bound = rangeOf(terms, right).single())
    return assume(terms, left, satisfying(opcode, *bound, node.isSigned));
  return opcode != Opcode::Equal || assumeEqual(terms, left, right);
}

bool State::assumeEqual(TermPool &terms, TermId left, TermId right) {
  TermId a = canonical(terms, left), b = canonical(terms, right);
  if (a == b)
    return true;
  auto rank = [&](TermId t) { return std::tuple(!terms.isExportable(t), terms.depth(t), t); };
  if (rank(b) < rank(a))
    std::swap(a, b);
  RangeSet both = rangeOf(terms, a).intersect(rangeOf(terms, b));
  if (both.isEmpty())
    return false;
  if (terms.mentions(a, b))
    return true; // x == f(x) is no definition
  equalities[b] = a;
  for (auto &[from, to] : equalities)
    if (to == b)
      to = a;
  facts.erase(b);
  return narrow(terms, a, both);
}

std::vector<Held> State::heldFor(TermPool &terms, uint32_t slot, TermId objects) const {
  std::vector<Held> found;
  TermId wanted = canonical(terms, objects);
  for (const Held &each : held)
    if (each.slot == slot && (each.objects == objects || canonical(terms, each.objects) == wanted))
      found.push_back(each);
  return found;
}

namespace {

/// What names a forgotten term is left out.
template <typename Function>
Implications transformed(const std::vector<Implication> &ways, Function &replace) {
  auto result = std::make_shared<std::vector<Implication>>();
  for (const Implication &way : ways) {
    Implication renamed{.returned = way.returned, .facts = {}, .equalities = {}};
    for (const auto &[fact, range] : way.facts)
      if (TermId now = replace(fact); now.valid())
        renamed.facts.insert_or_assign(now, range);
    for (const auto &[one, other] : way.equalities)
      if (TermId a = replace(one), b = replace(other); a.valid() && b.valid())
        renamed.equalities.emplace_back(a, b);
    result->push_back(std::move(renamed));
  }
  return result;
}

} // namespace

template <typename Function> void State::transform(TermId lostSubject, Function &&replace) {
  for (auto at = values.begin(); at != values.end();) {
    at->second = replace(at->second);
    at = at->second.valid() ? std::next(at) : values.erase(at);
  }
  memory.transform(replace);
  auto transformHeld = [&](std::set<Held> &set) {
    std::set<Held> result;
    for (Held each : set) {
      each.objects = replace(each.objects);
      bool hadMode = each.mode.valid();
      if (hadMode)
        each.mode = replace(each.mode);
      if (each.objects.valid() && each.mode.valid() == hadMode)
        result.insert(each);
    }
    set = std::move(result);
  };
  transformHeld(held);
  transformHeld(rejected);
  std::map<TermId, RangeSet> newFacts;
  for (auto &[term, range] : facts)
    if (TermId now = replace(term); now.valid())
      newFacts.insert_or_assign(now, range);
  facts = std::move(newFacts);
  std::map<TermId, TermId> newEqualities;
  for (auto &[from, to] : equalities) {
    TermId a = replace(from), b = replace(to);
    if (a.valid() && b.valid() && a != b)
      newEqualities[a] = b;
  }
  equalities = std::move(newEqualities);
  std::map<TermId, TermId> newLookups;
  for (auto &[atom, key] : lookups) {
    TermId now = replace(atom), by = replace(key);
    if (now.valid() && by.valid())
      newLookups[now] = by;
  }
  lookups = std::move(newLookups);
  std::set<CheckedLookup> newChecked;
  for (auto &[slot, key, atom] : checkedLookups)
    if (TermId now = replace(key); now.valid())
      newChecked.insert({slot, now, atom.valid() ? replace(atom) : atom});
  checkedLookups = std::move(newChecked);
  std::map<TermId, Implications> newImplications;
  for (auto &[term, ways] : implications)
    if (TermId now = replace(term); now.valid())
      newImplications[now] = transformed(*ways, replace);
  implications = std::move(newImplications);
  if (subject.valid()) {
    subject = replace(subject);
    if (!subject.valid())
      subject = lostSubject;
  }
  std::set<TermId> newPending;
  for (TermId term : pending)
    if (TermId now = replace(term); now.valid())
      newPending.insert(now);
  pending = std::move(newPending);
}

void State::renewAtom(TermPool &terms, TermId atom) {
  TermId older = terms.previousGeneration(atom);
  bool isMentioned = false;
  auto look = [&](TermId term) {
    isMentioned = isMentioned || terms.mentions(term, atom) || terms.mentions(term, older);
  };
  for (auto &[value, term] : values)
    look(term);
  memory.forEachTerm(look);
  for (const Held &each : held)
    look(each.objects);
  for (const Held &each : rejected)
    look(each.objects);
  for (auto &[term, range] : facts)
    look(term);
  for (auto &[from, to] : equalities) {
    look(from);
    look(to);
  }
  for (auto &[found, key] : lookups) {
    look(found);
    look(key);
  }
  for (auto &[slot, key, found] : checkedLookups) {
    look(key);
    if (found.valid())
      look(found);
  }
  for (auto &[result, ways] : implications) {
    look(result);
    for (const Implication &way : *ways) {
      for (const auto &[fact, range] : way.facts)
        look(fact);
      for (const auto &[one, other] : way.equalities) {
        look(one);
        look(other);
      }
    }
  }
  if (subject.valid())
    look(subject);
  if (!isMentioned)
    return;
  transform(terms.subject(SubjectOf::Unknown), [&](TermId term) {
    if (terms.mentions(term, older))
      return TermId();
    if (!terms.mentions(term, atom))
      return term;
    return terms.rewrite(term, [&](TermId leaf) { return leaf == atom ? older : leaf; });
  });
}

} // namespace hookqual::infer
