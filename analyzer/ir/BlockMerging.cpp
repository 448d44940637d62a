// SPDX-License-Identifier: MIT
#include "analyzer/ir/BlockMerging.h"

#include "analyzer/ir/Canonical.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace hookqual::ir {

BlockMerging::BlockMerging(const std::vector<Block> &blocks)
    : order_(orderOf(blocks)), newIds_(blocks.size()), isJoined_(blocks.size()) {
  std::vector<unsigned> edges(blocks.size());
  for (BlockId block : order_)
    for (const Edge &edge : blocks[block.index].successors)
      ++edges[edge.target.index];
  for (BlockId block : order_) {
    const Block &before = blocks[block.index];
    if (before.terminator != Terminator::Jump)
      continue;
    const BlockId target = before.successors.front().target;
    isJoined_[target.index] = target.index != 0 && edges[target.index] == 1;
  }

  // A joined block comes after its predecessor: a loop always has another way in.
  uint32_t next = 0;
  for (BlockId block : order_)
    if (!isJoined_[block.index])
      newIds_[block.index] = BlockId(next++);
  for (BlockId block : order_)
    if (const Block &before = blocks[block.index]; before.terminator == Terminator::Jump)
      if (const BlockId target = before.successors.front().target; isJoined_[target.index])
        newIds_[target.index] = newIds_[block.index];
}

std::vector<BlockId> BlockMerging::orderOf(const std::vector<Block> &blocks) {
  std::vector<BlockId> postOrder;
  std::vector<bool> isSeen(blocks.size());
  std::vector<std::pair<BlockId, size_t>> path = {{BlockId(0), 0}};
  isSeen[0] = true;
  while (!path.empty()) {
    auto &[block, next] = path.back();
    const std::vector<Edge> &successors = blocks[block.index].successors;
    if (next == successors.size()) {
      postOrder.push_back(block);
      path.pop_back();
      continue;
    }
    // The last successor first, so that the first one follows its block.
    const BlockId target = successors[successors.size() - ++next].target;
    if (!isSeen[target.index]) {
      isSeen[target.index] = true;
      path.emplace_back(target, 0);
    }
  }
  std::ranges::reverse(postOrder);
  return postOrder;
}

void BlockMerging::apply(Function &function) const {
  std::vector<Block> blocks;
  for (BlockId old : order_) {
    Block &block = function.blocks[old.index];
    if (!isJoined(old)) {
      blocks.push_back(std::move(block));
      continue;
    }
    Block &before = blocks[newId(old).index];
    std::vector<Instruction> instructions = std::move(before.instructions);
    std::ranges::move(block.instructions, std::back_inserter(instructions));
    before = std::move(block);
    before.instructions = std::move(instructions);
  }
  for (Block &block : blocks)
    for (Edge &edge : block.successors)
      edge.target = newId(edge.target);
  function.blocks = std::move(blocks);
  computePredecessors(function);
}

} // namespace hookqual::ir
