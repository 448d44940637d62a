// SPDX-License-Identifier: MIT
// Operations and inherited obligations against what the state holds.
#include "analyzer/infer/Exemptions.h"
#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>

namespace hookqual::infer {

using rules::Test;

namespace {

constexpr size_t kMaxObligations = 64; // a function
constexpr size_t kMaxGuards = 4;       // disjuncts of one obligation
constexpr size_t kMaxWays = 4;         // from one function to one operation
constexpr size_t kMaxGuardAtoms = 8;   // of one disjunct (design section 5)

RangeSet rangeOfValues(const std::vector<int64_t> &values) {
  std::vector<RangeSet::Interval> intervals;
  for (int64_t value : values)
    intervals.push_back({value, value});
  return RangeSet::fromIntervals(std::move(intervals));
}

int64_t unionOf(const std::vector<int64_t> &values) {
  int64_t bits = 0;
  for (int64_t value : values)
    bits |= value;
  return bits;
}

} // namespace

FunctionAnalysis::Decision FunctionAnalysis::decide(State &state, TermId term, Test test,
                                                    const std::vector<int64_t> &values) {
  auto within = [&](TermId what, const RangeSet &wanted) {
    RangeSet range = state.rangeOf(terms_, what);
    if (range.isSubsetOf(wanted))
      return Decision::Yes;
    return range.intersect(wanted).isEmpty() ? Decision::No : Decision::Unknown;
  };
  auto masked = [&](int64_t bits) {
    ir::Type type{.typeClass = ir::TypeClass::Integer, .isSigned = true, .bits = terms_[term].bits};
    return terms_.binary(ir::Opcode::And, term, terms_.constant(bits), type, type.bits);
  };
  RangeSet zero = RangeSet::of(0);
  switch (test) {
  case Test::Equals:
    return within(term, rangeOfValues(values));
  case Test::Has:
    return within(masked(values.front()), RangeSet::of(values.front()));
  case Test::AnyBit:
    return within(masked(unionOf(values)), zero.complement());
  case Test::Null:
    return within(term, zero);
  case Test::NotNull:
  case Test::NonZero:
    return within(term, zero.complement());
  case Test::NotNegative:
    return within(term, RangeSet::between(0, RangeSet::kMax));
  case Test::NotError:
    return within(term, RangeSet::between(-4095, 0).complement());
  case Test::Is:
    break; // needs the object, see decideCondition
  }
  return Decision::Unknown;
}

FunctionAnalysis::Decision FunctionAnalysis::decideCondition(State &state, const BoundCondition &condition,
                                                             const ir::Instruction &instruction,
                                                             int64_t memberOffset) {
  TermId term = evaluateExpression(state, condition.operand, instruction, memberOffset);
  if (!term.valid())
    return Decision::Unknown;
  if (condition.test != Test::Is)
    return decide(state, term, condition.test, condition.values);
  TermId object = evaluateExpression(state, condition.object, instruction, memberOffset);
  // Two names that are not provably equal are taken as different objects.
  bool isSame = object.valid() && state.canonical(terms_, term) == state.canonical(terms_, object);
  return isSame ? Decision::Yes : Decision::No;
}

bool FunctionAnalysis::assumeCondition(State &state, const BoundCondition &condition, bool holds,
                                       const ir::Instruction &instruction, int64_t memberOffset) {
  if (condition.test == Test::Is)
    return true;
  TermId term = evaluateExpression(state, condition.operand, instruction, memberOffset);
  return !term.valid() || assumeTest(state, term, condition.test, condition.values, holds);
}

bool FunctionAnalysis::assumeTest(State &state, TermId term, Test test, const std::vector<int64_t> &values,
                                  bool holds) {
  ir::Type type{.typeClass = ir::TypeClass::Integer, .isSigned = true, .bits = terms_[term].bits};
  auto masked = [&](int64_t bits) {
    return terms_.binary(ir::Opcode::And, term, terms_.constant(bits), type, type.bits);
  };
  RangeSet range = RangeSet::of(0).complement();
  switch (test) {
  case Test::Equals:
    range = rangeOfValues(values);
    break;
  case Test::Has:
    range = RangeSet::of(values.front());
    term = masked(values.front());
    break;
  case Test::AnyBit:
    term = masked(unionOf(values));
    break;
  case Test::Null:
    range = RangeSet::of(0);
    break;
  case Test::NotNegative:
    range = RangeSet::between(0, RangeSet::kMax);
    break;
  case Test::NotError:
    range = RangeSet::between(-4095, 0).complement();
    break;
  default:
    break;
  }
  return state.assume(terms_, term, holds ? range : range.complement());
}

FunctionAnalysis::Decision FunctionAnalysis::decideMode(State &state, uint32_t alternative, TermId mode) {
  const auto &requirement = rule_.rule->anyOf[alternative].mode;
  if (!requirement || !mode.valid())
    return Decision::Yes;
  return decide(state, state.canonical(terms_, mode), requirement->test, requirement->values);
}

bool FunctionAnalysis::isMet(State &state, const std::vector<Alternative> &alternatives) {
  for (const Alternative &alternative : alternatives)
    for (const Held &held : state.heldFor(terms_, alternative.slot, alternative.objects))
      if (decideMode(state, rule_.slots[held.slot].alternative, held.mode) == Decision::Yes)
        return true;
  return false;
}

/// A check for a right that is not known here serves as far as it is the right that is asked:
/// what remains is the requirement under the condition that it is another.
bool FunctionAnalysis::mayBeUnmet(State &state, const std::vector<Alternative> &alternatives) {
  for (const Alternative &alternative : alternatives)
    for (const Held &held : state.heldFor(terms_, alternative.slot, alternative.objects)) {
      const uint32_t index = rule_.slots[held.slot].alternative;
      if (decideMode(state, index, held.mode) != Decision::Unknown)
        continue;
      const auto &mode = rule_.rule->anyOf[index].mode;
      if (!assumeTest(state, held.mode, mode->test, mode->values, /*holds=*/false))
        return false;
    }
  return true;
}

bool FunctionAnalysis::applies(uint32_t index, const ir::Instruction &instruction, State &state) {
  const BoundOperation &operation = rule_.operations[index];
  if (!operation.within.empty() && !operation.within.contains(function_.symbol.name))
    return false;
  for (const BoundCondition &condition : operation.when) {
    Decision decision = decideCondition(state, condition, instruction, operation.memberOffset);
    // `f->mode |= BIT` sets the bits that the value surely has, not those it may have had.
    bool isStoredBit = condition.operand.root == rules::RootKind::Value && condition.test == Test::Has;
    if (decision == Decision::No || (isStoredBit && decision == Decision::Unknown))
      return false;
    if (!assumeCondition(state, condition, true, instruction, operation.memberOffset))
      return false;
  }
  for (const BoundCondition &condition : operation.unless) {
    if (decideCondition(state, condition, instruction, operation.memberOffset) == Decision::Yes)
      return false;
    if (!assumeCondition(state, condition, false, instruction, operation.memberOffset))
      return false;
  }
  return true;
}

void FunctionAnalysis::checkOperations(const std::vector<uint32_t> &operations,
                                       const ir::Instruction &instruction, State &state) {
  for (uint32_t operation : operations)
    checkOperation(operation, instruction, state);
}

void FunctionAnalysis::noteOperation(const Obligation &obligation) {
  OperationNote &note = result_.operations[{obligation.operation, obligation.function, obligation.site}];
  if (!isRecording_)
    return;
  note.isUntold |= obligation.alternatives.empty();
  if (!note.objects.valid())
    note.objects = obligation.objects();
}

void FunctionAnalysis::checkOperation(uint32_t index, const ir::Instruction &instruction, State &state) {
  // `when` narrows a copy: it is the operation that has the condition, not the path.
  State here = state;
  if (!applies(index, instruction, here))
    return;
  const BoundOperation &operation = rule_.operations[index];
  Obligation obligation{.operation = index, .function = view_.id(), .site = instruction.site};
  for (const BoundAlternative &alternative : operation.alternatives) {
    TermId objects =
        tupleOf(here, alternative.objects, alternative.contents, instruction, operation.memberOffset);
    if (objects.valid())
      obligation.alternatives.push_back({alternative.slot, here.canonical(terms_, objects)});
  }
  noteOperation(obligation);
  if (obligation.alternatives.empty())
    return;
  if (isExempt(instruction, here, obligation))
    return;
  obligation.chain = std::make_shared<ChainStep>(
      ChainStep{.function = view_.id(),
                .site = instruction.site,
                .trace = here.trace,
                .objects = obligation.alternatives.front().objects,
                .alternatives = obligation.alternatives,
                .values = plainOperands(operation.alternatives.front().objects, instruction),
                .next = nullptr});
  require(std::move(obligation), here);
}

bool FunctionAnalysis::holdsCondition(uint32_t index, size_t exemption, const ir::Instruction &instruction,
                                      State &state, TermId objects) {
  const BoundExemption &bound = rule_.exemptions[index][exemption];
  if (!bound.isUsable)
    return false;
  bool holds = std::all_of(bound.when.begin(), bound.when.end(), [&](const BoundCondition &condition) {
    return decideCondition(state, condition, instruction, rule_.operations[index].memberOffset) ==
           Decision::Yes;
  });
  if (!rule_.rule->exemptions[exemption].objectIsCurrent)
    return holds;
  const auto elements = terms_[objects].operands;
  return holds && std::any_of(elements.begin(), elements.end(), [&](TermId element) {
           return state.canonical(terms_, element) == terms_.current();
         });
}

/// Notes the exemptions whose conditions hold; true when one needs nothing else.
bool FunctionAnalysis::isExempt(const ir::Instruction &instruction, State &state, Obligation &obligation) {
  const auto &exemptions = rule_.rule->exemptions;
  TermId objects = obligation.alternatives.front().objects;
  for (size_t i = 0; i < exemptions.size(); ++i) {
    if (!holdsCondition(obligation.operation, i, instruction, state, objects))
      continue;
    obligation.heldConditions.push_back(i);
    if (!isOfOperationAlone(exemptions[i]))
      continue;
    if (isRecording_)
      context_.noteExemption(i, obligation);
    return true;
  }
  return false;
}

void FunctionAnalysis::inheritObligations(const ir::Instruction &instruction, ir::FunctionId callee,
                                          State &state) {
  const Signature *signature = context_.signature(callee);
  if (!signature)
    return;
  for (const Obligation &obligation : signature->obligations)
    inheritObligation(instruction, obligation, state);
}

/// The arguments that a callee's objects are, when each is a parameter as it stands.
std::vector<ir::ValueId> FunctionAnalysis::argumentsNamedBy(TermId objects,
                                                            const ir::Instruction &instruction) const {
  std::vector<ir::ValueId> values;
  if (!objects.valid())
    return values;
  for (TermId element : terms_[objects].operands) {
    const Term &term = terms_[element];
    if (term.kind == TermKind::Tuple)
      continue; // contents
    if (term.kind != TermKind::Parameter || term.index >= instruction.arguments.size())
      return {};
    values.push_back(instruction.arguments[term.index]);
  }
  return values;
}

void FunctionAnalysis::inheritObligation(const ir::Instruction &instruction, const Obligation &obligation,
                                         State &state) {
  std::vector<TermId> arguments = argumentsOf(state, instruction);
  for (const Guard &guard : obligation.guards) {
    State here = state;
    bool isPossible = true;
    for (const auto &[term, range] : guard)
      if (auto translated = substitute(state, term, arguments))
        isPossible = isPossible && here.assume(terms_, *translated, range);
    if (!isPossible)
      continue;
    Obligation inherited = obligation;
    inherited.guards.clear();
    inherited.alternatives.clear();
    for (const Alternative &alternative : obligation.alternatives)
      if (auto objects = substitute(state, alternative.objects, arguments))
        inherited.alternatives.push_back({alternative.slot, here.canonical(terms_, *objects)});
    TermId objects = inherited.objects();
    inherited.chain =
        std::make_shared<ChainStep>(ChainStep{.function = view_.id(),
                                              .site = instruction.site,
                                              .trace = here.trace,
                                              .objects = objects,
                                              .alternatives = inherited.alternatives,
                                              .values = argumentsNamedBy(obligation.objects(), instruction),
                                              .next = obligation.chain});
    // What a caller passes through a table hardly ever rules out what its targets do with
    // objects of their own, and the callers of all tables are the whole kernel.
    if (obligation.alternatives.empty() && instruction.callee != ir::CalleeKind::Direct)
      strand(std::move(inherited), here);
    else
      require(std::move(inherited), here);
  }
}

void FunctionAnalysis::strand(Obligation obligation, State &state) {
  if (!isRecording_)
    return;
  obligation.guards = {guardOf(state)};
  addError(std::move(obligation));
}

bool FunctionAnalysis::canTravel(TermId objects) {
  const auto elements = terms_[objects].operands;
  bool isSystem =
      std::all_of(elements.begin(), elements.end(), [&](TermId e) { return e == terms_.system(); });
  return isSystem || (terms_.isExportable(objects) && terms_.mentionsParameter(objects));
}

Guard FunctionAnalysis::guardOf(State &state) {
  Guard guard;
  if (!context_.has(Feature::Guards))
    return guard;
  for (const auto &[term, range] : state.facts) {
    if (!terms_.isExportable(term) || !terms_.mentionsParameter(term))
      continue;
    if (guard.size() >= kMaxGuardAtoms) {
      ++context_.overflows().guards;
      break;
    }
    guard.insert_or_assign(term, range);
  }
  return guard;
}

/// `exempt: {object: current}` of an object that only a caller knows to be the running task.
bool FunctionAnalysis::isExemptAsCurrent(const Obligation &obligation) {
  const auto &exemptions = rule_.rule->exemptions;
  for (const Alternative &alternative : obligation.alternatives) {
    const auto &elements = terms_[alternative.objects].operands;
    if (std::find(elements.begin(), elements.end(), terms_.current()) == elements.end())
      continue;
    for (size_t i = 0; i < exemptions.size(); ++i)
      if (exemptions[i].objectIsCurrent && exemptions[i].when.empty() && isOfOperationAlone(exemptions[i])) {
        context_.noteExemption(i, obligation);
        return true;
      }
  }
  return false;
}

/// Whether the objects were checked, all but the credentials that were judged.
bool FunctionAnalysis::wasJudgedForOther(const Alternative &alternative, State &state) {
  const auto &expressions = rule_.slots[alternative.slot].objects;
  auto isSubject = [](const BoundExpression &e) { return e.root == rules::RootKind::Subject; };
  if (std::none_of(expressions.begin(), expressions.end(), isSubject))
    return false;
  const auto wanted = terms_[alternative.objects].operands;
  return std::any_of(state.held.begin(), state.held.end(), [&](const Held &held) {
    if (held.slot != alternative.slot)
      return false;
    const auto checked = terms_[state.canonical(terms_, held.objects)].operands;
    for (size_t i = 0; i < expressions.size(); ++i)
      if (!isSubject(expressions[i]) && checked[i] != wanted[i])
        return false;
    return true;
  });
}

/// Whether the objects were checked, but with other contents that the authorizer judges.
bool FunctionAnalysis::heldOtherContents(const Alternative &alternative, State &state) {
  if (rule_.slots[alternative.slot].contents.empty())
    return false;
  const auto wanted = terms_[alternative.objects].operands;
  return std::any_of(state.held.begin(), state.held.end(), [&](const Held &held) {
    if (held.slot != alternative.slot)
      return false;
    const auto checked = terms_[state.canonical(terms_, held.objects)].operands;
    return std::equal(checked.begin(), std::prev(checked.end()), wanted.begin()) &&
           checked.back() != wanted.back();
  });
}

/// What the authorizers of the rule answered on the way here. A refusal is not what went wrong
/// if another alternative was asked after it and accepted something else.
void FunctionAnalysis::noteAnswers(Obligation &obligation, State &state) {
  bool isRefused = false, isServedOtherwise = false;
  for (const Alternative &alternative : obligation.alternatives) {
    auto isOfIt = [&](const Held &held) {
      return alternative.slot == held.slot && state.canonical(terms_, held.objects) == alternative.objects;
    };
    const bool wasRejected = std::any_of(state.rejected.begin(), state.rejected.end(), isOfIt);
    const bool hasOtherMode = std::any_of(state.held.begin(), state.held.end(), isOfIt);
    const bool sawOtherObject = state.acceptedSlots.contains(alternative.slot);
    obligation.hasOtherSubject |= wasJudgedForOther(alternative, state);
    obligation.wasCheckedEarly |= heldOtherContents(alternative, state);
    isRefused |= wasRejected;
    isServedOtherwise |= !wasRejected && (hasOtherMode || sawOtherObject);
    obligation.hasOtherMode |= hasOtherMode;
    obligation.sawOtherObject |= sawOtherObject;
  }
  obligation.wasRejected |= isRefused && !isServedOtherwise;
  obligation.isSecondLookup |= isSecondLookup(obligation, state);
}

void FunctionAnalysis::require(Obligation obligation, State &state) {
  if (!isRecording_ || isMet(state, obligation.alternatives) || !mayBeUnmet(state, obligation.alternatives))
    return;
  if (isExemptAsCurrent(obligation))
    return;
  noteAnswers(obligation, state);
  std::vector<Alternative> travelling;
  for (const Alternative &alternative : obligation.alternatives)
    if (canTravel(alternative.objects))
      travelling.push_back(alternative);
  obligation.guards = {guardOf(state)};
  if (travelling.empty())
    claimSecondLookup(obligation, state);
  // No caller knows the object, but what a caller passes may rule the operation out.
  if (travelling.empty() && obligation.guards.front().empty()) {
    addError(std::move(obligation));
    return;
  }
  obligation.alternatives = std::move(travelling);
  addObligation(std::move(obligation));
}

void FunctionAnalysis::addError(Obligation obligation) {
  auto isKnown = [&](const LocalError &error) {
    return error.obligation.operation == obligation.operation && error.obligation.site == obligation.site &&
           error.obligation.function == obligation.function &&
           error.obligation.chain->site == obligation.chain->site;
  };
  if (std::none_of(result_.errors.begin(), result_.errors.end(), isKnown))
    result_.errors.push_back({std::move(obligation)});
}

/// The shortest way stands for all; some of the others are kept, should it not exist.
void FunctionAnalysis::keepWays(ChainPointer &kept, const ChainPointer &added) {
  std::vector<ChainPointer> ways{kept};
  ways.insert(ways.end(), kept->others.begin(), kept->others.end());
  for (const ChainPointer &way : ways)
    if (way->site == added->site && way->next == added->next)
      return;
  if (ways.size() >= kMaxWays) {
    ++context_.overflows().ways;
    return;
  }
  const auto lengthOfWay = [](const ChainPointer &way) { return lengthOf(*way); };
  ways.insert(std::ranges::upper_bound(ways, lengthOf(*added), {}, lengthOfWay), added);
  auto shortest = std::make_shared<ChainStep>(*ways.front());
  shortest->others.clear();
  for (size_t i = 1; i < ways.size(); ++i) {
    auto other = std::make_shared<ChainStep>(*ways[i]);
    other->others.clear();
    shortest->others.push_back(std::move(other));
  }
  kept = std::move(shortest);
}

void FunctionAnalysis::addObligation(Obligation obligation) {
  auto &all = result_.signature.obligations;
  auto same = std::find_if(all.begin(), all.end(),
                           [&](const Obligation &other) { return isSameRequirement(other, obligation); });
  if (same == all.end()) {
    if (all.size() < kMaxObligations) {
      all.push_back(std::move(obligation));
      return;
    }
    // What cannot travel is an error here: a bound may cost precision, never a finding.
    ++context_.overflows().obligations;
    addError(std::move(obligation));
    return;
  }
  keepWays(same->chain, obligation.chain);
  const Guard &guard = obligation.guards.front();
  if (std::find(same->guards.begin(), same->guards.end(), guard) != same->guards.end())
    return;
  if (same->guards.size() < kMaxGuards) {
    same->guards.push_back(guard);
    return;
  }
  // Too many disjuncts: the obligation then holds unconditionally, which never hides one.
  if (same->guards.size() != 1 || !same->guards.front().empty())
    ++context_.overflows().guards;
  same->guards = {Guard()};
}

} // namespace hookqual::infer
