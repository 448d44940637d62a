// SPDX-License-Identifier: MIT
// Where objects come from: what is checked after one lookup and used after another is two
// objects, even if both were found by the same key.
#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>

namespace hookqual::infer {

namespace {

constexpr size_t kMaxSecondLookups = 64; // a function

TermId tupleOfKey(TermPool &terms, uint32_t family, std::vector<TermId> keys) {
  keys.insert(keys.begin(), terms.constant(family));
  return terms.tuple(std::move(keys));
}

} // namespace

/// The result of the call, and what it filled in, were found by its key.
void FunctionAnalysis::noteLookup(const ir::Instruction &instruction, ir::FunctionId callee, TermId value,
                                  State &state) {
  if (instruction.callee != ir::CalleeKind::Direct)
    return;
  TermId key;
  if (const LookupKey *lookup = context_.known().lookup(view_.nameOf(instruction.symbol))) {
    std::vector<TermId> keys;
    for (uint32_t argument : lookup->arguments) {
      if (argument >= instruction.arguments.size())
        return;
      keys.push_back(state.canonical(terms_, evaluate(state, instruction.arguments[argument])));
    }
    key = tupleOfKey(terms_, lookup->family, std::move(keys));
  } else if (callee.valid() && context_.summary(callee).lookup.valid()) {
    key = substitute(state, context_.summary(callee).lookup, argumentsOf(state, instruction)).value_or(key);
  }
  if (!key.valid())
    return;
  if (terms_.isAtom(value))
    state.lookups[value] = key;
  state.lookups[terms_.atom(TermKind::Filled, instruction.site, 0)] = key;
}

void FunctionAnalysis::noteVolatileLoad(const ir::Instruction &instruction, TermId address, State &state) {
  if (!instruction.member.valid())
    return;
  if (auto family = context_.known().volatileFamily(view_.memberName(instruction.member))) {
    TermId value = terms_.atom(TermKind::Result, instruction.site, instruction.type.bits);
    state.values[instruction.result] = value;
    state.lookups[value] = tupleOfKey(terms_, *family, {state.canonical(terms_, address)});
  }
}

std::map<TermId, TermId> FunctionAnalysis::lookupsIn(const State &state, TermId objects) {
  std::map<TermId, TermId> found;
  for (const auto &[atom, key] : state.lookups)
    if (terms_.mentions(objects, atom))
      found.emplace(atom, key);
  return found;
}

std::set<TermId> FunctionAnalysis::lookupKeysOf(const State &state, TermId objects) {
  std::set<TermId> keys;
  for (const auto &[atom, key] : lookupsIn(state, objects))
    keys.insert(key);
  return keys;
}

/// Whether what is named by the atom may have been found by another lookup than `checked`.
bool FunctionAnalysis::isOtherLookup(TermId atom, const CheckedLookup &checked) const {
  if (!checked.atom.valid())
    return true;
  const Term &one = terms_[atom], &other = terms_[checked.atom];
  return one.index != other.index || one.generation != other.generation;
}

void FunctionAnalysis::noteChecked(const Held &held, State &state) {
  const uint32_t alternative = rule_.slots[held.slot].alternative;
  const bool isPredicate = rule_.rule->anyOf[alternative].isPredicate;
  if (!isPredicate && decideMode(state, alternative, held.mode) != Decision::No)
    state.acceptedSlots.insert(held.slot);
  for (const auto &[atom, key] : lookupsIn(state, held.objects))
    state.checkedLookups.insert({held.slot, key, atom});
}

bool FunctionAnalysis::isSecondLookup(const Obligation &obligation, const State &state) {
  for (const Alternative &alternative : obligation.alternatives)
    for (const auto &[atom, key] : lookupsIn(state, alternative.objects))
      for (const CheckedLookup &checked : state.checkedLookups)
        if (checked.slot == alternative.slot && checked.key == key && isOtherLookup(atom, checked))
          return true;
  return false;
}

/// The callers know whether they checked what they found by the key.
void FunctionAnalysis::claimSecondLookup(const Obligation &obligation, const State &state) {
  auto &claims = result_.signature.secondLookups;
  for (const Alternative &alternative : obligation.alternatives)
    for (TermId key : lookupKeysOf(state, alternative.objects)) {
      const SecondLookup claim{obligation.operation, obligation.function, obligation.site, alternative.slot,
                               key};
      bool isKnown = std::find(claims.begin(), claims.end(), claim) != claims.end();
      if (isKnown || !terms_.isExportable(key) || !terms_.mentionsParameter(key))
        continue;
      if (claims.size() < kMaxSecondLookups)
        claims.push_back(claim);
      else
        ++context_.overflows().obligations;
    }
}

bool FunctionAnalysis::hasChecked(const State &state, const SecondLookup &lookup) {
  return std::any_of(state.checkedLookups.begin(), state.checkedLookups.end(),
                     [&](const CheckedLookup &c) { return c.slot == lookup.slot && c.key == lookup.key; });
}

void FunctionAnalysis::inheritSecondLookups(const ir::Instruction &instruction, const Signature &signature,
                                            State &state) {
  if (!isRecording_ || signature.secondLookups.empty())
    return;
  const std::vector<TermId> arguments = argumentsOf(state, instruction);
  for (const SecondLookup &lookup : signature.secondLookups) {
    auto key = substitute(state, lookup.key, arguments);
    if (!key)
      continue;
    SecondLookup here = lookup;
    here.key = state.canonical(terms_, *key);
    auto &claims = result_.signature.secondLookups;
    if (hasChecked(state, here))
      context_.confirmRelookup(here);
    else if (terms_.isExportable(here.key) && terms_.mentionsParameter(here.key) &&
             claims.size() < kMaxSecondLookups &&
             std::find(claims.begin(), claims.end(), here) == claims.end())
      claims.push_back(here);
  }
}

/// A function that returns nothing but what it found by one key is a lookup itself.
void FunctionAnalysis::recordLookup(const State &state, TermId returned) {
  if (!returned.valid() || terms_.constantOf(returned))
    return;
  const std::set<TermId> keys = lookupKeysOf(state, returned);
  TermId key = keys.size() == 1 && terms_.isExportable(*keys.begin()) ? *keys.begin() : TermId();
  result_.lookup = hasLookup_ && result_.lookup != key ? TermId() : key;
  hasLookup_ = true;
}

} // namespace hookqual::infer
