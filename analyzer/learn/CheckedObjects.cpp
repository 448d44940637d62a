// SPDX-License-Identifier: MIT
#include "analyzer/learn/CheckedObjects.h"

#include <algorithm>

namespace hookqual::learn {

using ir::FunctionId;
using ir::Instruction;
using ir::InstructionKind;

CheckedObjects::CheckedObjects(const ProgramChecks &checks)
    : checks_(checks), program_(checks.program()), atReturn_(program_.functionCount()),
      contexts_(program_.functionCount()) {
  for (FunctionId function : checks.order())
    summarize(function);
  descend();
}

CheckId CheckedObjects::idOf(const Judged &judged) {
  auto [found, isNew] = ids_.emplace(judged, CheckId(uint32_t(judged_.size())));
  if (isNew)
    judged_.push_back(&found->first);
  return found->second;
}

CheckEvent CheckedObjects::eventOf(const ir::Function &function, const Instruction &call,
                                   ObjectPaths &paths) {
  CheckEvent event;
  if (call.callee != ir::CalleeKind::Direct)
    return event;
  const std::string name(ir::nameOf(function.spelling(call.symbol)));
  if (checks_.known().isAuthorizer(name) && call.result.valid()) {
    for (size_t i = 0; i < call.arguments.size(); ++i)
      if (ir::isPointer(function.value(call.arguments[i]).type.typeClass))
        event.must.push_back(idOf({name, int(i), paths.of(call.arguments[i])}));
    if (event.must.empty())
      event.must.push_back(idOf({name, -1, "g:"}));
  } else if (const FunctionId callee = program_.find(function.spelling(call.symbol)); callee.valid()) {
    for (CheckId id : atReturn_[callee.index]) {
      const Judged judged = *judged_[id.index];
      if (ObjectPath object = inCaller(judged.object, call, paths); !object.empty())
        event.must.push_back(idOf({judged.authorizer, judged.argument, object}));
    }
  }
  std::ranges::sort(event.must);
  event.must.erase(std::unique(event.must.begin(), event.must.end()), event.must.end());
  return event;
}

CheckEvents CheckedObjects::eventsOf(const ir::Function &function, ObjectPaths &paths) {
  CheckTable none;
  return checkEventsIn(
      function, [&](const Instruction &call) { return eventOf(function, call, paths); }, {}, none);
}

void CheckedObjects::summarize(FunctionId id) {
  const ir::Function &function = program_.function(id);
  ObjectPaths paths = checks_.returned().pathsIn(function);
  const CheckEvents events = eventsOf(function, paths);
  if (std::ranges::all_of(events, [](const auto &block) { return block.empty(); }))
    return;
  for (CheckId judged : FunctionChecks(function, events).mustAtReturn(RefusingPaths(function)))
    if (isExportable(judged_[judged.index]->object))
      atReturn_[id.index].push_back(judged);
}

void CheckedObjects::descend() {
  for (unsigned level = 0; level < kFarthestCaller; ++level) {
    std::vector<std::optional<CheckSet>> contexts(program_.functionCount());
    for (uint32_t i = 0; i < program_.functionCount(); ++i)
      if (checks_.context(FunctionId(i)))
        descendFrom(FunctionId(i), contexts);
    for (uint32_t i = 0; i < contexts.size(); ++i)
      contexts_[i] = contexts[i].value_or(CheckSet());
  }
}

void CheckedObjects::descendFrom(FunctionId id, std::vector<std::optional<CheckSet>> &contexts) {
  const ir::Function &function = program_.function(id);
  ObjectPaths paths = checks_.returned().pathsIn(function);
  const CheckEvents events = eventsOf(function, paths);
  for (const CheckedCall &call : FunctionChecks(function, events).calls()) {
    CheckSet inside;
    for (CheckId judged : unionOf(call.before, contexts_[id.index]))
      for (const ObjectPath &object : inCallee(judged_[judged.index]->object, *call.call, paths))
        inside = unionOf(
            inside, {idOf({judged_[judged.index]->authorizer, judged_[judged.index]->argument, object})});
    const auto targets = program_.targetsOf(id, *call.call);
    std::vector<FunctionId> callees(targets.begin(), targets.end());
    if (call.call->callee == ir::CalleeKind::Direct)
      callees = {program_.find(function.spelling(call.call->symbol))};
    for (FunctionId callee : callees)
      if (callee.valid()) {
        std::optional<CheckSet> &context = contexts[callee.index];
        context = context ? intersectionOf(*context, inside) : inside;
      }
  }
}

void CheckedObjects::forEachOperation(FunctionId id, const Visit &visit) {
  const ir::Function &function = program_.function(id);
  ObjectPaths paths = checks_.returned().pathsIn(function);
  const CheckEvents events = eventsOf(function, paths);
  for (const CheckedCall &call : FunctionChecks(function, events).calls(/*storesToo=*/true)) {
    std::vector<Held> held;
    for (CheckId each : unionOf(call.before, contexts_[id.index]))
      held.push_back({judged_[each.index], !contains(call.before, each)});
    visit(*call.call, paths, held);
  }
}

} // namespace hookqual::learn
