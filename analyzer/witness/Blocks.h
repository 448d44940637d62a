// SPDX-License-Identifier: MIT
// Where instructions stand in the flow of a function, and what of it a path passes.
#pragma once

#include "analyzer/witness/Path.h"

#include <vector>

namespace hookqual::witness {

/// Of an instruction; as a point of the flow, what lies before it.
struct Position {
  uint32_t block = 0;
  size_t instruction = 0;
  friend auto operator<=>(const Position &, const Position &) = default;
};

Position positionOf(const ir::Function &function, uint32_t site);

/// Whether control may come from the one to the other, through loops as well.
bool mayFollow(const ir::Function &function, Position first, Position second);

/// The blocks that the frame's path enters, in this order; the entry is the first.
std::vector<uint32_t> blocksOn(const Frame &frame);

/// Whether control may come back to the block from itself or a later one.
bool isLoopHead(const ir::Function &function, uint32_t block);

/// What an edge that runs backwards closes, ascending by its head; one for each head.
struct Loop {
  uint32_t head = 0;
  std::vector<uint32_t> blocks; // ascending, the head among them

  bool contains(uint32_t block) const;
};

std::vector<Loop> loopsOf(const ir::Function &function);

/// By block: whether control may come from it to `block`, itself included, if every loop is
/// passed once.
std::vector<bool> leadingTo(const ir::Function &function, uint32_t block);

} // namespace hookqual::witness
