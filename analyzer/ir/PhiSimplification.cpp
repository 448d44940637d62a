// SPDX-License-Identifier: MIT
#include "analyzer/ir/PhiSimplification.h"

#include <algorithm>

namespace hookqual::ir {

void PhiSimplification::add(ValueId phi, BlockId block, std::vector<ValueId> operands) {
  phis_.push_back({phi, block, std::move(operands)});
}

ValueId PhiSimplification::leaderOf(ValueId id) {
  for (auto i = static_cast<uint32_t>(leaders_.size()); i < values_.size(); ++i)
    leaders_.emplace_back(i);
  while (leaders_[id.index] != id) {
    leaders_[id.index] = leaders_[leaders_[id.index].index];
    id = leaders_[id.index];
  }
  return id;
}

void PhiSimplification::replace(ValueId id, ValueId by) {
  leaders_[leaderOf(id).index] = leaderOf(by);
}

bool PhiSimplification::simplifyPhis() {
  bool hasChanged = false;
  std::map<std::pair<BlockId, std::vector<ValueId>>, ValueId> known;
  for (Phi &phi : phis_) {
    if (leaderOf(phi.id) != phi.id)
      continue;
    ValueId only;
    bool isTrivial = true;
    for (ValueId &operand : phi.operands) {
      operand = leaderOf(operand);
      if (operand == phi.id || operand == only)
        continue;
      isTrivial = isTrivial && !only.valid();
      only = operand;
    }
    const auto [same, isNew] = known.try_emplace({phi.block, phi.operands}, phi.id);
    if (isTrivial && only.valid())
      replace(phi.id, only);
    else if (!isNew)
      replace(phi.id, same->second);
    hasChanged |= leaderOf(phi.id) != phi.id;
  }
  return hasChanged;
}

bool PhiSimplification::rebuildValues() {
  bool hasChanged = false;
  // Values made on the way have leaders as operands already.
  const auto numberOfValues = static_cast<uint32_t>(values_.size());
  for (ValueId id(0); id.index < numberOfValues; id = ValueId(id.index + 1)) {
    if (leaderOf(id) != id || values_[id].operands.empty() || values_[id].kind == ValueKind::Phi)
      continue;
    std::vector<ValueId> operands = values_[id].operands;
    std::ranges::transform(operands, operands.begin(), [this](ValueId operand) { return leaderOf(operand); });
    if (operands == values_[id].operands)
      continue;
    const ValueId rebuilt = leaderOf(values_.rebuild(values_[id], std::move(operands)));
    hasChanged |= rebuilt != id;
    if (rebuilt != id)
      replace(id, rebuilt);
  }
  return hasChanged;
}

void PhiSimplification::rewrite(ValueId &id) {
  if (id.valid())
    id = leaderOf(id);
}

std::vector<Value> PhiSimplification::takeValues() {
  for (const Phi &phi : phis_) {
    std::vector<ValueId> operands = phi.operands;
    std::ranges::for_each(operands, [this](ValueId &operand) { rewrite(operand); });
    values_.setPhi(phi.id, phi.block.index, std::move(operands));
  }
  std::vector<Value> values;
  for (ValueId id(0); id.index < values_.size(); id = ValueId(id.index + 1)) {
    Value value = values_[id];
    std::ranges::for_each(value.operands, [this](ValueId &operand) { rewrite(operand); });
    values.push_back(std::move(value));
  }
  return values;
}

/// A value that stands for others now keeps its own name, else it gets the first of theirs.
void PhiSimplification::rewriteNames(Function &function) {
  std::map<ValueId, std::string> names;
  for (const auto &[id, name] : function.names)
    if (leaderOf(id) == id)
      names[id] = name;
  for (const auto &[id, name] : function.names)
    if (mayHaveName(values_[leaderOf(id)].kind))
      names.try_emplace(leaderOf(id), name);
  function.names.assign(names.begin(), names.end());
}

void PhiSimplification::apply(Function &function) {
  bool hasChanged = true;
  while (hasChanged) {
    hasChanged = simplifyPhis();
    hasChanged = rebuildValues() || hasChanged;
  }
  for (Block &block : function.blocks) {
    for (Instruction &instruction : block.instructions) {
      for (ValueId *id : {&instruction.result, &instruction.target, &instruction.address, &instruction.value})
        rewrite(*id);
      std::ranges::for_each(instruction.arguments, [this](ValueId &argument) { rewrite(argument); });
    }
    rewrite(block.condition);
    rewrite(block.returned);
  }
  rewriteNames(function);
  function.values = takeValues();
}

} // namespace hookqual::ir
