// SPDX-License-Identifier: MIT
#include "analyzer/learn/RelatedChecks.h"

#include <algorithm>

namespace hookqual::learn {

RelatedChecks::RelatedChecks(ProgramChecks &checks, ir::FunctionId function)
    : checks_(checks), id_(function), function_(checks.program().function(function)),
      paths_(checks.returned().pathsIn(function_)) {}

/// Names of what the pointers stand for; that of a constant or a string says nothing.
RelatedChecks::Objects RelatedChecks::objectsOf(const ir::Instruction &call) {
  Objects objects;
  for (ir::ValueId argument : call.arguments) {
    const ir::Value &value = function_.value(argument);
    if (ir::isPointer(value.type.typeClass) && value.kind != ir::ValueKind::Constant &&
        value.kind != ir::ValueKind::String)
      objects.push_back(paths_.of(argument));
  }
  return objects;
}

void RelatedChecks::findChecks() {
  isKnown_ = true;
  const CheckEvents events = checks_.eventsOf(id_);
  for (size_t b = 0; b < events.size(); ++b)
    for (const CheckEvent &event : events[b]) {
      const ir::Block &block = function_.blocks[b];
      if (event.after >= block.instructions.size())
        continue; // a branch: what it tests is a field, or a call's answer
      const Objects objects = objectsOf(block.instructions[event.after]);
      for (const Carried &each : event.may)
        judged_[each.check].push_back(objects);
    }
}

CheckSet RelatedChecks::relatedTo(const ir::Instruction &call, const CheckSet &checks) {
  if (!isKnown_)
    findChecks();
  const Objects operands = objectsOf(call);
  CheckSet related;
  for (CheckId check : checks) {
    const auto judged = judged_.find(check);
    const bool isRelated =
        judged == judged_.end() || std::ranges::any_of(judged->second, [&](const Objects &objects) {
          return objects.empty() || std::ranges::any_of(objects, [&](const ObjectPath &object) {
                   return std::ranges::any_of(operands,
                                              [&](const ObjectPath &o) { return areRelated(object, o); });
                 });
        });
    if (isRelated)
      related.push_back(check);
  }
  return related;
}

} // namespace hookqual::learn
