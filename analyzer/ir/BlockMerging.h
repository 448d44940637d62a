// SPDX-License-Identifier: MIT
// Puts the reachable blocks into reverse post-order and joins a block with its only
// successor when that has no other predecessor. Part of FunctionBuilder.
#pragma once

#include "analyzer/ir/Function.h"

#include <vector>

namespace hookqual::ir {

class BlockMerging {
public:
  explicit BlockMerging(const std::vector<Block> &blocks);

  /// The new id of the block into which `old` went; invalid if it is unreachable.
  BlockId newId(BlockId old) const { return newIds_[old.index]; }
  /// Whether `old` was appended to its only predecessor.
  bool isJoined(BlockId old) const { return isJoined_[old.index]; }

  /// The blocks of the finished function, predecessors included.
  void apply(Function &function) const;

private:
  static std::vector<BlockId> orderOf(const std::vector<Block> &blocks);

  std::vector<BlockId> order_; // old ids
  std::vector<BlockId> newIds_;
  std::vector<bool> isJoined_;
};

} // namespace hookqual::ir
