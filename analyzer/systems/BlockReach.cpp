// SPDX-License-Identifier: MIT
#include "analyzer/systems/BlockReach.h"

namespace hookqual::systems {

using ir::BlockId;

BlockSet blocksThatReach(const ir::Function &function, const BlockSet &goals) {
  BlockSet reach = goals;
  std::vector<uint32_t> open;
  for (uint32_t i = 0; i < goals.size(); ++i)
    if (goals[i])
      open.push_back(i);
  while (!open.empty()) {
    const uint32_t block = open.back();
    open.pop_back();
    for (BlockId before : function.blocks[block].predecessors)
      if (!reach[before.index]) {
        reach[before.index] = true;
        open.push_back(before.index);
      }
  }
  return reach;
}

BlockSet blocksReachedFrom(const ir::Function &function, BlockId start, const BlockSet &walls) {
  BlockSet reached(function.blocks.size());
  std::vector<BlockId> open{start};
  reached[start.index] = true;
  while (!open.empty()) {
    const BlockId block = open.back();
    open.pop_back();
    if (walls[block.index])
      continue;
    for (const ir::Edge &edge : function.block(block).successors)
      if (!reached[edge.target.index]) {
        reached[edge.target.index] = true;
        open.push_back(edge.target);
      }
  }
  return reached;
}

namespace {

/// The nearest block that dominates both; blocks are in reverse post-order.
BlockId meet(const std::vector<BlockId> &dominators, BlockId a, BlockId b) {
  while (a != b)
    if (a.index > b.index)
      a = dominators[a.index];
    else
      b = dominators[b.index];
  return a;
}

} // namespace

std::vector<BlockId> immediateDominators(const ir::Function &function) {
  std::vector<BlockId> dominators(function.blocks.size());
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t i = 1; i < function.blocks.size(); ++i) {
      BlockId found;
      for (BlockId before : function.blocks[i].predecessors)
        if (before.index == 0 || dominators[before.index].valid())
          found = found.valid() ? meet(dominators, found, before) : before;
      if (found.valid() && found != dominators[i]) {
        dominators[i] = found;
        changed = true;
      }
    }
  }
  return dominators;
}

bool dominates(const std::vector<BlockId> &dominators, BlockId upper, BlockId lower) {
  while (lower.valid() && lower.index > upper.index)
    lower = dominators[lower.index];
  return lower == upper;
}

} // namespace hookqual::systems
