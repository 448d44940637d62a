// SPDX-License-Identifier: MIT
#include "analyzer/infer/RuleRun.h"

#include "analyzer/infer/AskedRight.h"
#include "analyzer/infer/CallOrder.h"
#include "analyzer/infer/Exemptions.h"
#include "analyzer/infer/FunctionAnalysis.h"
#include "analyzer/infer/OperationPlaces.h"

#include <algorithm>

namespace hookqual::infer {

using ir::EntryClass;
using ir::FunctionId;

namespace {

constexpr uint32_t kMaxFunctionVisits = 8;

// Of functions for one rule. On Linux 6.12 no rule of the pack needs 700; a requirement on no
// object that nothing meets reaches half of the kernel's functions.
constexpr uint64_t kMostAnalyses = 4096, kLastAnalyses = 512;

} // namespace

RuleRun::RuleRun(Inference &owner, const rules::Rule &rule, Climbing climbing, OtherRights otherRights)
    : owner_(owner), program_(owner.program_), climbing_(climbing),
      binding_(bindRule(owner.program_, rule, owner.knowledge_.yieldingCurrent())),
      terms_(std::make_shared<TermPool>()),
      summaries_(owner.program_, owner.views_, owner.summaries_, *terms_, owner.knowledge_, owner.ablation_),
      order_(owner.ranks_), isConsulted_(owner.program_.functionCount()) {
  terms_->describeCurrent(recordOfCurrent(program_, owner.knowledge_.yieldingCurrent()));
  binding_.rule.ignoresOtherRights = otherRights == OtherRights::Ignored;
  result_.rule = &rule;
  result_.terms = terms_;
  result_.messages = binding_.messages;
  result_.modeParameters = binding_.rule.modeParameters;
  for (const BoundSlot &slot : binding_.rule.slots)
    result_.alternativeOfSlot.push_back(slot.alternative);
}

/// The terms are copied: what continuing finds must not depend on who continued before.
RuleRun::RuleRun(const RuleRun &base, Inference &owner, Next next)
    : owner_(owner), program_(owner.program_), climbing_(base.climbing_), binding_(base.binding_),
      terms_(std::make_shared<TermPool>(*base.terms_)),
      summaries_(owner.program_, owner.views_, owner.summaries_, *terms_, owner.knowledge_, owner.ablation_),
      result_(base.result_), authorizerDistance_(base.authorizerDistance_),
      order_(next == Next::CalleesFirst ? owner.ranks_ : owner.entryDistances()), told_(base.told_),
      analysed_(base.analysed_), isConsulted_(base.isConsulted_) {
  result_.terms = terms_;
}

void RuleRun::seed() {
  const BoundRule &rule = binding_.rule;
  for (const FunctionId function : functionsWithOperations(program_, rule)) {
    push(function);
    result_.hasOperation = true;
  }
  result_.hasAuthorizer = callsAuthorizer();
  authorizerDistance_ = std::make_shared<const std::vector<uint32_t>>(
      callDistances(program_, functionsAsking(program_, rule), kMaxAuthorizerDepth));
}

bool RuleRun::callsAuthorizer() const {
  const auto isCalled = [&](const auto &each) { return !program_.functionsCalling(each.first).empty(); };
  const auto isStored = [&](const auto &each) { return !program_.functionsStoring(each.first).empty(); };
  return std::ranges::any_of(binding_.rule.slotsOfAuthorizer, isCalled) ||
         std::ranges::any_of(binding_.rule.slotsOfStore, isStored);
}

void RuleRun::start() {
  seed();
  settle();
}

bool RuleRun::restart(FunctionId changed, bool hasOtherSummary) {
  const auto pushIfKnown = [&](FunctionId function) {
    if (result_.signatures.contains(function))
      push(function);
  };
  pushIfKnown(changed);
  if (hasOtherSummary)
    for (FunctionId caller : program_.callersOf(changed))
      pushIfKnown(caller);
  return !worklist_.empty();
}

void RuleRun::settle() {
  if (!goOn(kMostAnalyses))
    return;
  ++result_.overflows.climbs;
  std::set<Order> left = std::exchange(worklist_, {});
  order_ = owner_.entryDistances();
  for (const auto &[order, function] : left)
    push(function);
  goOn(kLastAnalyses);
  worklist_.clear();
}

bool RuleRun::goOn(uint64_t analyses) {
  const uint64_t end = result_.analyses + analyses;
  while (!worklist_.empty() && result_.analyses < end)
    settleNext();
  return !worklist_.empty();
}

void RuleRun::settleNext() {
  const FunctionId function = worklist_.begin()->second;
  worklist_.erase(worklist_.begin());
  const Signature before = result_.signatures[function];
  analyse(function);
  // What was found when a caller asked for it is news to the other callers.
  const bool isFirst = told_.insert(function).second;
  const bool matters = !before.isTrivial() || !result_.signatures[function].isTrivial();
  if (matters && (isFirst || !sameMeaning(before, result_.signatures[function])))
    pushCallers(function);
}

RuleResult RuleRun::finish(std::span<const FunctionId> asked) {
  collectErrors();
  collectNotes();
  collectOperations();
  collectDependencies();
  describeSilence();
  for (FunctionId function : asked) // after the errors, which must not depend on who asks
    signature(function);
  return std::move(result_);
}

const Signature *RuleRun::signature(FunctionId function) {
  isConsulted_[function.index] = true;
  auto known = result_.signatures.find(function);
  if (inProgress_.contains(function))
    return provisional(function);
  if (known == result_.signatures.end() || stale_.contains(function)) {
    if ((*authorizerDistance_)[function.index] == 0)
      return nullptr;
    analyse(function);
    known = result_.signatures.find(function);
  }
  if (known == result_.signatures.end() || !known->second.isAnalysed || known->second.isTrivial())
    return nullptr;
  return &known->second;
}

/// In a cycle a function that is being analysed requires nothing and ensures everything at
/// first, which is to say that it does not return; then what the last round found.
const Signature *RuleRun::provisional(FunctionId function) {
  const Signature &known = result_.signatures[function];
  const bool isKnown = known.isAnalysed && !known.isTrivial();
  if ((*authorizerDistance_)[function.index] == 0) // it requires something, if anything
    return isKnown ? &known : nullptr;
  for (FunctionId user : inProgress_)
    if (user != function)
      usedProvisional_[function].insert(user);
  usedProvisional_[function];
  return isKnown || !known.isAnalysed ? &known : nullptr;
}

void RuleRun::analyse(FunctionId function) {
  for (;;) {
    const Signature before = result_.signatures[function];
    analyseOnce(function);
    auto used = usedProvisional_.find(function);
    if (used == usedProvisional_.end())
      return;
    const std::set<FunctionId> users = std::move(used->second);
    usedProvisional_.erase(used);
    if (sameMeaning(before, result_.signatures[function]))
      return;
    // Those that relied on the last round are asked again, unless they are still at work.
    for (FunctionId user : users)
      if (!inProgress_.contains(user))
        stale_.insert(user);
  }
}

void RuleRun::analyseOnce(FunctionId function) {
  ++result_.analyses;
  if (++visits_[function] > kMaxFunctionVisits) {
    ++result_.overflows.visits;
    stale_.erase(function);
    result_.signatures[function].outcomes = {Outcome{}}; // may return in any way, and ensures nothing
    result_.signatures[function].isAnalysed = true;
    return;
  }
  result_.mostVisits = std::max<uint64_t>(result_.mostVisits, visits_[function]);
  inProgress_.insert(function);
  stale_.erase(function);
  auto analysed = std::make_shared<Analysed>();
  Notes *outer = std::exchange(noted_, &analysed->notes);
  FunctionResult found = FunctionAnalysis(*this, binding_.rule, view(function)).run();
  dropExempted(found.signature);
  noted_ = outer;
  inProgress_.erase(function);
  analysed->operations = std::move(found.operations);
  analysed->errors = std::move(found.errors);
  analysed_[function] = std::move(analysed);
  result_.checks[function] = std::move(found.checks);
  result_.signatures[function] = std::move(found.signature);
}

void RuleRun::dropExempted(Signature &signature) {
  std::erase_if(signature.obligations, [&](const Obligation &obligation) {
    auto exemption = exemptionOf(program_, *terms_, *result_.rule, obligation);
    if (exemption)
      noteExemption(*exemption, obligation);
    return exemption.has_value();
  });
}

void RuleRun::pushCallers(FunctionId function) {
  const Signature &signature = result_.signatures[function];
  if (climbing_ == Climbing::NotAtAll)
    return;
  for (FunctionId caller : program_.callersOf(function)) {
    bool needsIt = !signature.obligations.empty() || !signature.secondLookups.empty() ||
                   result_.signatures.contains(caller);
    if (needsIt)
      push(caller);
  }
}

void RuleRun::addError(Obligation obligation, FunctionId root, ir::Entry entry) {
  if (auto exemption = exemptionOf(program_, *terms_, *result_.rule, obligation)) {
    noteExemption(*exemption, obligation);
    return;
  }
  obligation.isSecondLookup |=
      relookups_.contains({obligation.operation, obligation.function, obligation.site});
  result_.errors.push_back({std::move(obligation), root, std::move(entry)});
}

void RuleRun::collectErrorsOf(FunctionId function, const Signature &signature) {
  const ir::Entry entry = program_.entry(function);
  const bool hasCallers = !program_.callersOf(function).empty();
  for (const Obligation &obligation : signature.obligations) {
    if (climbing_ == Climbing::NotAtAll) {
      if (obligation.function == function)
        addError(obligation, function, {});
      continue;
    }
    if (entry.entryClass == EntryClass::SystemCall || entry.entryClass == EntryClass::OpTable)
      addError(obligation, function, entry);
    else if (!hasCallers && obligation.alternatives.empty()) // no caller could have checked it
      addError(obligation, function, {});
    else if (!hasCallers)
      result_.assumptions.push_back({obligation, function, entry});
  }
}

void RuleRun::collectErrors() {
  for (const auto &[function, analysed] : analysed_)
    relookups_.insert(analysed->notes.relookups.begin(), analysed->notes.relookups.end());
  for (const auto &[function, analysed] : analysed_)
    for (const LocalError &error : analysed->errors)
      addError(error.obligation, function, {});
  for (const auto &[function, signature] : result_.signatures)
    if (!signature.obligations.empty())
      collectErrorsOf(function, signature);
}

void RuleRun::collectNotes() {
  const auto collect = [&](const Notes &notes) {
    for (const auto &[exemption, operation] : notes.exemptions) {
      result_.usedExemptions.insert(exemption);
      exempt_.insert(operation);
      ++result_.exempted;
    }
  };
  for (const auto &[function, analysed] : analysed_)
    collect(analysed->notes);
  collect(ofEntries_);
}

void RuleRun::collectDependencies() {
  for (uint32_t function = 0; function < isConsulted_.size(); ++function)
    if (isConsulted_[function])
      result_.dependencies.consulted.emplace_back(function);
  for (const auto &[function, signature] : result_.signatures)
    if (!signature.obligations.empty() || !signature.secondLookups.empty())
      result_.dependencies.requiring.push_back(function);
}

void RuleRun::collectOperations() {
  for (const auto &[function, analysed] : analysed_) {
    std::set<uint32_t> places; // two operations of a rule may be one call
    for (const auto &[site, note] : analysed->operations) {
      places.insert(site.site);
      result_.operationSites.emplace(site, note).first->second.isExempt = exempt_.contains(site);
    }
    result_.operations += places.size();
  }
}

void RuleRun::describeSilence() {
  auto note = [&](const std::string &text) {
    result_.silence += (result_.silence.empty() ? "" : "; ") + text;
  };
  if (!result_.hasAuthorizer)
    note((result_.rule->anyOf.front().isStore ? "no store to `" : "no call of `") +
         result_.rule->anyOf.front().function + "` in the captured code");
  if (!result_.hasOperation || result_.operations == 0)
    note("no operation in the captured code");
}

} // namespace hookqual::infer
