// SPDX-License-Identifier: MIT
#include "analyzer/mutate/Mutation.h"

#include "analyzer/infer/InParallel.h"
#include "analyzer/infer/KeptRun.h"
#include "analyzer/witness/Findings.h"
#include "analyzer/witness/Path.h"
#include "analyzer/witness/Story.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <set>

namespace hookqual::mutate {

namespace {

/// What one rule says of one program, reduced to what two programs are compared by.
struct RuleAnswer {
  witness::Findings findings;
  std::set<std::string> routes;
  uint64_t exempted = 0, assumptions = 0, obligations = 0;
};

RuleAnswer answerOf(const ir::Program &program, infer::Inference &inference,
                    const infer::RuleResult &result) {
  RuleAnswer answer;
  answer.findings = witness::explain(program, inference, result, witness::Deciding::UntilFeasible);
  answer.exempted = result.exempted + answer.findings.exempted;
  answer.assumptions = result.assumptions.size();
  for (const auto &[function, signature] : result.signatures)
    answer.obligations += signature.obligations.size();
  for (const reports::Finding &finding : answer.findings.findings)
    for (const reports::Route &route : finding.routes)
      answer.routes.insert(route.id);
  return answer;
}

bool hasNewRoute(const reports::Finding &finding, const std::set<std::string> &known) {
  return std::any_of(finding.routes.begin(), finding.routes.end(),
                     [&](const reports::Route &route) { return !known.contains(route.id); });
}

/// A rule of the pack and what it says of the unchanged program.
struct BaseAnswer {
  std::unique_ptr<infer::KeptRun> run;
  RuleAnswer answer;
};

/// Why a rule that names the hook does not see that a call of it is gone.
std::string causeOf(const RuleAnswer &base, const RuleAnswer &weakened) {
  if (weakened.findings.refuted > base.findings.refuted)
    return "every path to the operation was refuted";
  if (weakened.exempted > base.exempted)
    return "an exemption covers the operation";
  if (weakened.assumptions > base.assumptions)
    return "only callers that were not captured lead to the operation";
  if (weakened.obligations > base.obligations)
    return "no entry of user space leads to the operation";
  return "the operation is still checked by another call, or is not reached with this object";
}

int64_t acceptingResult(rules::Accepts accepts) {
  using enum rules::AcceptedResults;
  if (accepts.results == Number)
    return accepts.number;
  return accepts.results == NonZero || accepts.results == Positive ? 1 : 0;
}

class Mutation {
public:
  Mutation(const ir::Program &program, const rules::RuleSet &rules, const MutationOptions &options)
      : program_(program), rules_(rules), options_(options), inference_(program, rules, options.ablation) {}

  std::vector<reports::Mutant> run();

private:
  /// A rule that names the hook, and the result on which callers of the hook go on.
  struct NamingRule {
    const rules::Rule *rule = nullptr;
    int64_t accepting = 0;
  };

  void findRules(const std::vector<HookCall> &calls);
  void answerBase();
  std::vector<reports::Mutant> decideAll(const HookCall &call);
  reports::Mutant describe(const HookCall &call, Weakening weakening) const;
  WeakCall weakCallOf(const HookCall &call, const std::vector<NamingRule> &naming) const;
  reports::Mutant decide(const HookCall &call, const std::vector<NamingRule> &naming, const WeakCall &weak,
                         Weakening weakening);
  std::vector<reports::Finding> newFindings(const NamingRule &naming, const WeakenedProgram &weakened,
                                            infer::Inference &inference, std::set<std::string> &causes) const;
  void findGuarded(const HookCall &call, const reports::Mutant &dropped, WeakCall &weak) const;
  std::string whyNoRule(const std::string &hook) const;

  const ir::Program &program_;
  const rules::RuleSet &rules_;
  const MutationOptions &options_;
  infer::Inference inference_;
  std::map<std::string, std::vector<NamingRule>> rulesOfHook_;
  std::map<const rules::Rule *, BaseAnswer> base_;
};

void Mutation::findRules(const std::vector<HookCall> &calls) {
  for (const HookCall &call : calls)
    rulesOfHook_.try_emplace(call.hook);
  for (const rules::Rule &rule : rules_.rules)
    for (const rules::Authorizer &authorizer : rule.anyOf) {
      auto naming = rulesOfHook_.find(authorizer.function);
      if (naming == rulesOfHook_.end())
        continue;
      bool isKnown = !naming->second.empty() && naming->second.back().rule == &rule;
      if (!isKnown)
        naming->second.push_back({&rule, acceptingResult(authorizer.accepts)});
      base_.try_emplace(&rule);
    }
}

void Mutation::answerBase() {
  std::vector<std::pair<const rules::Rule *, BaseAnswer *>> work;
  for (auto &[rule, answer] : base_)
    work.emplace_back(rule, &answer);
  infer::forEachInParallel(work.size(), options_.jobs, [&](size_t i) {
    BaseAnswer &base = *work[i].second;
    base.run = std::make_unique<infer::KeptRun>(inference_, *work[i].first);
    base.answer = answerOf(program_, inference_, base.run->result());
  });
}

std::string Mutation::whyNoRule(const std::string &hook) const {
  for (const rules::HookNote &note : rules_.hookNotes)
    if (std::find(note.hooks.begin(), note.hooks.end(), hook) != note.hooks.end())
      return "no rule, " + note.none + ": " + note.why;
  return "no rule";
}

reports::Mutant Mutation::describe(const HookCall &call, Weakening weakening) const {
  const ir::Function &function = program_.function(call.function);
  reports::Mutant mutant{.authorizer = call.hook, .function = function.symbol.name};
  mutant.weakening = toString(weakening);
  mutant.where = witness::rangeOf(function, ir::instructionAt(function, call.site)->location);
  return mutant;
}

const rules::Authorizer &authorizerNamed(const rules::Rule &rule, const std::string &hook) {
  return *std::find_if(rule.anyOf.begin(), rule.anyOf.end(),
                       [&](const rules::Authorizer &each) { return each.function == hook; });
}

std::optional<uint32_t> positionOf(const ir::Prototype &prototype, const std::string &parameter) {
  for (uint32_t i = 0; i < prototype.parameters.size(); ++i)
    if (prototype.parameters[i].name == parameter)
      return i;
  return std::nullopt;
}

/// Which of the hook's parameters are its objects, and which is the right that it is asked for,
/// as the rules that name it say.
WeakCall Mutation::weakCallOf(const HookCall &call, const std::vector<NamingRule> &naming) const {
  WeakCall weak{.site = call.site, .accepting = naming.front().accepting};
  const ir::Prototype *prototype = program_.prototype(call.hook);
  if (!prototype)
    return weak;
  for (const ir::PrototypeParameter &parameter : prototype->parameters)
    weak.records.push_back(parameter.type.isPointer ? parameter.type.record : "");
  std::set<uint32_t> objects;
  for (const NamingRule &each : naming) {
    const rules::Authorizer &authorizer = authorizerNamed(*each.rule, call.hook);
    for (const rules::Operation &operation : each.rule->operations)
      for (const rules::ObjectPair &pair :
           authorizer.objects.empty() ? operation.objects : authorizer.objects)
        if (const auto position = positionOf(*prototype, pair.authorizer.name))
          objects.insert(*position);
    if (!authorizer.mode || weak.right)
      continue;
    weak.right = positionOf(*prototype, authorizer.mode->parameter);
    weak.mode = *authorizer.mode;
  }
  weak.objects.assign(objects.begin(), objects.end());
  return weak;
}

/// The operation that is unchecked without the call, or the call that leads to it.
void Mutation::findGuarded(const HookCall &call, const reports::Mutant &dropped, WeakCall &weak) const {
  const ir::Function &function = program_.function(call.function);
  std::vector<reports::SourceRange> ways;
  for (const reports::Finding &finding : dropped.citations)
    for (const reports::PathStep &step : finding.path)
      if (step.function == function.symbol.name &&
          (step.kind == reports::StepKind::Operation || step.kind == reports::StepKind::Calls))
        ways.push_back(step.where);
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Call && instruction.site != call.site &&
          std::ranges::find(ways, witness::rangeOf(function, instruction.location)) != ways.end())
        weak.guardedSite = instruction.site;
}

reports::Mutant Mutation::decide(const HookCall &call, const std::vector<NamingRule> &naming,
                                 const WeakCall &weak, Weakening weakening) {
  reports::Mutant mutant = describe(call, weakening);
  Weakened changed = weaken(program_.function(call.function), weak, weakening);
  mutant.isApplicable = changed.body.has_value();
  mutant.why = changed.whyNot;
  if (!changed.body)
    return mutant;
  const WeakenedProgram weakened(program_, call, std::move(*changed.body));
  infer::Inference inference(inference_, weakened, call.function);
  std::set<std::string> causes;
  for (const NamingRule &each : naming) {
    mutant.rules.push_back(each.rule->id);
    std::vector<reports::Finding> fresh = newFindings(each, weakened, inference, causes);
    std::ranges::move(fresh, std::back_inserter(mutant.citations));
  }
  mutant.isNoticed = !mutant.citations.empty();
  if (mutant.isNoticed)
    mutant.why = mutant.citations.front().message;
  else
    for (const std::string &cause : causes)
      mutant.why += (mutant.why.empty() ? "" : "; ") + cause;
  return mutant;
}

/// What the rule finds in the weakened program and not in the base; adds why, when it is nothing.
std::vector<reports::Finding> Mutation::newFindings(const NamingRule &naming, const WeakenedProgram &weakened,
                                                    infer::Inference &inference,
                                                    std::set<std::string> &causes) const {
  const auto known = base_.find(naming.rule);
  const bool isKept = known != base_.end(); // else it was made for this call and finds nothing in the base
  const RuleAnswer kNothing;
  const RuleAnswer &before = isKept ? known->second.answer : kNothing;
  std::string cause = causeOf(before, before);
  std::vector<reports::Finding> fresh;
  const auto look = [&](const infer::RuleResult &result) {
    RuleAnswer after = answerOf(weakened, inference, result);
    cause = causeOf(before, after);
    for (reports::Finding &finding : after.findings.findings)
      if (hasNewRoute(finding, before.routes))
        fresh.push_back(std::move(finding));
    return !fresh.empty();
  };
  if (isKept)
    known->second.run->again(inference, look);
  else
    look(inference.infer(*naming.rule));
  causes.insert(std::move(cause));
  return fresh;
}

std::vector<reports::Mutant> Mutation::decideAll(const HookCall &call) {
  std::vector<reports::Mutant> mutants;
  std::vector<NamingRule> naming = rulesOfHook_.at(call.hook);
  std::vector<rules::Rule> made;
  if (options_.rulesForCall)
    made = options_.rulesForCall(inference_, call);
  for (const rules::Rule &rule : made)
    naming.push_back({&rule, acceptingResult(rule.anyOf.front().accepts)});
  if (naming.empty()) {
    for (const Weakening weakening : options_.weakenings) {
      mutants.push_back(describe(call, weakening));
      mutants.back().why = whyNoRule(call.hook);
    }
    return mutants;
  }
  WeakCall weak = weakCallOf(call, naming);
  std::optional<reports::Mutant> dropped;
  for (const Weakening weakening : options_.weakenings) {
    if (weakening == Weakening::MovedAfter)
      findGuarded(call, dropped ? *dropped : decide(call, naming, weak, Weakening::Dropped), weak);
    mutants.push_back(decide(call, naming, weak, weakening));
    if (weakening == Weakening::Dropped)
      dropped = mutants.back();
  }
  return mutants;
}

std::vector<reports::Mutant> Mutation::run() {
  const std::vector<HookCall> calls = findHookCalls(program_, rules_, options_.hooks);
  if (options_.onlyLists) {
    std::vector<reports::Mutant> listed;
    for (const HookCall &call : calls)
      listed.push_back(describe(call, Weakening::Dropped));
    return listed;
  }
  findRules(calls);
  answerBase();
  std::vector<std::vector<reports::Mutant>> mutants(calls.size());
  std::mutex mutex;
  size_t done = 0;
  infer::forEachInParallel(calls.size(), options_.jobs, [&](size_t i) {
    mutants[i] = decideAll(calls[i]);
    std::lock_guard lock(mutex);
    if (options_.progress)
      options_.progress(++done, calls.size());
  });
  std::vector<reports::Mutant> all;
  for (std::vector<reports::Mutant> &each : mutants)
    std::ranges::move(each, std::back_inserter(all));
  return all;
}

} // namespace

std::vector<reports::Mutant> mutate(const ir::Program &program, const rules::RuleSet &rules,
                                    const MutationOptions &options) {
  return Mutation(program, rules, options).run();
}

} // namespace hookqual::mutate
