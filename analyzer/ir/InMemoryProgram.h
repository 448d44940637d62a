// SPDX-License-Identifier: MIT
// A linked program over units held in memory: what tests of inference run on, mostly read
// from IR text. LinkedProgram is the same over facts.db.
#pragma once

#include "analyzer/ir/Declarations.h"
#include "analyzer/ir/ProgramIndex.h"

namespace hookqual::ir {

/// ir::Program answered by a ProgramIndex; what is missing is where bodies and declarations are.
class IndexedProgram : public Program {
public:
  IndexedProgram() = default;
  IndexedProgram(const IndexedProgram &) = delete;
  IndexedProgram &operator=(const IndexedProgram &) = delete;

  size_t functionCount() const final { return index_.functionCount(); }
  CallCounts callCounts() const final { return index_.callCounts(); }
  FunctionId find(std::string_view spelling) const final { return index_.find(spelling); }
  const std::string &spelling(FunctionId function) const final { return index_.spellingOf(function); }
  std::span<const FunctionId> callersOf(FunctionId function) const final {
    return index_.callersOf(function);
  }
  std::span<const FunctionId> directCallersOf(FunctionId function) const final {
    return index_.directCallersOf(function);
  }
  std::span<const FunctionId> functionsCalling(std::string_view name) const final {
    return index_.functionsCalling(name);
  }
  std::span<const FunctionId> functionsCallingMember(std::string_view recordDotField) const final {
    return index_.functionsMentioning(Mention::MemberCall, recordDotField);
  }
  std::span<const FunctionId> functionsLoading(std::string_view recordDotField) const final {
    return index_.functionsMentioning(Mention::MemberLoad, recordDotField);
  }
  std::span<const FunctionId> functionsStoring(std::string_view recordDotField) const final {
    return index_.functionsMentioning(Mention::MemberStore, recordDotField);
  }
  std::span<const FunctionId> functionsNamed(std::string_view name) const final {
    return index_.functionsNamed(name);
  }
  std::span<const FunctionId> targetsOf(const Member &member) const final { return index_.targetsOf(member); }
  std::span<const FunctionId> targetsOf(FunctionId caller, const Instruction &call) const final {
    return index_.targetsOf(caller, function(caller), call);
  }
  std::span<const MemberTarget> addressesTakenOf(FunctionId function) const final {
    return index_.addressesTakenOf(function);
  }
  Entry entry(FunctionId function) const final { return index_.entry(function); }
  /// Strong definitions of one external name beyond the first; they are not analysed.
  size_t duplicateDefinitions() const { return index_.duplicateDefinitions(); }

protected:
  ProgramIndex index_;
};

class InMemoryProgram final : public IndexedProgram {
public:
  explicit InMemoryProgram(std::vector<UnitFacts> units, const EntryRules &entryRules = {});

  const Function &function(FunctionId function) const override;
  const Prototype *prototype(std::string_view name) const override { return declarations_.prototype(name); }
  const Prototype *prototypeIn(std::string_view name, std::string_view file) const override {
    return declarations_.prototypeIn(name, file);
  }
  const Record *record(std::string_view key) const override { return declarations_.record(key); }
  const Record *recordNamed(std::string_view name) const override { return declarations_.recordNamed(name); }

private:
  std::vector<UnitFacts> units_;
  std::vector<const Function *> bodies_;
  Declarations declarations_;
};

} // namespace hookqual::ir
