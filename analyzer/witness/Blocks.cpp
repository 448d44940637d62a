// SPDX-License-Identifier: MIT
#include "analyzer/witness/Blocks.h"

#include <algorithm>
#include <set>

namespace hookqual::witness {

namespace {

std::set<uint32_t> reachableFrom(const ir::Function &function, uint32_t start) {
  std::set<uint32_t> seen;
  std::vector<uint32_t> work{start};
  while (!work.empty()) {
    uint32_t block = work.back();
    work.pop_back();
    for (const ir::Edge &edge : function.blocks[block].successors)
      if (seen.insert(edge.target.index).second)
        work.push_back(edge.target.index);
  }
  return seen;
}

} // namespace

Position positionOf(const ir::Function &function, uint32_t site) {
  for (const ir::Instruction &end : function.returns)
    if (end.site == site) {
      const uint32_t block = ir::blockOfReturn(end).index;
      return {block, function.blocks[block].instructions.size()};
    }
  for (uint32_t b = 0; b < function.blocks.size(); ++b)
    for (size_t i = 0; i < function.blocks[b].instructions.size(); ++i)
      if (function.blocks[b].instructions[i].site == site)
        return {b, i};
  return {};
}

bool mayFollow(const ir::Function &function, Position first, Position second) {
  if (first.block == second.block && first.instruction < second.instruction)
    return true;
  return reachableFrom(function, first.block).contains(second.block);
}

std::vector<uint32_t> blocksOn(const Frame &frame) {
  std::vector<uint32_t> blocks{0};
  for (const infer::Trace *event : frame.events)
    if (event->kind == infer::TraceKind::Edge)
      blocks.push_back(event->block.index);
  return blocks;
}

bool isLoopHead(const ir::Function &function, uint32_t block) {
  const auto &predecessors = function.blocks[block].predecessors;
  return std::any_of(predecessors.begin(), predecessors.end(),
                     [&](ir::BlockId predecessor) { return predecessor.index >= block; });
}

bool Loop::contains(uint32_t block) const {
  return std::binary_search(blocks.begin(), blocks.end(), block);
}

std::vector<Loop> loopsOf(const ir::Function &function) {
  std::vector<Loop> loops;
  for (uint32_t head = 0; head < function.blocks.size(); ++head) {
    std::set<uint32_t> blocks;
    std::vector<uint32_t> work;
    auto addFrom = [&](uint32_t block) {
      for (ir::BlockId predecessor : function.blocks[block].predecessors)
        if (predecessor.index >= head)
          work.push_back(predecessor.index);
    };
    addFrom(head);
    while (!work.empty()) {
      const uint32_t block = work.back();
      work.pop_back();
      if (blocks.insert(block).second && block != head)
        addFrom(block);
    }
    if (!blocks.empty()) {
      blocks.insert(head);
      loops.push_back({head, {blocks.begin(), blocks.end()}});
    }
  }
  return loops;
}

std::vector<bool> leadingTo(const ir::Function &function, uint32_t block) {
  // Blocks stand in reverse post-order: what runs backwards closes a loop.
  std::vector<bool> leads(function.blocks.size(), false);
  leads[block] = true;
  for (uint32_t b = block; b-- > 0;)
    for (const ir::Edge &edge : function.blocks[b].successors)
      if (edge.target.index > b && leads[edge.target.index])
        leads[b] = true;
  return leads;
}

} // namespace hookqual::witness
