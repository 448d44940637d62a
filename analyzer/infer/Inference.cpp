// SPDX-License-Identifier: MIT
#include "analyzer/infer/Inference.h"

#include "analyzer/infer/CallOrder.h"
#include "analyzer/infer/Exemptions.h"
#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>

namespace hookqual::infer {

using ir::EntryClass;
using ir::FunctionId;

namespace {

// An authorizer that lies deeper below a call than this does not discharge at that call.
constexpr uint32_t kMaxAuthorizerDepth = 5;
constexpr uint32_t kMaxFunctionVisits = 8;

} // namespace

class Inference::RuleRun : public AnalysisContext {
public:
  RuleRun(Inference &owner, const rules::Rule &rule, Climbing climbing)
      : owner_(owner), program_(owner.program_), climbing_(climbing),
        binding_(bindRule(owner.program_, rule, owner.knowledge_.yieldingCurrent())),
        terms_(std::make_shared<TermPool>()), summaries_(owner.program_, owner.views_, owner.summaries_,
                                                         *terms_, owner.knowledge_, owner.ablation_) {
    terms_->describeCurrent(recordOfCurrent(program_, owner.knowledge_.yieldingCurrent()));
    result_.rule = &rule;
    result_.terms = terms_;
    result_.messages = binding_.messages;
    result_.modeParameters = binding_.rule.modeParameters;
    for (const BoundSlot &slot : binding_.rule.slots)
      result_.alternativeOfSlot.push_back(slot.alternative);
  }

  RuleResult run(std::span<const FunctionId> asked);

  TermPool &terms() override { return *terms_; }
  const ir::Program &program() const override { return program_; }
  const FunctionView &view(FunctionId function) override { return owner_.views_.view(function); }
  const Signature *signature(FunctionId function) override;
  const Summary &summary(FunctionId function) override { return summaries_.summary(function); }
  const KnownFunctions &known() const override { return owner_.knowledge_; }
  void confirmRelookup(const SecondLookup &lookup) override {
    relookups_.insert({lookup.operation, lookup.function, lookup.site});
  }
  Overflows &overflows() override { return result_.overflows; }
  bool has(Feature feature) const override { return owner_.ablation_.has(feature); }
  void noteExemption(size_t exemption, const Obligation &obligation) override {
    result_.usedExemptions.insert(exemption);
    exempt_.insert({obligation.operation, obligation.function, obligation.site});
    ++result_.exempted;
  }

private:
  using Order = std::pair<uint32_t, FunctionId>;

  void seed();
  void describeSilence();
  const Signature *provisional(FunctionId function);
  void analyse(FunctionId function);
  void analyseOnce(FunctionId function);
  void pushCallers(FunctionId function);
  void push(FunctionId function) { worklist_.insert({(*owner_.ranks_)[function.index], function}); }
  void dropExempted(Signature &signature);
  void collectErrors();
  void collectOperations();
  void addError(Obligation obligation, FunctionId root, ir::Entry entry);

  Inference &owner_;
  const ir::Program &program_;
  const Climbing climbing_;
  Binding binding_;
  std::shared_ptr<TermPool> terms_;
  Summaries summaries_;
  RuleResult result_;
  std::vector<uint32_t> authorizerDistance_;
  std::set<Order> worklist_;
  std::set<FunctionId> inProgress_;
  std::set<FunctionId> told_;  // whose callers heard of them
  std::set<FunctionId> stale_; // that relied on what a member of their cycle no longer says
  std::map<FunctionId, std::set<FunctionId>> usedProvisional_; // in a cycle: by whom
  std::map<FunctionId, uint32_t> visits_;
  std::map<FunctionId, std::vector<LocalError>> localErrors_;
  std::map<FunctionId, OperationSites> operations_;
  std::set<OperationSite> exempt_;
  std::set<std::tuple<uint32_t, FunctionId, uint32_t>> relookups_; // operation, function, site
};

void Inference::RuleRun::seed() {
  auto pushAll = [&](std::span<const FunctionId> functions) {
    for (FunctionId function : functions)
      push(function);
    result_.hasOperation |= !functions.empty();
  };
  const BoundRule &rule = binding_.rule;
  for (const auto &[name, operations] : rule.callOperations) {
    pushAll(program_.functionsCalling(name));
    for (FunctionId callback : program_.functionsNamed(name))
      pushAll(program_.callersOf(callback));
  }
  for (const auto &[name, operations] : rule.memberOperations)
    pushAll(program_.functionsCallingMember(name));
  for (const auto &[name, operations] : rule.storeOperations)
    pushAll(program_.functionsStoring(name));
  for (const auto &[name, operations] : rule.loadOperations)
    pushAll(program_.functionsLoading(name));
  for (const auto &[target, operations] : rule.directOperations)
    pushAll(program_.callersOf(target));
  for (const auto &[function, operations] : rule.returnOperations)
    pushAll(std::span(&function, 1));
  std::vector<FunctionId> asking;
  auto addAsking = [&](std::span<const FunctionId> functions) {
    asking.insert(asking.end(), functions.begin(), functions.end());
  };
  for (const auto &[name, slots] : rule.slotsOfAuthorizer)
    addAsking(program_.functionsCalling(name));
  for (const auto &[member, slots] : rule.slotsOfStore)
    addAsking(program_.functionsStoring(member));
  result_.hasAuthorizer = !asking.empty();
  authorizerDistance_ = callDistances(program_, asking, kMaxAuthorizerDepth);
}

RuleResult Inference::RuleRun::run(std::span<const FunctionId> asked) {
  seed();
  while (!worklist_.empty()) {
    FunctionId function = worklist_.begin()->second;
    worklist_.erase(worklist_.begin());
    Signature before = result_.signatures[function];
    analyse(function);
    // What was found when a caller asked for it is news to the other callers.
    const bool isFirst = told_.insert(function).second;
    if (isFirst || !sameMeaning(before, result_.signatures[function]))
      pushCallers(function);
  }
  collectErrors();
  describeSilence();
  for (FunctionId function : asked) // after the errors, which must not depend on who asks
    signature(function);
  return std::move(result_);
}

const Signature *Inference::RuleRun::signature(FunctionId function) {
  auto known = result_.signatures.find(function);
  if (inProgress_.contains(function))
    return provisional(function);
  if (known == result_.signatures.end() || stale_.contains(function)) {
    if (authorizerDistance_[function.index] == 0)
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
const Signature *Inference::RuleRun::provisional(FunctionId function) {
  const Signature &known = result_.signatures[function];
  const bool isKnown = known.isAnalysed && !known.isTrivial();
  if (authorizerDistance_[function.index] == 0) // it requires something, if anything
    return isKnown ? &known : nullptr;
  for (FunctionId user : inProgress_)
    if (user != function)
      usedProvisional_[function].insert(user);
  usedProvisional_[function];
  return isKnown || !known.isAnalysed ? &known : nullptr;
}

void Inference::RuleRun::analyse(FunctionId function) {
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

void Inference::RuleRun::analyseOnce(FunctionId function) {
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
  FunctionResult found = FunctionAnalysis(*this, binding_.rule, view(function)).run();
  inProgress_.erase(function);
  operations_[function] = std::move(found.operations);
  localErrors_[function] = std::move(found.errors);
  result_.checks[function] = std::move(found.checks);
  dropExempted(found.signature);
  result_.signatures[function] = std::move(found.signature);
}

void Inference::RuleRun::dropExempted(Signature &signature) {
  std::erase_if(signature.obligations, [&](const Obligation &obligation) {
    auto exemption = exemptionOf(program_, *terms_, *result_.rule, obligation);
    if (exemption)
      noteExemption(*exemption, obligation);
    return exemption.has_value();
  });
}

void Inference::RuleRun::pushCallers(FunctionId function) {
  const Signature &signature = result_.signatures[function];
  if (signature.isTrivial() || climbing_ == Climbing::NotAtAll)
    return;
  for (FunctionId caller : program_.callersOf(function)) {
    bool needsIt = !signature.obligations.empty() || !signature.secondLookups.empty() ||
                   result_.signatures.contains(caller);
    if (needsIt)
      push(caller);
  }
}

void Inference::RuleRun::addError(Obligation obligation, FunctionId root, ir::Entry entry) {
  if (auto exemption = exemptionOf(program_, *terms_, *result_.rule, obligation)) {
    noteExemption(*exemption, obligation);
    return;
  }
  obligation.isSecondLookup |=
      relookups_.contains({obligation.operation, obligation.function, obligation.site});
  result_.errors.push_back({std::move(obligation), root, std::move(entry)});
}

void Inference::RuleRun::collectErrors() {
  for (auto &[function, errors] : localErrors_)
    for (LocalError &error : errors)
      addError(std::move(error.obligation), function, {});
  for (auto &[function, signature] : result_.signatures) {
    if (signature.obligations.empty())
      continue;
    ir::Entry entry = program_.entry(function);
    bool hasCallers = !program_.callersOf(function).empty();
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
  collectOperations();
}

void Inference::RuleRun::collectOperations() {
  for (const auto &[function, found] : operations_) {
    std::set<uint32_t> places; // two operations of a rule may be one call
    for (const auto &[site, note] : found) {
      places.insert(site.site);
      result_.operationSites.emplace(site, note).first->second.isExempt = exempt_.contains(site);
    }
    result_.operations += places.size();
  }
}

void Inference::RuleRun::describeSilence() {
  auto note = [&](const std::string &text) {
    result_.silence += (result_.silence.empty() ? "" : "; ") + text;
  };
  if (!result_.hasAuthorizer)
    note((result_.rule->anyOf.front().isStore ? "no store to `" : "no call of `") +
         result_.rule->anyOf.front().function + "` in the captured code");
  if (!result_.hasOperation || result_.operations == 0)
    note("no operation in the captured code");
}

const std::vector<CheckSite> &RuleResult::checksIn(FunctionId function) const {
  static const std::vector<CheckSite> kNone;
  const auto found = checks.find(function);
  return found == checks.end() ? kNone : found->second;
}

ir::ValueId RuleResult::rightAskedFor(const CheckSite &check, const ir::Instruction &call) const {
  const int parameter = check.alternative ? modeParameters[*check.alternative] : -1;
  const bool isGiven = parameter >= 0 && size_t(parameter) < call.arguments.size();
  return isGiven ? call.arguments[size_t(parameter)] : ir::ValueId();
}

Inference::Inference(const ir::Program &program, const rules::RuleSet &rules, const Ablation &ablation)
    : program_(program), knowledge_(rules), ablation_(ablation), views_(program), summaries_(program),
      ranks_(std::make_shared<const std::vector<uint32_t>>(bottomUpRanks(program))) {}

Inference::Inference(Inference &base, const ir::Program &program, FunctionId changed)
    : program_(program), knowledge_(base.knowledge_), ablation_(base.ablation_),
      views_(program, base.views_, changed), summaries_(base.summaries_, changed), ranks_(base.ranks_) {}

Inference::~Inference() = default;

RuleResult Inference::infer(const rules::Rule &rule, std::span<const FunctionId> asked, Climbing climbing) {
  return RuleRun(*this, rule, climbing).run(asked);
}

FunctionSummary Inference::summarize(FunctionId function) {
  auto terms = std::make_shared<TermPool>();
  terms->describeCurrent(recordOfCurrent(program_, knowledge_.yieldingCurrent()));
  Summaries summaries(program_, views_, summaries_, *terms, knowledge_, ablation_);
  return {terms, summaries.summary(function)};
}

} // namespace hookqual::infer
