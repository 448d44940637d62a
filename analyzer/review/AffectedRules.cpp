// SPDX-License-Identifier: MIT
#include "analyzer/review/AffectedRules.h"

#include "analyzer/infer/CallOrder.h"
#include "analyzer/infer/OperationPlaces.h"
#include "analyzer/infer/SummaryStore.h"

#include <algorithm>
#include <map>

namespace hookqual::review {

using ir::FunctionId;

namespace {

/// Functions by lasting name, as far as one of it is left in each program.
std::map<std::string, FunctionId> byLastingName(const ir::Program &program,
                                                const std::vector<FunctionId> &ids) {
  std::map<std::string, FunctionId> known;
  for (const FunctionId id : ids)
    known.emplace(lastingName(program.spelling(id)), id);
  return known;
}

std::set<std::string> namesCalled(const ir::Function &function) {
  std::set<std::string> names;
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Call && instruction.callee == ir::CalleeKind::Direct)
        names.emplace(ir::nameOf(function.spelling(instruction.symbol)));
  return names;
}

bool touches(const std::vector<FunctionId> &ascending, const std::set<FunctionId> &functions) {
  return std::ranges::any_of(
      functions, [&](FunctionId function) { return std::ranges::binary_search(ascending, function); });
}

bool holdsAny(std::span<const FunctionId> functions, const std::set<FunctionId> &wanted) {
  return std::ranges::any_of(functions, [&](FunctionId function) { return wanted.contains(function); });
}

} // namespace

AffectedRules::AffectedRules(const link::LinkedProgram &base, const link::LinkedProgram &now,
                             const rules::RuleSet &rules, const std::vector<ChangedFunction> &changed)
    : base_(base), now_(now), known_(rules), before_(base, rules), after_(now, rules) {
  mapFunctions();
  for (const ChangedFunction &each : changed) {
    if (each.before.valid())
      changed_.insert(each.before);
    if (each.now.valid())
      changedNow_.insert(each.now);
  }
  for (uint32_t function = 0; function < now_.functionCount(); ++function)
    compareCallers(FunctionId(function));
  compareEntries();
  followSummaries();
  findNear();
  findGained();
}

void AffectedRules::mapFunctions() {
  nowOf_.resize(base_.functionCount());
  beforeOf_.resize(now_.functionCount());
  std::vector<FunctionId> leftBefore, leftNow;
  const auto pair = [&](FunctionId before, FunctionId now) {
    nowOf_[before.index] = now;
    beforeOf_[now.index] = before;
  };
  for (uint32_t i = 0; i < base_.functionCount(); ++i) {
    const FunctionId before(i), now = now_.find(base_.spelling(before));
    if (now.valid() && now_.spelling(now) == base_.spelling(before))
      pair(before, now);
    else
      leftBefore.push_back(before);
  }
  for (uint32_t i = 0; i < now_.functionCount(); ++i)
    if (!beforeOf_[i].valid())
      leftNow.emplace_back(i);
  const auto known = byLastingName(base_, leftBefore);
  for (const FunctionId now : leftNow) {
    const auto before = known.find(lastingName(now_.spelling(now)));
    if (before != known.end() && !nowOf_[before->second.index].valid())
      pair(before->second, now);
  }
  for (const FunctionId before : leftBefore)
    if (!asNow(before).valid())
      changed_.insert(before);
  for (const FunctionId now : leftNow)
    if (!beforeOf_[now.index].valid())
      changedNow_.insert(now);
}

std::vector<FunctionId> AffectedRules::asNow(std::span<const FunctionId> before) const {
  std::vector<FunctionId> functions;
  for (const FunctionId function : before)
    if (asNow(function).valid())
      functions.push_back(asNow(function));
  std::ranges::sort(functions);
  return functions;
}

/// Whoever calls it now and did not, or does no more, is another function than before.
void AffectedRules::compareCallers(FunctionId now) {
  const FunctionId before = beforeOf_[now.index];
  std::vector<FunctionId> old;
  if (before.valid())
    old = asNow(base_.callersOf(before));
  const auto current = now_.callersOf(now);
  if (std::ranges::equal(old, current))
    return;
  std::vector<FunctionId> differing;
  std::ranges::set_symmetric_difference(old, current, std::back_inserter(differing));
  for (const FunctionId caller : differing) {
    changedNow_.insert(caller);
    if (beforeOf_[caller.index].valid())
      changed_.insert(beforeOf_[caller.index]);
  }
  if (std::ranges::includes(old, current))
    return;
  calledAnewNow_.insert(now);
  if (before.valid())
    calledAnew_.insert(before);
}

void AffectedRules::compareEntries() {
  for (uint32_t i = 0; i < now_.functionCount(); ++i) {
    const FunctionId before = beforeOf_[i];
    if (!before.valid())
      continue;
    const ir::Entry old = base_.entry(before), current = now_.entry(FunctionId(i));
    if (old.entryClass != current.entryClass || old.name != current.name) {
      changed_.insert(before);
      changedNow_.insert(FunctionId(i));
    }
  }
}

bool AffectedRules::hasSameSummary(FunctionId before, FunctionId now) {
  return before.valid() && now.valid() && *before_.portableSummary(before) == *after_.portableSummary(now);
}

/// A function that means something else to its callers makes other functions of them.
void AffectedRules::followSummaries() {
  std::vector<FunctionId> work(changedNow_.begin(), changedNow_.end());
  std::set<FunctionId> seen(work.begin(), work.end());
  while (!work.empty()) {
    const FunctionId now = work.back();
    work.pop_back();
    if (hasSameSummary(beforeOf_[now.index], now))
      continue;
    changedNow_.insert(now);
    if (beforeOf_[now.index].valid())
      changed_.insert(beforeOf_[now.index]);
    for (const FunctionId caller : now_.directCallersOf(now))
      if (seen.insert(caller).second)
        work.push_back(caller);
  }
}

void AffectedRules::findNear() {
  nearness_ = infer::callDistances(base_, {changed_.begin(), changed_.end()}, infer::kMaxAuthorizerDepth);
}

void AffectedRules::findGained() {
  bool callsAnew = !calledAnewNow_.empty();
  for (const FunctionId now : changedNow_) {
    const FunctionId before = beforeOf_[now.index];
    const std::set<std::string> current = namesCalled(now_.function(now));
    const std::set<std::string> old =
        before.valid() ? namesCalled(base_.function(before)) : std::set<std::string>();
    callsAnew |= !std::ranges::includes(old, current);
  }
  if (!callsAnew)
    return;
  const std::vector<std::vector<FunctionId>> callees = infer::calleesOf(now_);
  gained_ = changedNow_;
  std::vector<FunctionId> frontier(calledAnewNow_.begin(), calledAnewNow_.end());
  gained_.insert(frontier.begin(), frontier.end());
  for (unsigned level = 1; level < infer::kMaxAuthorizerDepth; ++level) {
    std::vector<FunctionId> next;
    for (const FunctionId function : frontier)
      for (const FunctionId callee : callees[function.index])
        if (gained_.insert(callee).second)
          next.push_back(callee);
    frontier = std::move(next);
  }
}

bool AffectedRules::isBoundAlike(const infer::BoundRule &before, const infer::BoundRule &now) const {
  const auto sameKeys = [&](const auto &old, const auto &current) {
    std::vector<FunctionId> a, b;
    for (const auto &[function, operations] : old)
      a.push_back(function);
    for (const auto &[function, operations] : current)
      b.push_back(function);
    return old.size() == current.size() && asNow(a) == b;
  };
  return before.slots == now.slots && before.operations == now.operations &&
         before.exemptions == now.exemptions && before.modeParameters == now.modeParameters &&
         before.slotsOfAuthorizer == now.slotsOfAuthorizer && before.slotsOfStore == now.slotsOfStore &&
         before.callOperations == now.callOperations && before.memberOperations == now.memberOperations &&
         before.storeOperations == now.storeOperations && before.loadOperations == now.loadOperations &&
         sameKeys(before.directOperations, now.directOperations) &&
         sameKeys(before.returnOperations, now.returnOperations);
}

bool AffectedRules::hasNewOperation(const infer::BoundRule &now) const {
  return holdsAny(infer::functionsWithOperations(now_, now), changedNow_);
}

/// Whether the authorizer lies now where it was too far away to be looked for.
bool AffectedRules::mayBeAskedNewly(const infer::BoundRule &now,
                                    const infer::Dependencies &dependencies) const {
  const auto isNear = [&](FunctionId function) { return nearness_[function.index] != 0; };
  if (gained_.empty() || std::ranges::none_of(dependencies.consulted, isNear))
    return false;
  const auto isAsked = [&](const auto &each) { return holdsAny(now_.functionsCalling(each.first), gained_); };
  const auto isStored = [&](const auto &each) {
    return holdsAny(now_.functionsStoring(each.first), gained_);
  };
  return std::ranges::any_of(now.slotsOfAuthorizer, isAsked) ||
         std::ranges::any_of(now.slotsOfStore, isStored);
}

bool AffectedRules::mayAffect(const rules::Rule &rule, const infer::Dependencies &dependencies) const {
  if (touches(dependencies.consulted, changed_) || touches(dependencies.requiring, calledAnew_))
    return true;
  const infer::BoundRule before = infer::bindRule(base_, rule, known_.yieldingCurrent()).rule;
  const infer::BoundRule now = infer::bindRule(now_, rule, known_.yieldingCurrent()).rule;
  return !isBoundAlike(before, now) || hasNewOperation(now) || mayBeAskedNewly(now, dependencies);
}

} // namespace hookqual::review
