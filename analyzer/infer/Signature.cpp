// SPDX-License-Identifier: MIT
#include "analyzer/infer/Signature.h"

#include <algorithm>

namespace hookqual::infer {

namespace {

bool sameObligation(const Obligation &a, const Obligation &b) {
  return isSameRequirement(a, b) && a.guards == b.guards;
}

bool sameOutcome(const Outcome &a, const Outcome &b) {
  return a.returned == b.returned && a.value == b.value && a.held == b.held && a.guard == b.guard &&
         a.checkedLookups == b.checkedLookups && a.stores == b.stores;
}

} // namespace

bool isSameRequirement(const Obligation &a, const Obligation &b) {
  return a.operation == b.operation && a.function == b.function && a.site == b.site &&
         a.alternatives == b.alternatives;
}

std::vector<ChainPointer> waysOf(const ChainPointer &chain, size_t limit) {
  std::vector<ChainPointer> here{chain}, ways;
  here.insert(here.end(), chain->others.begin(), chain->others.end());
  for (const ChainPointer &step : here)
    for (const ChainPointer &rest :
         step->next ? waysOf(step->next, limit) : std::vector<ChainPointer>{nullptr}) {
      if (ways.size() >= limit)
        return ways;
      auto way = std::make_shared<ChainStep>(*step);
      way->next = rest;
      way->others.clear();
      ways.push_back(std::move(way));
    }
  return ways;
}

size_t lengthOf(const ChainStep &chain) {
  size_t steps = 0;
  for (const ChainStep *step = &chain; step; step = step->next.get())
    ++steps;
  return steps;
}

bool Signature::isTrivial() const {
  return obligations.empty() && secondLookups.empty() && !ensuresSomething();
}

bool Signature::ensuresSomething() const {
  return !isAnalysed || std::any_of(outcomes.begin(), outcomes.end(), [](const Outcome &o) {
    return !o.held.empty() || !o.rejected.empty() || !o.checkedLookups.empty();
  });
}

bool sameMeaning(const Signature &a, const Signature &b) {
  return a.isAnalysed == b.isAnalysed && a.secondLookups == b.secondLookups &&
         std::equal(a.obligations.begin(), a.obligations.end(), b.obligations.begin(), b.obligations.end(),
                    sameObligation) &&
         std::equal(a.outcomes.begin(), a.outcomes.end(), b.outcomes.begin(), b.outcomes.end(), sameOutcome);
}

} // namespace hookqual::infer
