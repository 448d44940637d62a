// SPDX-License-Identifier: MIT
// Forgetting what is dead and joining states that hold the same qualifiers.
#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>

namespace hookqual::infer {

using ir::BlockId;
using ir::ValueId;

namespace {

void collectAtoms(const TermPool &terms, TermId id, std::set<TermId> &atoms) {
  if (!terms.hasAtoms(id))
    return;
  if (terms.isAtom(id))
    atoms.insert(id);
  for (TermId operand : terms[id].operands)
    collectAtoms(terms, operand, atoms);
}

bool onlyMentions(const TermPool &terms, TermId id, const std::set<TermId> &atoms) {
  if (!terms.hasAtoms(id))
    return true;
  if (terms.isAtom(id))
    return atoms.contains(id);
  const auto operands = terms[id].operands;
  return std::all_of(operands.begin(), operands.end(),
                     [&](TermId o) { return onlyMentions(terms, o, atoms); });
}

} // namespace

void FunctionAnalysis::prune(State &state, BlockId block) {
  const auto &live = view_.liveInto(block);
  std::erase_if(state.values, [&](const auto &entry) {
    return !std::binary_search(live.begin(), live.end(), entry.first);
  });
  std::set<TermId> atoms;
  for (const auto &[value, term] : state.values)
    collectAtoms(terms_, term, atoms);
  // What a live base holds is live; what lies behind a dead one cannot be reached again.
  for (size_t before = atoms.size() + 1; before != atoms.size();) {
    before = atoms.size();
    state.memory.forEachEntry([&](TermId base, TermId value) {
      if (onlyMentions(terms_, base, atoms))
        collectAtoms(terms_, value, atoms);
    });
  }
  state.memory.eraseBases([&](TermId base) { return !onlyMentions(terms_, base, atoms); });
  // What is known of a dead name is known of its live equal.
  for (const auto &[from, to] : state.equalities)
    if (onlyMentions(terms_, from, atoms) || onlyMentions(terms_, to, atoms)) {
      collectAtoms(terms_, from, atoms);
      collectAtoms(terms_, to, atoms);
    }
  if (state.subject.valid())
    collectAtoms(terms_, state.subject, atoms);
  // A right that is not decided yet is what remains to be asked of the callers.
  for (const Held &each : state.held)
    if (each.mode.valid() && onlyMentions(terms_, each.objects, atoms))
      collectAtoms(terms_, each.mode, atoms);
  auto isDead = [&](TermId term) { return !onlyMentions(terms_, term, atoms); };
  std::erase_if(state.held,
                [&](const Held &h) { return isDead(h.objects) || (h.mode.valid() && isDead(h.mode)); });
  std::erase_if(state.rejected, [&](const Held &h) { return isDead(h.objects); });
  std::erase_if(state.facts, [&](const auto &fact) { return isDead(fact.first); });
  std::erase_if(state.equalities, [&](const auto &e) { return isDead(e.first) || isDead(e.second); });
  std::erase_if(state.pending, isDead);
  std::erase_if(state.implications, [&](const auto &i) { return isDead(i.first); });
  // Of a key that is dead nothing can be looked up again.
  std::erase_if(state.lookups, [&](const auto &l) { return isDead(l.first) || isDead(l.second); });
  std::set<CheckedLookup> checked;
  for (const auto &[slot, key, atom] : state.checkedLookups)
    if (!isDead(key))
      checked.insert({slot, key, atom.valid() && !isDead(atom) ? atom : TermId()});
  state.checkedLookups = std::move(checked);
}

/// Sites and blocks are numbered apart.
TermId FunctionAnalysis::mergedInside(uint32_t site) {
  constexpr uint32_t kSites = uint32_t(1) << 31;
  return terms_.atom(TermKind::Merged, kSites | site, 0);
}

/// `mask |= other` on the way round a loop: the bits that are set stay set.
void FunctionAnalysis::keepCommonBits(State &state, TermId atom, uint64_t ones) {
  if (ones == 0 || int64_t(ones) < 0)
    return;
  const uint32_t bits = terms_[atom].bits;
  const ir::Type type{.typeClass = ir::TypeClass::Integer, .isSigned = true, .bits = bits};
  const TermId masked = terms_.binary(ir::Opcode::And, atom, terms_.constant(int64_t(ones)), type, bits);
  state.facts.insert_or_assign(masked, RangeSet::of(int64_t(ones)));
}

/// A merged value holds what each of the two that it may be holds in its own state.
void FunctionAnalysis::carryToMerged(State &merged, const State &a, const State &b) {
  auto renamed = [&](const std::set<Held> &from, TermId value, TermId atom) {
    std::set<Held> result;
    for (Held held : from)
      if (terms_.mentions(held.objects, value)) {
        held.objects = terms_.replace(held.objects, value, atom);
        result.insert(held);
      }
    return result;
  };
  for (const auto &[value, atom] : merged.values) {
    auto left = a.values.find(value), right = b.values.find(value);
    if (left->second == right->second || !terms_.isAtom(atom))
      continue;
    std::set<Held> ofLeft = renamed(a.held, left->second, atom),
                   ofRight = renamed(b.held, right->second, atom);
    std::set_intersection(ofLeft.begin(), ofLeft.end(), ofRight.begin(), ofRight.end(),
                          std::inserter(merged.held, merged.held.end()));
  }
}

State FunctionAnalysis::merge(State &a, State &b, TermId mergedAtom, bool mayWiden) {
  State merged;
  merged.trace = a.trace;
  merged.subject = a.subject == b.subject ? a.subject : terms_.subject(SubjectOf::Unknown);
  // The direction of error is `unchecked`.
  std::set_intersection(a.held.begin(), a.held.end(), b.held.begin(), b.held.end(),
                        std::inserter(merged.held, merged.held.begin()));
  for (auto &[value, left] : a.values) {
    auto right = b.values.find(value);
    if (right == b.values.end())
      continue;
    if (left == right->second) {
      merged.values[value] = left;
      continue;
    }
    const ir::Value &node = function_.value(value);
    TermKind kind = node.kind == ir::ValueKind::Phi ? TermKind::Phi : TermKind::Opaque;
    TermId atom = terms_.atom(kind, value.index, node.type.bits);
    merged.values[value] = atom;
    RangeSet range = a.rangeOf(terms_, left).unite(b.rangeOf(terms_, right->second));
    if (!range.isFull() && !mayWiden)
      merged.facts.insert_or_assign(atom, range);
    if (node.type.typeClass == ir::TypeClass::Integer)
      keepCommonBits(merged, atom, a.bitsOf(terms_, left).one & b.bitsOf(terms_, right->second).one);
  }
  carryToMerged(merged, a, b);
  if (mayWiden && b.memory.keepBasesOf(terms_, a.memory))
    ++context_.overflows().stores;
  merged.memory = Memory::merge(terms_, a.memory, b.memory, mergedAtom);
  std::set_union(a.rejected.begin(), a.rejected.end(), b.rejected.begin(), b.rejected.end(),
                 std::inserter(merged.rejected, merged.rejected.begin()));
  for (auto &[from, to] : a.equalities) {
    auto other = b.equalities.find(from);
    if (other != b.equalities.end() && other->second == to)
      merged.equalities[from] = to;
  }
  for (auto &[result, ways] : a.implications) {
    auto other = b.implications.find(result);
    if (other != b.implications.end() && other->second == ways)
      merged.implications[result] = ways;
  }
  std::set_union(a.acceptedSlots.begin(), a.acceptedSlots.end(), b.acceptedSlots.begin(),
                 b.acceptedSlots.end(), std::inserter(merged.acceptedSlots, merged.acceptedSlots.begin()));
  std::set_union(a.checkedLookups.begin(), a.checkedLookups.end(), b.checkedLookups.begin(),
                 b.checkedLookups.end(), std::inserter(merged.checkedLookups, merged.checkedLookups.begin()));
  for (auto &[atom, key] : a.lookups) {
    auto other = b.lookups.find(atom);
    if (other != b.lookups.end() && other->second == key)
      merged.lookups[atom] = key;
  }
  std::set_union(a.pending.begin(), a.pending.end(), b.pending.begin(), b.pending.end(),
                 std::inserter(merged.pending, merged.pending.begin()));
  auto joinFacts = [&](State &one, State &other) {
    for (auto &[term, range] : one.facts) {
      if (merged.facts.contains(term))
        continue;
      RangeSet joined = range.unite(other.rangeOf(terms_, term));
      bool isGrowing = mayWiden && joined != range;
      if (!joined.isFull() && !isGrowing)
        merged.facts.insert_or_assign(term, joined);
    }
  };
  joinFacts(a, b);
  joinFacts(b, a);
  return merged;
}

} // namespace hookqual::infer
