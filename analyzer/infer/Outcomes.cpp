// SPDX-License-Identifier: MIT
// What a function ensures: one outcome for each way of returning that a caller can tell
// apart by the returned value, or that leaves different objects checked.
#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>

namespace hookqual::infer {

namespace {

constexpr size_t kMaxOutcomes = 12;
constexpr size_t kMaxStores = 64; // of one outcome that callers see

enum class ReturnClass { Zero, Negative, Positive, Mixed };

ReturnClass classOf(const RangeSet &range) {
  if (range.isSubsetOf(RangeSet::of(0)))
    return ReturnClass::Zero;
  if (range.isSubsetOf(RangeSet::between(RangeSet::kMin, -1)))
    return ReturnClass::Negative;
  return range.isSubsetOf(RangeSet::between(1, RangeSet::kMax)) ? ReturnClass::Positive : ReturnClass::Mixed;
}

Guard join(const Guard &a, const Guard &b) {
  Guard joined;
  for (const auto &[term, range] : a)
    if (auto other = b.find(term); other != b.end()) {
      RangeSet both = range.unite(other->second);
      if (!both.isFull())
        joined.insert_or_assign(term, both);
    }
  return joined;
}

/// What is stored on one way only, or two things, is stored with an unknown value.
std::vector<StoreEffect> joinStores(const std::vector<StoreEffect> &a, const std::vector<StoreEffect> &b) {
  std::vector<StoreEffect> joined;
  auto add = [&](const std::vector<StoreEffect> &from, const std::vector<StoreEffect> &other) {
    for (StoreEffect effect : from) {
      auto isSamePlace = [&](const StoreEffect &each) {
        return each.address == effect.address && each.bits == effect.bits;
      };
      if (std::any_of(joined.begin(), joined.end(), isSamePlace))
        continue;
      if (std::find(other.begin(), other.end(), effect) == other.end())
        effect.value = TermId();
      joined.push_back(effect);
    }
  };
  add(a, b);
  add(b, a);
  return joined;
}

void absorb(Outcome &into, const Outcome &other) {
  into.returned = into.returned.unite(other.returned);
  if (into.value != other.value)
    into.value = TermId();
  into.guard = join(into.guard, other.guard);
  std::vector<Held> common;
  std::set_intersection(into.held.begin(), into.held.end(), other.held.begin(), other.held.end(),
                        std::back_inserter(common));
  into.held = std::move(common);
  for (const Held &held : other.rejected)
    if (std::find(into.rejected.begin(), into.rejected.end(), held) == into.rejected.end())
      into.rejected.push_back(held);
  std::sort(into.rejected.begin(), into.rejected.end());
  std::vector<CheckedLookup> checked;
  std::set_union(into.checkedLookups.begin(), into.checkedLookups.end(), other.checkedLookups.begin(),
                 other.checkedLookups.end(), std::back_inserter(checked));
  into.checkedLookups = std::move(checked);
  into.stores = joinStores(into.stores, other.stores);
}

} // namespace

void FunctionAnalysis::recordReturn(State &state, ir::ValueId returned) {
  Outcome outcome;
  TermId value;
  if (returned.valid()) {
    value = state.canonical(terms_, evaluate(state, returned));
    outcome.returned = state.rangeOf(terms_, value);
    if (terms_.isExportable(value))
      outcome.value = value;
  }
  auto exported = [&](const std::set<Held> &from, std::vector<Held> &to) {
    for (Held held : from) {
      // `file = fget(fd); if (hook(file)) return ERR_PTR(..); return file;`
      if (value.valid() && terms_.isAtom(value))
        held.objects = terms_.replace(state.canonical(terms_, held.objects), value, terms_.returned());
      held.objects = inFinalMemory(state, held.objects);
      if (held.objects.valid() && terms_.isExportable(held.objects) &&
          (!held.mode.valid() || terms_.isExportable(held.mode)))
        to.push_back(held);
    }
    std::sort(to.begin(), to.end());
  };
  exported(state.held, outcome.held);
  for (const CheckedLookup &checked : state.checkedLookups)
    if (terms_.isExportable(checked.key))
      outcome.checkedLookups.push_back({checked.slot, checked.key, TermId()});
  outcome.checkedLookups.erase(std::unique(outcome.checkedLookups.begin(), outcome.checkedLookups.end()),
                               outcome.checkedLookups.end());
  recordLookup(state, value);
  recordSubject(state);
  exported(state.rejected, outcome.rejected);
  outcome.guard = guardOf(state);
  outcome.stores = exportedStores(state, returned);
  returns_.push_back(std::move(outcome));
}

/// The objects as the caller finds them when the function has returned: where memory holds them
/// then. Invalid when a part of them was overwritten since.
TermId FunctionAnalysis::inFinalMemory(State &state, TermId objects) {
  bool isStale = false;
  const TermId named = terms_.rewrite(objects, [&](TermId part) {
    const Term term = terms_[part];
    for (const auto &[key, cell] : state.memory.cells())
      if (cell.value == part && !terms_.isExportable(part) && terms_.isExportable(key.first))
        return terms_.load(terms_.offset(key.first, key.second), TermId(), cell.bits);
    if (term.kind != TermKind::Load || !terms_.isExportable(term.operands[0]))
      return part;
    const bool isThere = state.memory.read(terms_, term.operands[0], term.bits) == part;
    isStale |= !isThere && term.operands.size() == 1;
    return isThere ? terms_.load(term.operands[0], TermId(), term.bits) : part;
  });
  return isStale ? TermId() : named;
}

/// What memory holds that a caller can name, whole structs before their fields.
std::vector<StoreEffect> FunctionAnalysis::exportedStores(State &state, ir::ValueId returned) {
  std::vector<StoreEffect> stores;
  if (!context_.has(Feature::Stores))
    return stores;
  const TermId value = returned.valid() ? evaluate(state, returned) : TermId();
  const bool isStruct = function_.returnType.typeClass == ir::TypeClass::Aggregate;
  // `return path;` or `return object;`: what lies there is named after the result.
  const TermId root = !value.valid() ? TermId()
                      : isStruct && terms_[value].kind == TermKind::Load
                          ? terms_.split(terms_[value].operands[0]).first
                      : terms_.isAtom(value) ? value
                                             : TermId();
  auto exported = [&](TermId term) {
    return root.valid() ? terms_.replace(term, root, terms_.returned()) : term;
  };
  auto add = [&](const Memory::Key &key, uint64_t bits, TermId stored) {
    const TermId base = exported(key.first), now = exported(state.canonical(terms_, stored));
    const TermKind kind = terms_[base].kind;
    const TermId address = terms_.offset(base, key.second);
    const bool isPlace = kind != TermKind::Constant && kind != TermKind::String && terms_.isExportable(base);
    const bool isNews = now != terms_.load(address, TermId(), uint32_t(bits));
    if (isPlace && isNews && stores.size() < kMaxStores)
      stores.push_back({address, bits, terms_.isExportable(now) ? now : TermId()});
  };
  for (const auto &[key, aggregate] : state.memory.aggregates())
    add(key, aggregate.bytes * 8, aggregate.value);
  for (const auto &[key, cell] : state.memory.cells())
    add(key, cell.bits, cell.value);
  return stores;
}

void FunctionAnalysis::finishOutcomes() {
  std::vector<Outcome> &outcomes = result_.signature.outcomes;
  for (Outcome &outcome : returns_) {
    auto same = std::find_if(outcomes.begin(), outcomes.end(), [&](const Outcome &other) {
      return other.held == outcome.held && classOf(other.returned) == classOf(outcome.returned);
    });
    if (same != outcomes.end())
      absorb(*same, outcome);
    else
      outcomes.push_back(std::move(outcome));
  }
  while (outcomes.size() > kMaxOutcomes) {
    ++context_.overflows().outcomes;
    absorb(outcomes[outcomes.size() - 2], outcomes.back());
    outcomes.pop_back();
  }
  result_.signature.isAnalysed = true;
  for (const Outcome &outcome : outcomes)
    result_.stores =
        &outcome == &outcomes.front() ? outcome.stores : joinStores(result_.stores, outcome.stores);
}

} // namespace hookqual::infer
