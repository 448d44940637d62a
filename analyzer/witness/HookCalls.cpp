// SPDX-License-Identifier: MIT
#include "analyzer/witness/HookCalls.h"

#include "analyzer/ir/Calls.h"
#include "analyzer/witness/Blocks.h"
#include "analyzer/witness/ConditionText.h"
#include "analyzer/witness/TermText.h"

#include <algorithm>
#include <set>

namespace hookqual::witness {

using infer::CheckSite;
using infer::TraceKind;

namespace {

constexpr size_t kLongestCondition = 60; // characters

const CheckSite *checkAt(const infer::RuleResult &result, ir::FunctionId function, uint32_t site) {
  const std::vector<CheckSite> &checks = result.checksIn(function);
  auto found =
      std::find_if(checks.begin(), checks.end(), [&](const CheckSite &check) { return check.site == site; });
  return found == checks.end() ? nullptr : &*found;
}

bool isOfObject(const CheckSite &check, const Frame &frame) {
  return check.objects == frame.objects || (!check.values.empty() && check.values == frame.values);
}

ir::FunctionId calleeOf(const ir::Program &program, ir::FunctionId caller, const ir::Instruction &call) {
  if (call.kind != ir::InstructionKind::Call)
    return {};
  if (call.callee == ir::CalleeKind::Direct)
    return ir::directCalleeOf(program, program.function(caller), call);
  auto targets = program.targetsOf(caller, call);
  return targets.size() == 1 ? targets.front() : ir::FunctionId();
}

bool ensures(const infer::Outcome &outcome, uint32_t slot) {
  return std::any_of(outcome.held.begin(), outcome.held.end(),
                     [&](const infer::Held &held) { return held.slot == slot; });
}

const infer::Signature *signatureOf(const infer::RuleResult &result, ir::FunctionId function) {
  auto found = function.valid() ? result.signatures.find(function) : result.signatures.end();
  return found == result.signatures.end() ? nullptr : &found->second;
}

class Search {
public:
  Search(const ir::Program &program, const infer::RuleResult &result) : program_(program), result_(result) {}

  std::vector<HookCall> around(const Path &path);

private:
  void addEvents(size_t index, const Frame &frame);
  void addOthers(size_t index, const Frame &frame);
  bool turnsAway(const Frame &frame, const std::vector<bool> &leads, HookCall &call) const;
  Relation relationOf(const Frame &frame, const CheckSite &check) const;
  bool asksForOther(const ir::Function &function, const CheckSite &check) const;
  bool mayNotAsk(const Frame &frame, const CheckSite &check) const;

  const ir::Program &program_;
  const infer::RuleResult &result_;
  std::vector<HookCall> calls_;
};

/// A constant right that does not serve.
bool Search::asksForOther(const ir::Function &function, const CheckSite &check) const {
  const ir::ValueId argument = result_.rightAskedFor(check, *instructionAt(function, check.site));
  if (!argument.valid())
    return false;
  const ir::Value &right = function.value(argument);
  return right.kind == ir::ValueKind::Constant &&
         !serves(*result_.rule->anyOf[*check.alternative].mode, right.constant);
}

/// Whether what is called may return as if it had accepted although it asked nobody.
bool Search::mayNotAsk(const Frame &frame, const CheckSite &check) const {
  const ir::Function &function = program_.function(frame.function);
  const ir::Instruction *call = instructionAt(function, check.site);
  const infer::Signature *callee = signatureOf(result_, calleeOf(program_, frame.function, *call));
  if (!callee)
    return false;
  infer::RangeSet accepting = infer::RangeSet::empty();
  for (const infer::Outcome &outcome : callee->outcomes)
    if (ensures(outcome, check.slot))
      accepting = accepting.unite(outcome.returned);
  return std::any_of(check.unchecked.begin(), check.unchecked.end(), [&](const infer::ReturnWay &way) {
    return !accepting.intersect(way.returned).isEmpty();
  });
}

Relation Search::relationOf(const Frame &frame, const CheckSite &check) const {
  const ir::Function &function = program_.function(frame.function);
  if (isAuthorizer(result_, function, *instructionAt(function, check.site)))
    return asksForOther(function, check) ? Relation::OtherRight : Relation::Refused;
  return mayNotAsk(frame, check) ? Relation::NotAsked : Relation::Refused;
}

void Search::addEvents(size_t index, const Frame &frame) {
  for (const infer::Trace *event : frame.events) {
    const bool isOther = event->kind == TraceKind::CheckAccepted;
    if (!isOther && event->kind != TraceKind::CheckRejected)
      continue;
    const CheckSite *check = checkAt(result_, frame.function, event->site);
    if (!check)
      continue;
    HookCall call{.relation = isOther ? Relation::OtherObject : relationOf(frame, *check),
                  .frame = index,
                  .check = *check,
                  .isOfObject = !isOther,
                  .event = event};
    call.check.objects = event->objects;
    calls_.push_back(std::move(call));
  }
}

/// The last edge of the path at which the call could still have been reached.
bool Search::turnsAway(const Frame &frame, const std::vector<bool> &leads, HookCall &call) const {
  const ir::Function &function = program_.function(frame.function);
  for (const infer::Trace *event : frame.events) {
    if (event->kind != TraceKind::Edge || !leads[event->from.index] || leads[event->block.index])
      continue;
    const auto &successors = function.block(event->from).successors;
    for (uint32_t k = 0; k < successors.size(); ++k)
      if (successors[k].target > event->from && leads[successors[k].target.index] && !call.toward)
        call.toward = {event->from, k};
    call.turn = event;
    return call.toward.has_value();
  }
  return false;
}

void Search::addOthers(size_t index, const Frame &frame) {
  if (!frame.objects.valid())
    return;
  const ir::Function &function = program_.function(frame.function);
  const Position target = positionOf(function, frame.site);
  const std::vector<bool> toTarget = leadingTo(function, target.block);
  const std::vector<uint32_t> passed = blocksOn(frame);
  std::set<uint32_t> seen; // by site
  for (const HookCall &call : calls_)
    if (call.frame == index)
      seen.insert(call.check.site);
  for (const CheckSite &check : result_.checksIn(frame.function)) {
    const Position position = positionOf(function, check.site);
    const bool isPassed = std::find(passed.begin(), passed.end(), position.block) != passed.end();
    if (check.site == frame.site || (isPassed && position < target))
      continue;
    HookCall call{.frame = index, .check = check, .isOfObject = isOfObject(check, frame)};
    if (!isPassed && toTarget[position.block] && turnsAway(frame, leadingTo(function, position.block), call))
      call.relation = Relation::Avoided;
    else if (mayFollow(function, target, position))
      call.relation = Relation::After;
    else
      continue;
    if (seen.insert(check.site).second)
      calls_.push_back(std::move(call));
  }
}

std::vector<HookCall> Search::around(const Path &path) {
  for (size_t i = 0; i < path.frames.size(); ++i) {
    addEvents(i, path.frames[i]);
    addOthers(i, path.frames[i]);
  }
  return std::move(calls_);
}

} // namespace

std::vector<HookCall> hookCallsAround(const ir::Program &program, const infer::RuleResult &result,
                                      const Path &path) {
  return Search(program, result).around(path);
}

bool isAuthorizer(const infer::RuleResult &result, const ir::Function &function,
                  const ir::Instruction &call) {
  const auto &anyOf = result.rule->anyOf;
  if (call.kind != ir::InstructionKind::Call)
    return true; // no other store is a check
  return call.callee == ir::CalleeKind::Direct &&
         std::any_of(anyOf.begin(), anyOf.end(), [&](const rules::Authorizer &authorizer) {
           return authorizer.function == ir::nameOf(function.spelling(call.symbol));
         });
}

const rules::Authorizer &authorizerOf(const infer::RuleResult &result, const ir::Function &function,
                                      const CheckSite &check) {
  const auto &anyOf = result.rule->anyOf;
  const ir::Instruction *call = instructionAt(function, check.site);
  if (call->kind == ir::InstructionKind::Call && call->callee == ir::CalleeKind::Direct)
    for (const rules::Authorizer &authorizer : anyOf)
      if (authorizer.function == ir::nameOf(function.spelling(call->symbol)))
        return authorizer;
  return anyOf[result.alternativeOfSlot[check.slot]];
}

bool namesObject(const infer::TermPool &terms, infer::TermId objects) {
  const auto &elements = terms[objects].operands;
  return std::any_of(elements.begin(), elements.end(),
                     [&](infer::TermId element) { return !terms.constantOf(element); });
}

std::string conditionOfAsking(const ir::Program &program, const infer::RuleResult &result,
                              ir::FunctionId caller, const CheckSite &check) {
  infer::TermPool &terms = *result.terms;
  const ir::Function &function = program.function(caller);
  const ir::Instruction *call = instructionAt(function, check.site);
  const infer::Signature *callee = signatureOf(result, calleeOf(program, caller, *call));
  std::set<std::string> conditions;
  auto inCaller = [&](infer::TermId part) {
    const infer::Term term = terms[part];
    const bool isArgument = term.kind == infer::TermKind::Parameter && term.index < call->arguments.size();
    return isArgument ? displayTerm(terms, function, call->arguments[term.index]) : part;
  };
  for (const infer::Outcome &outcome : callee ? callee->outcomes : std::vector<infer::Outcome>()) {
    if (!ensures(outcome, check.slot))
      continue;
    infer::Guard guard;
    bool isPossible = true; // with the arguments of this call
    for (const auto &[term, range] : outcome.guard) {
      const infer::TermId here = terms.rewrite(term, inCaller);
      if (const auto value = terms.constantOf(here))
        isPossible &= range.contains(*value);
      else
        guard.emplace(here, range);
    }
    if (isPossible)
      conditions.insert(guardText(program, terms, function, guard));
  }
  if (conditions.contains(""))
    return "";
  std::string text;
  for (const std::string &condition : conditions)
    text += (text.empty() ? "" : ", or ") + condition;
  return text.size() > kLongestCondition ? "" : text;
}

} // namespace hookqual::witness
