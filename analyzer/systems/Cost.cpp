// SPDX-License-Identifier: MIT
#include "analyzer/systems/Cost.h"

#include "analyzer/ir/Calls.h"
#include "analyzer/learn/RefusingPaths.h"

#include <algorithm>

namespace hookqual::systems {

using ir::BlockId;
using ir::FunctionId;

namespace {

/// The ways on from a block that a caller would call success; all of them if each refuses.
std::vector<BlockId> waysOn(const ir::Function &function, const learn::RefusingPaths &refusals, BlockId id) {
  std::vector<BlockId> on, all;
  const ir::Block &block = function.block(id);
  for (size_t s = 0; s < block.successors.size(); ++s) {
    const BlockId target = block.successors[s].target;
    if (target <= id)
      continue; // a loop is gone through once
    all.push_back(target);
    if (!refusals.refusalAlong(id, s))
      on.push_back(target);
  }
  return on.empty() ? all : on;
}

} // namespace

Costs::Costs(ObjectCache &objects, const std::set<std::string, std::less<>> &hooks)
    : program_(objects.program()), hooks_(hooks), costs_(program_.functionCount()),
      ranks_(program_.functionCount()) {
  uint32_t rank = 0;
  for (FunctionId function : objects.calleesFirst()) {
    ranks_[function.index] = rank++;
    measure(function);
  }
}

bool Costs::isHook(const ir::Function &caller, const ir::Instruction &call) const {
  return call.kind == ir::InstructionKind::Call && call.callee == ir::CalleeKind::Direct &&
         hooks_.contains(ir::nameOf(caller.spelling(call.symbol)));
}

void Costs::measure(FunctionId id) {
  const ir::Function &function = program_.function(id);
  if (hooks_.contains(function.symbol.name))
    return;
  std::vector<Cost> own(function.blocks.size());
  bool any = false;
  for (size_t i = 0; i < own.size(); ++i)
    for (const ir::Instruction &instruction : function.blocks[i].instructions)
      if (isHook(function, instruction)) {
        own[i].typical += 1;
        ++own[i].longest;
        any = true;
      } else if (const FunctionId callee = ir::directCalleeOf(program_, function, instruction);
                 callee.valid()) {
        own[i].typical += costs_[callee.index].typical;
        own[i].longest += costs_[callee.index].longest;
        any |= costs_[callee.index].longest > 0;
      }
  if (!any)
    return;
  const learn::RefusingPaths refusals(function);
  std::vector<BlockId> next(function.blocks.size());
  for (size_t i = function.blocks.size(); i-- > 0;) {
    const std::vector<BlockId> on = waysOn(function, refusals, BlockId(uint32_t(i)));
    double sum = 0;
    uint64_t most = 0;
    for (BlockId block : on) {
      sum += own[block.index].typical;
      if (!next[i].valid() || own[block.index].longest > most)
        next[i] = block;
      most = std::max(most, own[block.index].longest);
    }
    own[i].typical += on.empty() ? 0 : sum / double(on.size());
    own[i].longest += most;
  }
  costs_[id.index] = own[0];
  std::vector<BlockId> &way = longest_[id];
  for (BlockId block(0); block.valid(); block = next[block.index])
    way.push_back(block);
}

const Costs::HookCounts &Costs::onLongest(FunctionId id) {
  const auto [known, isNew] = counts_.try_emplace(id);
  const auto way = longest_.find(id);
  if (!isNew || way == longest_.end())
    return known->second;
  HookCounts counts;
  const ir::Function &function = program_.function(id);
  for (BlockId block : way->second)
    for (const ir::Instruction &instruction : function.block(block).instructions)
      if (isHook(function, instruction))
        ++counts[std::string(ir::nameOf(function.spelling(instruction.symbol)))];
      else if (const FunctionId callee = ir::directCalleeOf(program_, function, instruction);
               callee.valid() && ranks_[callee.index] < ranks_[id.index])
        for (const auto &[hook, count] : onLongest(callee))
          counts[hook] += count;
  return counts_[id] = std::move(counts);
}

} // namespace hookqual::systems
