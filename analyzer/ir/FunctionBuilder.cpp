// SPDX-License-Identifier: MIT
#include "analyzer/ir/FunctionBuilder.h"

#include "analyzer/ir/BlockMerging.h"
#include "analyzer/ir/Canonical.h"
#include "analyzer/ir/PhiSimplification.h"

#include <cassert>

namespace hookqual::ir {

namespace {

constexpr Type kPointer{TypeClass::Pointer, false, 64};

uint32_t intern(llvm::StringMap<uint32_t> &index, std::vector<std::string> &table, llvm::StringRef text) {
  const auto [entry, isNew] = index.try_emplace(text, static_cast<uint32_t>(table.size()));
  if (isNew)
    table.push_back(text.str());
  return entry->second;
}

/// What the condition tests for being zero, and whether the test is the other way round.
std::pair<ValueId, bool> testedValue(const Function &function, ValueId condition) {
  bool isInverted = false;
  while (true) {
    const Value &value = function.value(condition);
    const bool comparesWithZero = value.kind == ValueKind::Binary &&
                                  function.value(value.operands[1]).kind == ValueKind::Constant &&
                                  function.value(value.operands[1]).constant == 0;
    const bool widens =
        value.kind == ValueKind::Cast && value.type.bits >= function.value(value.operands[0]).type.bits;
    if (comparesWithZero && value.opcode == Opcode::Equal)
      isInverted = !isInverted;
    else if (!widens && !(comparesWithZero && value.opcode == Opcode::NotEqual))
      return {condition, isInverted};
    condition = value.operands[0];
  }
}

/// `if (!p)`, `if (p == NULL)` and `if (p) else` become one form: a branch on `p`.
void normalizeCondition(const Function &function, Block &block) {
  if (block.terminator != Terminator::Branch)
    return;
  const auto [condition, isInverted] = testedValue(function, block.condition);
  block.condition = condition;
  if (!isInverted)
    return;
  assert(block.successors.size() == 2);
  std::swap(block.successors[0].target, block.successors[1].target);
}

} // namespace

FunctionBuilder::FunctionBuilder(Function header) : function_(std::move(header)) {
  assert(function_.blocks.empty() && function_.values.empty());
}

SymbolId FunctionBuilder::symbol(llvm::StringRef spelling) {
  return SymbolId(intern(symbols_, function_.symbols, spelling));
}

uint32_t FunctionBuilder::file(llvm::StringRef name) {
  return intern(files_, function_.files, name);
}

MemberId FunctionBuilder::member(const Member &member) {
  const auto [entry, isNew] = members_.try_emplace(member, static_cast<uint32_t>(function_.members.size()));
  if (isNew)
    function_.members.push_back(member);
  return MemberId(entry->second);
}

LocationId FunctionBuilder::location(const Location &location) {
  std::vector<Location> &table = function_.locations;
  if (table.empty() || !(table.back() == location)) // finish() finds the other repetitions
    table.push_back(location);
  return LocationId(static_cast<uint32_t>(table.size() - 1));
}

ValueId FunctionBuilder::parameter(uint32_t index) {
  const Type type = function_.parameters[index].type;
  return values_.intern({.kind = ValueKind::Parameter, .type = type, .index = index, .operands = {}});
}

ValueId FunctionBuilder::global(SymbolId symbol, TypeClass typeClass) {
  const Type type{typeClass, false, kPointer.bits};
  return values_.intern({.kind = ValueKind::Global, .type = type, .symbol = symbol, .operands = {}});
}

ValueId FunctionBuilder::local(Local local) {
  const auto index = static_cast<uint32_t>(function_.locals.size());
  function_.locals.push_back(std::move(local));
  return values_.intern({.kind = ValueKind::Local, .type = kPointer, .index = index, .operands = {}});
}

ValueId FunctionBuilder::string(llvm::StringRef text) {
  const uint32_t index = intern(strings_, function_.strings, text);
  return values_.intern({.kind = ValueKind::String, .type = kPointer, .index = index, .operands = {}});
}

ValueId FunctionBuilder::undefined(Type type) {
  return values_.intern({.kind = ValueKind::Undefined, .type = type, .operands = {}});
}

ValueId FunctionBuilder::unknown(Type type) {
  return values_.intern({.kind = ValueKind::Unknown, .type = type, .index = unknowns_++, .operands = {}});
}

BlockId FunctionBuilder::makeBlock() {
  function_.blocks.emplace_back();
  return BlockId(static_cast<uint32_t>(function_.blocks.size() - 1));
}

ValueId FunctionBuilder::append(BlockId block, Instruction instruction) {
  instruction.site = sites_++;
  const Type type = instruction.type;
  if (instruction.kind == InstructionKind::Load)
    instruction.result = values_.intern({.kind = ValueKind::Load,
                                         .type = type,
                                         .index = instruction.site,
                                         .operands = {instruction.address}});
  else if (instruction.kind == InstructionKind::Call && type.typeClass != TypeClass::Void)
    instruction.result = values_.intern(
        {.kind = ValueKind::CallResult, .type = type, .index = instruction.site, .operands = {}});
  const ValueId result = instruction.result;
  function_.blocks[block.index].instructions.push_back(std::move(instruction));
  return result;
}

ValueId FunctionBuilder::phi(BlockId block, Type type) {
  return values_.phi(block.index, type);
}

void FunctionBuilder::addIncoming(ValueId phi, BlockId predecessor, ValueId value) {
  incoming_[phi].insert_or_assign(predecessor, value);
}

void FunctionBuilder::name(ValueId value, llvm::StringRef variable) {
  if (value.valid() && mayHaveName(values_[value].kind) && !variable.empty())
    names_.try_emplace(value, variable);
}

PhiSimplification FunctionBuilder::collectPhis(const BlockMerging &blocks) {
  PhiSimplification phis(values_);
  for (auto &[phi, incoming] : incoming_) {
    const BlockId home(values_[phi].index), block = blocks.newId(home);
    if (!block.valid())
      continue;
    std::map<BlockId, ValueId> byPredecessor; // in the finished function
    for (const auto &[predecessor, value] : incoming)
      byPredecessor[blocks.newId(predecessor)] = value;
    std::vector<ValueId> operands;
    if (blocks.isJoined(home))
      operands = {byPredecessor.at(block)};
    else
      for (BlockId predecessor : function_.blocks[block.index].predecessors)
        operands.push_back(byPredecessor.at(predecessor));
    phis.add(phi, block, std::move(operands));
  }
  return phis;
}

Function FunctionBuilder::finish() && {
  const BlockMerging blocks(function_.blocks);
  blocks.apply(function_);
  function_.names.assign(names_.begin(), names_.end());
  collectPhis(blocks).apply(function_);
  for (Block &block : function_.blocks)
    normalizeCondition(function_, block);
  return canonical(function_);
}

} // namespace hookqual::ir
