// SPDX-License-Identifier: MIT
#include "analyzer/commands/MediationBuilder.h"

#include "analyzer/commands/ControlledTypes.h"
#include "analyzer/witness/Story.h"

#include <algorithm>
#include <set>
#include <tuple>

namespace hookqual::commands {

using reports::Verdict;

namespace {

/// By place; what follows tells apart what stands at one place.
auto orderOf(const reports::SourceRange &where) {
  return std::tie(where.file, where.line, where.column);
}

void addNew(std::vector<std::string> &texts, const std::string &text) {
  if (std::find(texts.begin(), texts.end(), text) == texts.end())
    texts.push_back(text);
}

void addCallsIn(const ir::Program &program, ir::FunctionId id, const std::string &authorizer,
                std::vector<reports::AuthorizerCall> &calls) {
  const ir::Function &function = program.function(id);
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions) {
      const bool isDirect =
          instruction.kind == ir::InstructionKind::Call && instruction.callee == ir::CalleeKind::Direct;
      if (isDirect && ir::nameOf(function.symbols[instruction.symbol.index]) == authorizer)
        calls.push_back({authorizer, function.symbol.name, witness::rangeOf(function, instruction.location)});
    }
}

/// Adds one operation to what a system call may reach.
void count(reports::EntryReach &reach, Verdict verdict, bool comesUnchecked) {
  switch (verdict) {
  case Verdict::Violated:
    ++(comesUnchecked ? reach.violated : reach.mediated);
    return;
  case Verdict::Unknown:
  case Verdict::Assumed:
    ++reach.unknown;
    return;
  case Verdict::Proved:
  case Verdict::Refuted:
  case Verdict::Exempt:
    ++reach.mediated;
    return;
  }
}

} // namespace

reports::RuleRecord MediationBuilder::recordOf(const rules::Rule &rule) const {
  reports::RuleRecord record{.id = rule.id, .why = rule.why, .types = controlledTypes(program_, rule)};
  record.confidence = witness::confidenceText(rule.confidence);
  record.where = {rule.where.file, rule.where.line, rule.where.column, rule.where.line, rule.where.column};
  for (const rules::Authorizer &authorizer : rule.anyOf)
    addNew(record.authorizers, authorizer.function);
  for (const rules::Operation &operation : rule.operations)
    addNew(record.operations, operation.name);
  return record;
}

void MediationBuilder::add(const rules::Rule &rule, std::vector<witness::JudgedOperation> operations) {
  mediation_.rules.push_back(recordOf(rule));
  operations_.push_back(std::move(operations));
}

void MediationBuilder::addCalls() {
  std::set<std::string> authorizers;
  for (const reports::RuleRecord &rule : mediation_.rules)
    authorizers.insert(rule.authorizers.begin(), rule.authorizers.end());
  auto &calls = mediation_.calls;
  for (const std::string &authorizer : authorizers)
    for (ir::FunctionId caller : program_.functionsCalling(authorizer))
      addCallsIn(program_, caller, authorizer, calls);
  std::sort(calls.begin(), calls.end(), [](const auto &a, const auto &b) {
    return std::tuple(a.authorizer, orderOf(a.where), a.function) <
           std::tuple(b.authorizer, orderOf(b.where), b.function);
  });
  const auto isSame = [](const auto &a, const auto &b) {
    return a.authorizer == b.authorizer && a.function == b.function && a.where == b.where;
  };
  calls.erase(std::unique(calls.begin(), calls.end(), isSame), calls.end());
}

void MediationBuilder::addReach(const witness::SystemCallReach &reach) {
  std::map<std::pair<uint32_t, uint32_t>, reports::EntryReach> cells;
  for (uint32_t rule = 0; rule < operations_.size(); ++rule)
    for (const witness::JudgedOperation &operation : operations_[rule]) {
      llvm::BitVector unchecked(unsigned(mediation_.entries.size()));
      for (ir::FunctionId root : operation.roots)
        unchecked |= reach.mayReach(root);
      for (unsigned entry : reach.mayReach(operation.function).set_bits()) {
        const uint32_t calls = reach.callsBetween(entry, operation.function);
        auto &cell = cells.try_emplace({entry, rule}, reports::EntryReach{entry, rule, calls}).first->second;
        cell.calls = std::min(cell.calls, calls);
        count(cell, operation.record.verdict, unchecked.test(entry));
      }
    }
  for (const auto &[key, cell] : cells)
    mediation_.reach.push_back(cell);
}

void MediationBuilder::addSubsystems(const witness::SystemCallReach &reach) {
  std::map<std::string, llvm::BitVector> subsystems;
  for (const auto &operations : operations_)
    for (const witness::JudgedOperation &operation : operations)
      subsystems[reports::subsystemOf(operation.record.where)] |= reach.mayReach(operation.function);
  for (const auto &[subsystem, entries] : subsystems) {
    const auto set = entries.set_bits();
    mediation_.subsystems.push_back({subsystem, {set.begin(), set.end()}});
  }
}

reports::Mediation MediationBuilder::finish() {
  addCalls();
  std::set<ir::FunctionId> holders;
  for (const auto &operations : operations_)
    for (const witness::JudgedOperation &operation : operations)
      holders.insert(operation.function);
  const witness::SystemCallReach reach(program_, holders);
  mediation_.entries = reach.systemCalls();
  addReach(reach);
  addSubsystems(reach);
  auto &all = mediation_.operations;
  for (auto &operations : operations_)
    for (witness::JudgedOperation &operation : operations)
      all.push_back(std::move(operation.record));
  std::sort(all.begin(), all.end(), [](const auto &a, const auto &b) {
    return std::tuple(orderOf(a.where), a.rule, a.operation, a.fingerprint) <
           std::tuple(orderOf(b.where), b.rule, b.operation, b.fingerprint);
  });
  return std::move(mediation_);
}

} // namespace hookqual::commands
