// SPDX-License-Identifier: MIT
// What a call leaves behind: checked objects, facts about its result, changed memory.
#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>

namespace hookqual::infer {

using rules::AcceptedResults;
using rules::Accepts;

namespace {

RangeSet acceptingRange(Accepts accepts) {
  switch (accepts.results) {
  case AcceptedResults::Zero:
    return RangeSet::of(0);
  case AcceptedResults::NonZero:
    return RangeSet::of(0).complement();
  case AcceptedResults::NotNegative:
    return RangeSet::between(0, RangeSet::kMax);
  case AcceptedResults::Positive:
    return RangeSet::between(1, RangeSet::kMax);
  case AcceptedResults::Number:
    return RangeSet::of(accepts.number);
  case AcceptedResults::Always:
    break;
  }
  return RangeSet::full();
}

/// Errors lie in [-4095, -1] (include/linux/err.h), in integers and pointers alike.
constexpr int64_t kMaxErrno = 4095;

/// Hooks and their wrappers return zero or an error; only rules that say so accept others.
RangeSet rejectingRange(Accepts accepts) {
  switch (accepts.results) {
  case AcceptedResults::Zero:
  case AcceptedResults::NotNegative:
    return RangeSet::between(-kMaxErrno, -1);
  case AcceptedResults::NonZero:
    return RangeSet::of(0);
  case AcceptedResults::Positive:
    return RangeSet::between(-kMaxErrno, 0);
  case AcceptedResults::Number:
    return RangeSet::of(accepts.number).complement();
  case AcceptedResults::Always:
    return RangeSet::empty();
  }
  return RangeSet::full();
}

std::vector<ReturnWay> unacceptedWays(Accepts accepts) {
  if (accepts.results == AcceptedResults::Always)
    return {};
  return {{rejectingRange(accepts), {}}};
}

TracePointer extend(const State &state, TraceKind kind, uint32_t site, TermId objects) {
  return std::make_shared<Trace>(
      Trace{.kind = kind, .site = site, .objects = objects, .previous = state.trace});
}

} // namespace

std::vector<State> FunctionAnalysis::authorize(const ir::Instruction &instruction,
                                               const std::vector<uint32_t> &slots, State state) {
  if (isRecording_)
    ++callStates_[instruction.site];
  std::vector<Held> passed;
  for (uint32_t slot : slots) {
    const BoundSlot &bound = rule_.slots[slot];
    TermId objects = tupleOf(state, bound.objects, bound.contents, instruction, bound.memberOffset);
    if (!objects.valid())
      continue;
    int position = rule_.modeParameters[bound.alternative];
    TermId mode;
    if (position >= 0 && size_t(position) < instruction.arguments.size())
      mode = state.canonical(terms_, evaluate(state, instruction.arguments[size_t(position)]));
    // A right that is the one that is asked for need not be remembered.
    if (decideMode(state, bound.alternative, mode) == Decision::Yes)
      mode = TermId();
    passed.push_back({slot, state.canonical(terms_, objects), mode});
    const rules::Authorizer &authorizer = rule_.rule->anyOf[bound.alternative];
    recordCheck({.site = instruction.site,
                 .slot = slot,
                 .objects = passed.back().objects,
                 .unchecked = unacceptedWays(authorizer.accepts),
                 // The same operand need not hold the same contents.
                 .values = bound.contents.empty() ? plainOperands(bound.objects, instruction)
                                                  : std::vector<ir::ValueId>(),
                 .alternative = authorizer.mode ? std::optional(bound.alternative) : std::nullopt});
  }
  forgetArguments(instruction, view_.callee(instruction.symbol), state);
  TermId result = terms_.atom(TermKind::Result, instruction.site, instruction.type.bits);
  if (instruction.result.valid())
    state.values[instruction.result] = result;
  Accepts accepts = rule_.rule->anyOf[rule_.slots[slots.front()].alternative].accepts;

  std::vector<State> split;
  TermId objects = passed.empty() ? TermId() : passed.front().objects;
  State accepted = state, rejected = std::move(state);
  if (instruction.result.valid() && view_.isUsed(instruction.result)) {
    accepted.pending.insert(result);
    rejected.pending.insert(result);
  }
  for (const Held &held : passed) {
    accepted.held.insert(held);
    noteChecked(held, accepted);
    accepted.rejected.erase(held);
    if (!rule_.rule->anyOf[rule_.slots[held.slot].alternative].isPredicate)
      rejected.rejected.insert(held);
  }
  accepted.trace = extend(accepted, TraceKind::CheckAccepted, instruction.site, objects);
  rejected.trace = extend(rejected, TraceKind::CheckRejected, instruction.site, objects);
  if (accepted.assume(terms_, result, acceptingRange(accepts)))
    split.push_back(std::move(accepted));
  if (rejected.assume(terms_, result, rejectingRange(accepts)))
    split.push_back(std::move(rejected));
  return split;
}

/// Setting a field makes its record ready.
void FunctionAnalysis::noteStored(const ir::Instruction &store, const std::vector<uint32_t> &slots,
                                  State &state) {
  if (isRecording_)
    ++callStates_[store.site];
  for (uint32_t slot : slots) {
    const BoundSlot &bound = rule_.slots[slot];
    const TermId objects = tupleOf(state, bound.objects, {}, store, bound.memberOffset);
    if (!objects.valid())
      continue;
    const Held held{slot, state.canonical(terms_, objects), TermId()};
    recordCheck({.site = store.site,
                 .slot = slot,
                 .objects = held.objects,
                 .unchecked = {},
                 .values = {},
                 .alternative = {}});
    state.held.insert(held);
    noteChecked(held, state);
    state.trace = extend(state, TraceKind::CheckAccepted, store.site, held.objects);
  }
}

bool FunctionAnalysis::assumeGuard(State &state, const Guard &guard, const std::vector<TermId> &arguments) {
  State before = state;
  for (const auto &[term, range] : guard)
    if (auto here = substitute(before, term, arguments))
      if (!state.assume(terms_, *here, range))
        return false;
  return true;
}

/// What the callee filled in and then checked is found in memory after the call.
std::vector<Held> FunctionAnalysis::translateHeld(State &after, const std::vector<Held> &exported,
                                                  const std::vector<TermId> &arguments, TermId value) {
  std::vector<Held> translated;
  for (const Held &held : exported) {
    auto objects = substitute(after, held.objects, arguments);
    auto mode = held.mode.valid() ? substitute(after, held.mode, arguments) : TermId();
    if (!objects || !mode)
      continue;
    TermId named = terms_.replace(*objects, terms_.returned(), value);
    translated.push_back({held.slot, after.canonical(terms_, named), *mode});
  }
  return translated;
}

std::optional<FunctionAnalysis::AppliedOutcome>
FunctionAnalysis::applyOutcome(const ir::Instruction &instruction, ir::FunctionId callee,
                               const Outcome &outcome, const std::vector<TermId> &arguments,
                               const State &state) {
  State next = state;
  if (!assumeGuard(next, outcome.guard, arguments))
    return std::nullopt;
  TermId value = terms_.atom(TermKind::Result, instruction.site, instruction.type.bits);
  if (outcome.value.valid())
    value = substitute(next, outcome.value, arguments).value_or(value);
  const std::vector<StoreEffect> stores = translateStores(outcome.stores, arguments, next);
  const TermId subject = subjectAfter(instruction, callee, next);
  forgetArguments(instruction, callee, next);
  next.subject = subject;
  writeStores(stores, instruction, value, next);
  std::vector<Held> held = translateHeld(next, outcome.held, arguments, value);
  std::vector<Held> rejected = translateHeld(next, outcome.rejected, arguments, value);
  if (instruction.result.valid())
    next.values[instruction.result] = value;
  if (!next.assume(terms_, value, outcome.returned))
    return std::nullopt;
  next.held.insert(held.begin(), held.end());
  for (const Held &each : held)
    noteChecked(each, next);
  for (const CheckedLookup &checked : outcome.checkedLookups)
    if (auto here = substitute(next, checked.key, arguments))
      next.checkedLookups.insert({checked.slot, next.canonical(terms_, *here), TermId()});
  noteLookup(instruction, callee, value, next);
  next.rejected.insert(rejected.begin(), rejected.end());
  if (!held.empty())
    next.trace = extend(next, TraceKind::CheckAccepted, instruction.site, held.front().objects);
  else if (!rejected.empty())
    next.trace = extend(next, TraceKind::CheckRejected, instruction.site, rejected.front().objects);
  return AppliedOutcome{std::move(next), value, std::move(held)};
}

std::vector<State> FunctionAnalysis::applyOutcomes(const ir::Instruction &instruction, ir::FunctionId callee,
                                                   const Signature &signature, State state) {
  if (isRecording_)
    ++callStates_[instruction.site];
  std::vector<TermId> arguments = argumentsOf(state, instruction);
  bool isTested = instruction.result.valid() && view_.isUsed(instruction.result);
  std::vector<State> split;
  std::vector<std::vector<Held>> heldByOutcome(signature.outcomes.size());
  for (size_t i = 0; i < signature.outcomes.size(); ++i) {
    auto applied = applyOutcome(instruction, callee, signature.outcomes[i], arguments, state);
    if (!applied)
      continue;
    for (const Held &each : applied->held)
      if (decideMode(applied->state, rule_.slots[each.slot].alternative, each.mode) == Decision::Yes)
        heldByOutcome[i].push_back(each);
    if (signature.outcomes.size() > 1 && isTested)
      applied->state.pending.insert(applied->value);
    split.push_back(std::move(applied->state));
  }
  recordOutcomeChecks(instruction, signature, heldByOutcome);
  return split;
}

/// Counted by state: one that checks another object, or for another right, may come here too.
void FunctionAnalysis::recordCheck(CheckSite check) {
  if (isRecording_)
    ++checkStates_[check];
}

void FunctionAnalysis::finishChecks() {
  for (const auto &[check, states] : checkStates_) {
    result_.checks.push_back(check);
    result_.checks.back().isCertain = states == callStates_[check.site];
  }
}

/// After which ways of returning the objects that some outcome checks are unchecked.
void FunctionAnalysis::recordOutcomeChecks(const ir::Instruction &instruction, const Signature &signature,
                                           const std::vector<std::vector<Held>> &heldByOutcome) {
  std::set<Held> all;
  for (const auto &held : heldByOutcome)
    all.insert(held.begin(), held.end());
  for (const Held &each : all) {
    std::vector<ReturnWay> unchecked;
    for (size_t i = 0; i < heldByOutcome.size(); ++i)
      if (std::find(heldByOutcome[i].begin(), heldByOutcome[i].end(), each) == heldByOutcome[i].end())
        unchecked.push_back({signature.outcomes[i].returned, signature.outcomes[i].guard});
    recordCheck({.site = instruction.site,
                 .slot = each.slot,
                 .objects = each.objects,
                 .unchecked = std::move(unchecked),
                 .values = {},
                 .alternative = {}});
  }
}

void FunctionAnalysis::applySummary(const ir::Instruction &instruction, ir::FunctionId callee, State &state) {
  const TermId result = terms_.atom(TermKind::Result, instruction.site, instruction.type.bits);
  TermId value = result;
  const bool isDirect = instruction.callee == ir::CalleeKind::Direct;
  const Summary *summary = callee.valid() ? &context_.summary(callee) : nullptr;
  std::vector<StoreEffect> stores;
  Implications implications;
  if (isDirect && context_.known().yieldsCurrent(view_.nameOf(instruction.symbol))) {
    value = terms_.current();
  } else if (isDirect && context_.known().isPure(view_.nameOf(instruction.symbol))) {
    value = applied(state, view_.nameOf(instruction.symbol), argumentsOf(state, instruction),
                    instruction.type.bits);
  } else if (summary) {
    const std::vector<TermId> arguments = argumentsOf(state, instruction);
    stores = translateStores(summary->stores, arguments, state);
    if (summary->value.valid())
      value = substitute(state, summary->value, arguments).value_or(value);
    if (value == result && instruction.result.valid() && view_.isUsed(instruction.result))
      implications = implicationsOf(instruction, summary->outcomes, state);
  }
  const TermId subject = subjectAfter(instruction, callee, state);
  forgetArguments(instruction, callee, state);
  state.subject = subject;
  writeStores(stores, instruction, value, state);
  noteLookup(instruction, callee, value, state);
  if (!instruction.result.valid())
    return;
  state.values[instruction.result] = value;
  if (implications)
    state.implications[value] = implications;
  if (!summary || summary->returned.isFull())
    return;
  // A contradiction only says that this path does not exist; the range stays unlearned then.
  State before = state;
  if (!state.assume(terms_, value, summary->returned))
    state = std::move(before);
}

/// What follows once it is known how the call returned, in terms from before the call.
Implications FunctionAnalysis::implicationsOf(const ir::Instruction &instruction,
                                              const std::vector<Outcome> &outcomes, State &before) {
  auto ways = std::make_shared<std::vector<Implication>>();
  const std::vector<TermId> arguments = argumentsOf(before, instruction);
  const TermId result = terms_.atom(TermKind::Result, instruction.site, instruction.type.bits);
  const TermId atom = terms_.atom(TermKind::Filled, instruction.site, 0);
  bool saysSomething = false;
  for (const Outcome &outcome : outcomes) {
    Implication way{.returned = outcome.returned, .facts = {}, .equalities = {}};
    if (context_.has(Feature::Guards))
      for (const auto &[term, range] : outcome.guard)
        if (auto here = substitute(before, term, arguments))
          way.facts.insert_or_assign(before.canonical(terms_, *here), range);
    if (outcome.value.valid())
      if (auto value = substitute(before, outcome.value, arguments); value && !terms_.constantOf(*value))
        way.equalities.emplace_back(result, *value);
    for (const StoreEffect &effect : translateStores(outcome.stores, arguments, before))
      if (effect.value.valid() && effect.bits <= 64 && !terms_.mentions(effect.address, terms_.returned()))
        way.equalities.emplace_back(terms_.load(effect.address, atom, uint32_t(effect.bits)), effect.value);
    saysSomething |= !way.facts.empty() || !way.equalities.empty();
    ways->push_back(std::move(way));
  }
  return saysSomething ? ways : nullptr;
}

std::vector<StoreEffect> FunctionAnalysis::translateStores(const std::vector<StoreEffect> &stores,
                                                           const std::vector<TermId> &arguments,
                                                           State &before) {
  std::vector<StoreEffect> translated;
  for (const StoreEffect &effect : stores) {
    auto address = substitute(before, effect.address, arguments);
    auto value = effect.value.valid() ? substitute(before, effect.value, arguments) : TermId();
    if (address)
      translated.push_back({*address, effect.bits, value.value_or(TermId())});
  }
  return translated;
}

/// The parts of a struct that is returned by value are no memory: they are equal to what was
/// stored there.
void FunctionAnalysis::writeStores(const std::vector<StoreEffect> &stores, const ir::Instruction &instruction,
                                   TermId value, State &state) {
  const bool isStruct = instruction.type.typeClass == ir::TypeClass::Aggregate;
  const TermId atom = terms_.atom(TermKind::Filled, instruction.site, 0);
  for (const StoreEffect &effect : stores) {
    const TermId stored =
        effect.value.valid() ? terms_.replace(effect.value, terms_.returned(), value) : TermId();
    const bool isOfResult = terms_.split(effect.address).first == terms_.returned();
    if (isOfResult && isStruct) {
      const int64_t offset = terms_.split(effect.address).second;
      // What is not equal cannot be, on a path that exists.
      if (stored.valid() && effect.bits <= 64)
        (void)state.assumeEqual(terms_, terms_.extract(value, offset, uint32_t(effect.bits)), stored);
      continue;
    }
    const TermId address = terms_.replace(effect.address, terms_.returned(), value);
    if (stored.valid())
      state.memory.write(terms_, address, uint32_t(effect.bits), stored);
    else
      state.memory.fill(terms_, address, std::max<uint64_t>(1, effect.bits / 8), atom);
  }
}

void FunctionAnalysis::forgetArguments(const ir::Instruction &instruction, ir::FunctionId callee,
                                       State &state) {
  if (callee.valid()) {
    forgetWritten(instruction, context_.summary(callee), state);
    return;
  }
  const ir::Prototype *prototype = nullptr;
  if (instruction.callee == ir::CalleeKind::Direct)
    prototype = context_.program().prototype(view_.nameOf(instruction.symbol));
  for (size_t i = 0; i < instruction.arguments.size(); ++i) {
    TermId base = terms_.split(evaluate(state, instruction.arguments[i])).first;
    bool isConst = prototype && i < prototype->parameters.size() &&
                   prototype->parameters[i].type.spelling.starts_with("const ");
    // An unseen callee may fill what it is given; whether it did is not held against what
    // was checked before, since most only read.
    if (terms_[base].kind == TermKind::Local && !isConst)
      state.memory.havoc(base, terms_.atom(TermKind::Filled, instruction.site, 0));
  }
}

/// What the callee may write where inference does not follow its stores.
void FunctionAnalysis::forgetWritten(const ir::Instruction &instruction, const Summary &summary,
                                     State &state) {
  const std::vector<TermId> arguments = argumentsOf(state, instruction);
  const TermId atom = terms_.atom(TermKind::Filled, instruction.site, 0);
  for (size_t i = 0; i < arguments.size() && i < summary.mayWrite.size(); ++i) {
    const TermId base = terms_.split(arguments[i]).first;
    const bool isLocal = terms_[base].kind == TermKind::Local;
    if (summary.mayWrite[i].empty())
      continue;
    for (ByteRange range : summary.mayWrite[i])
      if (!range.isEverything())
        state.memory.fill(terms_, terms_.offset(arguments[i], range.low), uint64_t(range.high - range.low),
                          atom);
      else if (isLocal)
        state.memory.havoc(base, atom);
    if (!isLocal)
      continue;
    // New contents are a new object: what was checked was the old one.
    std::erase_if(state.held, [&](const Held &held) {
      const auto elements = terms_[held.objects].operands;
      return std::any_of(elements.begin(), elements.end(),
                         [&](TermId e) { return terms_.split(e).first == base; });
    });
  }
}

} // namespace hookqual::infer
