// SPDX-License-Identifier: MIT
#include "analyzer/learn/ProgramChecks.h"

#include "analyzer/ir/Calls.h"

#include <algorithm>
#include <deque>

namespace hookqual::learn {

using ir::FunctionId;
using ir::Instruction;
using ir::InstructionKind;

namespace {

/// Whether the function itself asks somebody who is known to authorize.
bool authorizes(const CheckTable &table, const std::vector<Carried> &may) {
  return std::ranges::any_of(may, [&](const Carried &each) {
    return each.distance <= kOwnDistance && table[each.check].kind == CheckKind::Any;
  });
}

CheckSet setOf(std::vector<CheckId> checks) {
  std::ranges::sort(checks);
  checks.erase(std::unique(checks.begin(), checks.end()), checks.end());
  return checks;
}

} // namespace

ProgramChecks::ProgramChecks(const ir::Program &program, const KnownChecks &known)
    : program_(program), known_(known), order_(calleesFirst(program)), returned_(program, order_),
      spread_(program), summaries_(program.functionCount()), calls_(program.functionCount()),
      contexts_(program.functionCount()) {
  for (FunctionId function : order_)
    summarize(function);
  findContexts();
}

CheckEvent ProgramChecks::checksOfCall(const ir::Function &caller, const Instruction &call,
                                       FunctionId callee) {
  CheckEvent event;
  if (call.callee != ir::CalleeKind::Direct)
    return event;
  const std::string_view name = ir::nameOf(caller.spelling(call.symbol));
  if (known_.isKnown(name)) {
    const std::vector<Check> checks = known_.checksOf(caller, call, name);
    if (checks.empty() || !ir::isUsed(caller, call.result))
      return event;
    for (const Check &check : checks)
      event.must.push_back(table_.idOf(check));
  } else if (callee.valid()) {
    const CheckSummary &summary = summaries_[callee.index];
    event.must = summary.must;
    addCarried(event.may, summary.may, summary.hasEffect ? 1 : 0);
    if (summary.isChecker && call.result.valid() && ir::isUsed(caller, call.result))
      event.must.push_back(table_.idOf({.kind = CheckKind::Predicate, .name = std::string(name)}));
  }
  event.must = setOf(std::move(event.must));
  for (CheckId check : event.must)
    if (!callee.valid() || known_.isKnown(name) || !contains(summaries_[callee.index].must, check))
      addCarried(event.may, {{check, 0}}, 0);
  return event;
}

bool ProgramChecks::mayChange(const ir::Function &caller, const Instruction &call, FunctionId callee) {
  if (call.callee == ir::CalleeKind::Member)
    return true;
  if (call.callee == ir::CalleeKind::Value)
    return mayPassedFunctionChange(caller, call);
  const std::string_view name = ir::nameOf(caller.spelling(call.symbol));
  if (known_.isKnown(name) || spread_.isPlumbing(name))
    return false;
  return !callee.valid() || summaries_[callee.index].hasEffect;
}

/// A function that was handed over, such as one that compares.
bool ProgramChecks::mayPassedFunctionChange(const ir::Function &caller, const Instruction &call) const {
  const auto targets = program_.targetsOf(program_.find(ir::toString(caller.symbol)), call);
  return targets.empty() ||
         std::ranges::any_of(targets, [&](FunctionId target) { return summaries_[target.index].hasEffect; });
}

bool ProgramChecks::mayChangeSomething(const ir::Function &function) {
  if (writesOutside(function))
    return true;
  for (const ir::Block &block : function.blocks)
    for (const Instruction &instruction : block.instructions)
      if (instruction.kind == InstructionKind::Call &&
          mayChange(function, instruction, ir::directCalleeOf(program_, function, instruction)))
        return true;
  return false;
}

bool ProgramChecks::isQuestion(const ir::Function &caller, const Instruction &call) {
  const FunctionId callee = ir::directCalleeOf(program_, caller, call);
  if (!callee.valid())
    return false;
  if (summaries_[callee.index].hasEffect && !returnsTruth(program_.function(callee)))
    return false;
  const std::string_view name = ir::nameOf(caller.spelling(call.symbol));
  return !known_.isKnown(name) && !spread_.isPlumbing(name);
}

CheckEvents ProgramChecks::eventsOf(FunctionId id) {
  const ir::Function &function = program_.function(id);
  const RefusingPaths paths(function);
  return checkEventsIn(
      function,
      [&](const Instruction &call) {
        return checksOfCall(function, call, ir::directCalleeOf(program_, function, call));
      },
      branchChecksIn(function, paths, known_,
                     [&](const Instruction &call) { return isQuestion(function, call); }),
      table_);
}

void ProgramChecks::summarize(FunctionId id) {
  const ir::Function &function = program_.function(id);
  const CheckEvents events = eventsOf(id);
  const FunctionChecks checks(function, events);
  CheckSummary &summary = summaries_[id.index];
  summary.may = checks.may();
  if (!summary.may.empty())
    summary.must = checks.mustAtReturn(RefusingPaths(function));
  summary.hasEffect = mayChangeSomething(function);
  summary.isChecker = !summary.hasEffect && function.returnType.typeClass == ir::TypeClass::Integer &&
                      authorizes(table_, summary.may);
  for (const CheckedCall &call : checks.calls())
    calls_[id.index].push_back({call.call, call.block, ir::directCalleeOf(program_, function, *call.call),
                                sets_.idOf(call.before), sets_.idOf(call.mayBefore)});
}

size_t ProgramChecks::comparedFunctions() const {
  size_t count = 0;
  for (size_t i = 0; i < summaries_.size(); ++i)
    count += contexts_[i] && summaries_[i].hasEffect ? 1 : 0;
  return count;
}

bool ProgramChecks::isStartedByUser(FunctionId function) const {
  switch (program_.entry(function).entryClass) {
  case ir::EntryClass::SystemCall:
  case ir::EntryClass::OpTable:
  case ir::EntryClass::Exported:
    return true;
  case ir::EntryClass::None:
  case ir::EntryClass::Internal:
    return false;
  }
  return false;
}

std::vector<FunctionId> ProgramChecks::calleesOf(FunctionId caller, const Call &call) const {
  if (call.callee.valid())
    return {call.callee};
  if (call.instruction->callee == ir::CalleeKind::Direct)
    return {};
  const auto targets = program_.targetsOf(caller, *call.instruction);
  return {targets.begin(), targets.end()};
}

/// Functions that are handed to code which was not captured: it may call them for a user.
std::vector<FunctionId> ProgramChecks::handlersGivenAway(FunctionId id) const {
  std::vector<FunctionId> handlers;
  const ir::Function &function = program_.function(id);
  for (const Call &call : calls_[id.index]) {
    if (call.callee.valid() || call.instruction->callee != ir::CalleeKind::Direct)
      continue;
    for (ir::ValueId argument : call.instruction->arguments) {
      const ir::Value &value = function.value(argument);
      if (value.kind != ir::ValueKind::Global || value.type.typeClass != ir::TypeClass::Code)
        continue;
      if (const FunctionId handler = program_.find(function.spelling(value.symbol)); handler.valid())
        handlers.push_back(handler);
    }
  }
  return handlers;
}

/// Descends from "everything is checked" for functions that nobody is known to call yet.
void ProgramChecks::findContexts() {
  std::deque<FunctionId> pending;
  std::vector<bool> isPending(program_.functionCount());
  auto meet = [&](FunctionId function, SetId checked) {
    std::optional<SetId> &context = contexts_[function.index];
    const SetId now = context ? sets_.intersect(*context, checked) : checked;
    if (context == now)
      return;
    context = now;
    if (!isPending[function.index]) {
      isPending[function.index] = true;
      pending.push_back(function);
    }
  };
  for (uint32_t i = 0; i < program_.functionCount(); ++i)
    if (isStartedByUser(FunctionId(i)))
      meet(FunctionId(i), sets_.none());
  for (uint32_t i = 0; i < program_.functionCount(); ++i)
    for (FunctionId handler : handlersGivenAway(FunctionId(i)))
      meet(handler, sets_.none());
  while (!pending.empty()) {
    const FunctionId caller = pending.front();
    pending.pop_front();
    isPending[caller.index] = false;
    for (const Call &call : calls_[caller.index]) {
      const SetId checked = sets_.unite(*contexts_[caller.index], call.before);
      for (FunctionId callee : calleesOf(caller, call))
        meet(callee, checked);
    }
  }
}

} // namespace hookqual::learn
