// SPDX-License-Identifier: MIT
// The blocks that lead to one point of a function, with the first iteration of each loop apart
// from the later ones: a loop's blocks are there twice, those of a loop in a loop four times.
#pragma once

#include "analyzer/witness/Blocks.h"

#include <limits>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace hookqual::witness {

struct BlockCopy {
  static constexpr uint32_t kNoEdge = std::numeric_limits<uint32_t>::max();
  enum class Part : uint8_t { Whole, BeforeTarget, FromTarget, Target };
  struct Edge {
    uint32_t to = 0;
    uint32_t index = kNoEdge; // of the block's successors; none between the parts of one block
  };

  uint32_t block = 0;
  Part part = Part::Whole;
  size_t begin = 0, end = 0; // of its instructions
  uint64_t later = 0;        // a bit for each loop around the block, outermost first: whether this
                             // is one of its later iterations
  std::vector<Edge> successors;
  std::vector<uint32_t> predecessors; // distinct, ascending
};

class BlockCopies {
public:
  /// At most `limit` copies, unless the function has more blocks than that.
  BlockCopies(const ir::Function &function, Position target, size_t limit);

  /// In an order in which only later iterations lead back; the first is the entry. The block of
  /// the target is cut in two before it, and the last copy, to which each first part leads as
  /// well, is the target alone.
  const std::vector<BlockCopy> &all() const { return copies_; }
  uint32_t target() const { return uint32_t(copies_.size() - 1); }
  /// Loops on the way that are not peeled: they would take too many copies, or can be entered
  /// elsewhere than at their heads.
  size_t unpeeled() const { return unpeeled_; }

  /// How many loops around the block are peeled.
  size_t depthOf(uint32_t block) const { return around_[block].size(); }
  /// Whether the copy lies in all peeled loops that lie around the block.
  bool isWithin(uint32_t copy, uint32_t block) const;
  /// The copy that holds the instruction, or that begins the block; nothing when it does not lead
  /// to the target.
  std::optional<uint32_t> find(Position instruction, uint64_t later) const;
  std::optional<uint32_t> findBegin(uint32_t block, uint64_t later) const;

  /// Whether no peeled loop around the copy is in its first iteration.
  bool isInLaterIterations(uint32_t copy) const;

  /// When what was executed last of a block is the same seen from one copy and from another.
  struct Sameness {
    bool isPossible = true;
    std::vector<uint32_t> unless; // the path comes by one of these copies
  };
  Sameness sameExecution(uint32_t block, uint32_t seenFrom, uint32_t other) const;

private:
  using Key = std::vector<uint32_t>;

  void findLeading();
  void chooseLoops(size_t limit);
  size_t costOf(const Loop &loop) const;
  bool isEnteredAtHead(const Loop &loop) const;
  void findCopies();
  void connect();
  std::vector<std::pair<BlockCopy, uint32_t>> successorsOf(const BlockCopy &copy) const;
  BlockCopy copyOf(uint32_t block, BlockCopy::Part part, uint64_t later) const;
  uint64_t laterAfter(const BlockCopy &from, uint32_t to) const;
  Key keyOf(const BlockCopy &copy) const;
  bool goesOnFromTarget() const;

  const ir::Function &function_;
  Position target_;
  std::vector<bool> leads_; // by block: whether any way goes from it to the target's
  std::vector<Loop> loops_;
  std::vector<std::vector<uint32_t>> around_; // by block: peeled loops, outermost first
  size_t unpeeled_ = 0;
  std::vector<BlockCopy> copies_;
  std::map<Key, uint32_t> numbers_;
};

} // namespace hookqual::witness
