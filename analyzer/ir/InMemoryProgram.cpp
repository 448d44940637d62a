// SPDX-License-Identifier: MIT
#include "analyzer/ir/InMemoryProgram.h"

namespace hookqual::ir {

InMemoryProgram::InMemoryProgram(std::vector<UnitFacts> units, const EntryRules &entryRules)
    : units_(std::move(units)) {
  for (UnitFacts &unit : units_) {
    for (Function &function : unit.functions) {
      addReturns(function);
      const SpellingId spelling = index_.spelling(toString(function.symbol));
      const References references = collectReferences(function);
      const size_t definition = index_.addDefinition(
          {spelling, bodies_.size(), unit.unit, function.isWeak, references.calls, references.valueCalls});
      bodies_.push_back(&function);
      index_.addReferences(definition, references);
    }
    for (const Prototype &prototype : unit.prototypes)
      declarations_.add(prototype);
    for (const Record &record : unit.records)
      declarations_.add(record, 1);
    for (const MemberTarget &target : unit.memberTargets)
      index_.addTarget(target);
    for (const Alias &alias : unit.aliases)
      index_.addAlias(alias);
  }
  index_.finish(entryRules);
}

const Function &InMemoryProgram::function(FunctionId function) const {
  return *bodies_[index_.bodyOf(function)];
}

} // namespace hookqual::ir
