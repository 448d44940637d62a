// SPDX-License-Identifier: MIT
// What a function ensures: one outcome for each way of returning that a caller can tell
// apart by the returned value, or that leaves different objects checked.
#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>

namespace hookqual::infer {

namespace {

constexpr size_t kMaxOutcomes = 12;

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
      if (terms_.isExportable(held.objects) && (!held.mode.valid() || terms_.isExportable(held.mode)))
        to.push_back(held);
    }
    std::sort(to.begin(), to.end());
  };
  exported(state.held, outcome.held);
  for (const CheckedLookup &checked : state.checkedLookups)
    if (terms_.isExportable(checked.second))
      outcome.checkedLookups.push_back(checked);
  recordLookup(state, value);
  exported(state.rejected, outcome.rejected);
  outcome.guard = guardOf(state);
  recordStores(state);
  returns_.push_back(std::move(outcome));
}

void FunctionAnalysis::recordStores(const State &state) {
  std::vector<StoreEffect> stores;
  auto add = [&](const Memory::Key &key, uint64_t bits, TermId value) {
    if (terms_[key.first].kind == TermKind::Parameter && terms_.isExportable(value))
      stores.push_back({terms_.offset(key.first, key.second), bits, value});
  };
  for (const auto &[key, aggregate] : state.memory.aggregates())
    add(key, aggregate.bytes * 8, aggregate.value);
  for (const auto &[key, cell] : state.memory.cells())
    add(key, cell.bits, cell.value);
  if (!hasReturned_)
    result_.mustStore = std::move(stores);
  else
    std::erase_if(result_.mustStore, [&](const StoreEffect &one) {
      return std::find(stores.begin(), stores.end(), one) == stores.end();
    });
  hasReturned_ = true;
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
}

} // namespace hookqual::infer
