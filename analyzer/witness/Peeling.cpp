// SPDX-License-Identifier: MIT
#include "analyzer/witness/Peeling.h"

#include "analyzer/ir/Canonical.h"

#include <algorithm>
#include <set>

namespace hookqual::witness {

using ir::ValueId;
using ir::ValueKind;
using Part = BlockCopy::Part;

namespace {

/// Values that one execution of one place makes.
bool isLeaf(ValueKind kind) {
  return kind == ValueKind::Phi || kind == ValueKind::CallResult || kind == ValueKind::Load ||
         kind == ValueKind::Unknown;
}

void forEachOperand(const ir::Instruction &instruction, auto &&visit) {
  for (ValueId value : {instruction.address, instruction.value, instruction.target})
    if (value.valid())
      visit(value);
  for (ValueId argument : instruction.arguments)
    visit(argument);
}

} // namespace

Peeling::Peeling(const ir::Function &function, uint32_t site, size_t mostBlocks)
    : original_(function), target_(positionOf(function, site)), copies_(function, target_, mostBlocks) {
  findPositions();
  findUnknowns();
  copyTables();
  copyBlocks();
}

void Peeling::findPositions() {
  for (uint32_t b = 0; b < original_.blocks.size(); ++b)
    for (size_t i = 0; i < original_.blocks[b].instructions.size(); ++i)
      positions_.emplace(original_.blocks[b].instructions[i].site, Position{b, i});
}

/// Where a value was made that no instruction makes is not written anywhere. It is made in a loop
/// only if the first use in the order of the copies is in this loop.
void Peeling::findUnknowns() {
  const bool hasUnknowns =
      std::any_of(original_.values.begin(), original_.values.end(),
                  [](const ir::Value &value) { return value.kind == ValueKind::Unknown; });
  if (!hasUnknowns)
    return;
  std::set<ValueId> seen;
  std::vector<ValueId> work;
  auto useAll = [&](uint32_t block) {
    while (!work.empty()) {
      const ValueId id = work.back();
      work.pop_back();
      if (!id.valid() || !seen.insert(id).second)
        continue;
      const ir::Value &value = original_.value(id);
      if (value.kind == ValueKind::Unknown)
        unknowns_.emplace(id, block);
      else if (!isLeaf(value.kind))
        work.insert(work.end(), value.operands.begin(), value.operands.end());
    }
  };
  for (const BlockCopy &copy : copies_.all()) {
    const ir::Block &block = original_.blocks[copy.block];
    for (size_t i = copy.begin; i < copy.end; ++i)
      forEachOperand(block.instructions[i], [&](ValueId value) { work.push_back(value); });
    work.push_back(block.condition);
    work.push_back(block.returned);
    for (const ir::Value &value : original_.values)
      if (value.kind == ValueKind::Phi)
        for (size_t i = 0; i < value.operands.size(); ++i)
          if (original_.blocks[value.index].predecessors[i].index == copy.block)
            work.push_back(value.operands[i]);
    useAll(copy.block);
  }
}

void Peeling::copyTables() {
  peeled_.symbol = original_.symbol;
  peeled_.returnType = original_.returnType;
  peeled_.parameters = original_.parameters;
  peeled_.locals = original_.locals;
  peeled_.symbols = original_.symbols;
  peeled_.members = original_.members;
  peeled_.strings = original_.strings;
}

void Peeling::copyBlocks() {
  for (const BlockCopy &copy : copies_.all()) {
    firstSites_.push_back(uint32_t(sites_.size()));
    const auto &instructions = original_.blocks[copy.block].instructions;
    for (size_t i = copy.begin; i < copy.end; ++i)
      sites_.push_back(instructions[i].site);
  }
  peeled_.blocks.resize(copies_.all().size());
  for (uint32_t copy = 0; copy < peeled_.blocks.size(); ++copy) {
    copyBlock(copy);
    copyTerminator(copy);
  }
  ir::computePredecessors(peeled_);
  ir::addReturns(peeled_);
  completeValues();
}

void Peeling::copyBlock(uint32_t copy) {
  const BlockCopy &from = copies_.all()[copy];
  const auto &instructions = original_.blocks[from.block].instructions;
  for (size_t i = from.begin; i < from.end; ++i) {
    ir::Instruction instruction = copyInstruction(instructions[i], copy);
    instruction.site = firstSites_[copy] + uint32_t(i - from.begin);
    peeled_.blocks[copy].instructions.push_back(std::move(instruction));
  }
}

ir::Instruction Peeling::copyInstruction(const ir::Instruction &instruction, uint32_t copy) {
  ir::Instruction to = instruction;
  to.location = {};
  auto rename = [&](ValueId &value) {
    if (value.valid())
      value = valueAt(value, copy);
  };
  if (copy == copies_.target())
    to.result = {}; // nothing comes after it
  rename(to.result);
  rename(to.target);
  rename(to.address);
  rename(to.value);
  for (ValueId &argument : to.arguments)
    rename(argument);
  return to;
}

void Peeling::copyTerminator(uint32_t copy) {
  const BlockCopy &from = copies_.all()[copy];
  const ir::Block &original = original_.blocks[from.block];
  ir::Block &block = peeled_.blocks[copy];
  if (from.part == Part::Target && from.begin < original.instructions.size())
    return;
  if (from.part == Part::BeforeTarget) {
    block.terminator = ir::Terminator::Opaque;
    for (const BlockCopy::Edge &edge : from.successors)
      block.successors.push_back({ir::BlockId(edge.to), ir::EdgeKind::Unspecified, {}});
    return;
  }
  block.terminator = original.terminator;
  if (original.condition.valid())
    block.condition = valueAt(original.condition, copy);
  if (original.returned.valid())
    block.returned = valueAt(original.returned, copy);
  for (const BlockCopy::Edge &edge : from.successors) {
    const ir::Edge &way = original.successors[edge.index];
    block.successors.push_back({ir::BlockId(edge.to), way.kind, way.cases});
  }
}

const ir::Instruction &Peeling::target() const {
  const auto &instructions = peeled_.blocks.back().instructions;
  return instructions.empty() ? peeled_.returns.back() : instructions.front();
}

std::optional<uint32_t> Peeling::blockOfSite(uint32_t original) const {
  const auto found = positions_.find(original);
  return found == positions_.end() ? std::nullopt : std::optional(found->second.block);
}

std::optional<uint32_t> Peeling::blockOf(ValueId original) const {
  const ir::Value &value = original_.value(original);
  switch (value.kind) {
  case ValueKind::Phi:
    return value.index;
  case ValueKind::CallResult:
  case ValueKind::Load:
    return blockOfSite(value.index);
  case ValueKind::Unknown: {
    const auto found = unknowns_.find(original);
    return found == unknowns_.end() ? std::nullopt : std::optional(found->second);
  }
  default:
    return std::nullopt;
  }
}

ValueId Peeling::at(ValueId original, uint32_t block) {
  const ValueId value = valueAt(original, block);
  completeValues();
  return value;
}

ValueId Peeling::valueAt(ValueId original, uint32_t copy) {
  const ir::Value &value = original_.value(original);
  if (isLeaf(value.kind))
    return leafAt(original, copy);
  if (value.operands.empty())
    return table_.intern(value);
  if (const auto known = values_.find({original, copy}); known != values_.end())
    return known->second;
  std::vector<ValueId> operands;
  for (ValueId operand : value.operands)
    operands.push_back(valueAt(operand, copy));
  return values_[{original, copy}] = table_.rebuild(value, std::move(operands));
}

ValueId Peeling::leafAt(ValueId original, uint32_t copy) {
  const uint32_t block = blockOf(original).value_or(0);
  if (!copies_.isWithin(copy, block))
    return afterLoop(original, copy);
  const uint64_t around = (uint64_t(1) << copies_.depthOf(block)) - 1;
  return ofExecution(original, block, copies_.all()[copy].later & around);
}

ValueId Peeling::ofExecution(ValueId original, uint32_t block, uint64_t later) {
  if (const auto known = executions_.find({original, later}); known != executions_.end())
    return known->second;
  const ValueId value = makeLeaf(original, block, later);
  return executions_.emplace(std::pair(original, later), value).first->second;
}

ValueId Peeling::makeLeaf(ValueId original, uint32_t block, uint64_t later) {
  ir::Value value = original_.value(original);
  if (value.kind == ValueKind::Unknown)
    return unknown(value.type);
  const bool isPhi = value.kind == ValueKind::Phi;
  const auto position = isPhi ? positions_.end() : positions_.find(value.index);
  if (!isPhi && position == positions_.end())
    return unknown(value.type);
  const auto copy = isPhi ? copies_.findBegin(block, later) : copies_.find(position->second, later);
  if (!copy || *copy == copies_.target())
    return unknown(value.type); // it is not on the way to the target
  if (isPhi)
    return makePhi(original, *copy);
  for (ValueId &operand : value.operands)
    operand = valueAt(operand, *copy);
  value.index = firstSites_[*copy] + uint32_t(position->second.instruction - copies_.all()[*copy].begin);
  return table_.intern(std::move(value));
}

ValueId Peeling::unknown(const ir::Type &type) {
  return table_.intern({.kind = ValueKind::Unknown, .type = type, .index = nextUnknown_++, .operands = {}});
}

ValueId Peeling::onEdge(ValueId phi, uint32_t from) {
  const ir::Value &value = original_.value(phi);
  const auto &predecessors = original_.blocks[value.index].predecessors;
  const auto at = std::find(predecessors.begin(), predecessors.end(), ir::BlockId(copies_.all()[from].block));
  return valueAt(value.operands[size_t(at - predecessors.begin())], from);
}

/// In the first iteration what the loop begins with needs no phi.
ValueId Peeling::makePhi(ValueId original, uint32_t copy) {
  const auto &predecessors = copies_.all()[copy].predecessors;
  const ir::Type type = original_.value(original).type;
  if (predecessors.empty())
    return unknown(type);
  if (predecessors.size() == 1 && predecessors.front() < copy)
    if (const ValueId only = onEdge(original, predecessors.front()); table_[only].type == type)
      return only;
  const ValueId phi = table_.phi(copy, type);
  pending_.push_back({phi, original, copy});
  return phi;
}

/// What the loop was left with: its iterations' values are merged where the ways out of them meet.
ValueId Peeling::afterLoop(ValueId original, uint32_t copy) {
  if (const auto known = values_.find({original, copy}); known != values_.end())
    return known->second;
  const auto &predecessors = copies_.all()[copy].predecessors;
  std::vector<ValueId> operands;
  for (uint32_t predecessor : predecessors)
    if (predecessor < copy)
      operands.push_back(leafAt(original, predecessor));
  ValueId value;
  if (operands.empty())
    value = unknown(original_.value(original).type);
  else if (std::all_of(operands.begin(), operands.end(), [&](ValueId id) { return id == operands.front(); }))
    value = operands.front();
  else {
    value = table_.phi(copy, original_.value(original).type);
    operands.resize(predecessors.size(), value); // a loop behind does not change it
    table_.setPhi(value, copy, std::move(operands));
  }
  return values_[{original, copy}] = value;
}

void Peeling::completeValues() {
  while (!pending_.empty()) {
    const PendingPhi pending = pending_.back();
    pending_.pop_back();
    std::vector<ValueId> operands;
    for (uint32_t predecessor : copies_.all()[pending.block].predecessors)
      operands.push_back(onEdge(pending.original, predecessor));
    table_.setPhi(pending.phi, pending.block, std::move(operands));
  }
  for (auto next = uint32_t(peeled_.values.size()); next < table_.size(); ++next)
    peeled_.values.push_back(table_[ValueId(next)]);
}

} // namespace hookqual::witness
