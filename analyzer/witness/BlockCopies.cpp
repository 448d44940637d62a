// SPDX-License-Identifier: MIT
#include "analyzer/witness/BlockCopies.h"

#include <algorithm>

namespace hookqual::witness {

using Part = BlockCopy::Part;

BlockCopies::BlockCopies(const ir::Function &function, Position target, size_t limit)
    : function_(function), target_(target), leads_(function.blocks.size()), loops_(loopsOf(function)),
      around_(function.blocks.size()) {
  findLeading();
  chooseLoops(limit);
  findCopies();
  connect();
}

void BlockCopies::findLeading() {
  std::vector<uint32_t> work{target_.block};
  leads_[target_.block] = true;
  while (!work.empty()) {
    const uint32_t block = work.back();
    work.pop_back();
    for (ir::BlockId predecessor : function_.blocks[block].predecessors)
      if (!leads_[predecessor.index]) {
        leads_[predecessor.index] = true;
        work.push_back(predecessor.index);
      }
  }
}

bool BlockCopies::isEnteredAtHead(const Loop &loop) const {
  return std::all_of(loop.blocks.begin(), loop.blocks.end(), [&](uint32_t block) {
    const auto &predecessors = function_.blocks[block].predecessors;
    return block == loop.head ||
           std::all_of(predecessors.begin(), predecessors.end(),
                       [&](ir::BlockId predecessor) { return loop.contains(predecessor.index); });
  });
}

/// How many copies more it takes to peel it.
size_t BlockCopies::costOf(const Loop &loop) const {
  size_t cost = 0;
  for (uint32_t block : loop.blocks)
    if (leads_[block])
      cost += size_t(1) << around_[block].size();
  return cost;
}

/// Small loops first, so that as many as possible are peeled.
void BlockCopies::chooseLoops(size_t limit) {
  std::vector<uint32_t> onTheWay;
  for (uint32_t i = 0; i < loops_.size(); ++i)
    if (leads_[loops_[i].head])
      onTheWay.push_back(i);
  std::sort(onTheWay.begin(), onTheWay.end(), [&](uint32_t a, uint32_t b) {
    return std::pair(loops_[a].blocks.size(), a) < std::pair(loops_[b].blocks.size(), b);
  });
  size_t copies = size_t(std::count(leads_.begin(), leads_.end(), true));
  for (uint32_t i : onTheWay) {
    const size_t cost = costOf(loops_[i]);
    if (copies + cost > limit || !isEnteredAtHead(loops_[i])) {
      ++unpeeled_;
      continue;
    }
    copies += cost;
    for (uint32_t block : loops_[i].blocks)
      around_[block].push_back(i);
  }
  // Of loops that are entered at their heads, one that contains the other has the earlier head.
  for (auto &around : around_)
    std::sort(around.begin(), around.end());
}

bool BlockCopies::goesOnFromTarget() const {
  const auto &successors = function_.blocks[target_.block].successors;
  return std::any_of(successors.begin(), successors.end(),
                     [&](const ir::Edge &edge) { return leads_[edge.target.index]; });
}

/// All blocks of a loop stand together, its first iteration before the later ones. No edge but
/// one to its head leads into it, so that this keeps the order of the function.
BlockCopies::Key BlockCopies::keyOf(const BlockCopy &copy) const {
  if (copy.part == Part::Target)
    return {uint32_t(function_.blocks.size())};
  Key key;
  const auto &around = around_[copy.block];
  for (size_t i = 0; i < around.size(); ++i) {
    key.push_back(loops_[around[i]].head);
    key.push_back(uint32_t(copy.later >> i & 1));
  }
  key.push_back(copy.block);
  key.push_back(copy.part == Part::FromTarget ? 1 : 0);
  return key;
}

BlockCopy BlockCopies::copyOf(uint32_t block, Part part, uint64_t later) const {
  BlockCopy copy{.block = block, .part = part, .later = later, .successors = {}, .predecessors = {}};
  copy.end = function_.blocks[block].instructions.size();
  if (part == Part::Whole && block == target_.block)
    copy.part = Part::BeforeTarget;
  if (copy.part == Part::BeforeTarget)
    copy.end = target_.instruction;
  if (copy.part == Part::FromTarget || copy.part == Part::Target)
    copy.begin = target_.instruction;
  if (copy.part == Part::Target)
    copy.end = std::min(copy.end, copy.begin + 1);
  return copy;
}

/// Which iterations an edge from the copy leads to. To come back to a head is to begin a later
/// iteration, to come from outside is to begin the first.
uint64_t BlockCopies::laterAfter(const BlockCopy &from, uint32_t to) const {
  uint64_t later = 0;
  const auto &around = around_[to];
  for (size_t i = 0; i < around.size(); ++i) {
    const Loop &loop = loops_[around[i]];
    if (loop.contains(from.block) && (to == loop.head || (from.later >> i & 1) != 0))
      later |= uint64_t(1) << i;
  }
  return later;
}

/// Each with the index of the edge.
std::vector<std::pair<BlockCopy, uint32_t>> BlockCopies::successorsOf(const BlockCopy &copy) const {
  std::vector<std::pair<BlockCopy, uint32_t>> successors;
  if (copy.part == Part::BeforeTarget) {
    successors.emplace_back(copyOf(copy.block, Part::Target, 0), BlockCopy::kNoEdge);
    if (goesOnFromTarget())
      successors.emplace_back(copyOf(copy.block, Part::FromTarget, copy.later), BlockCopy::kNoEdge);
  } else if (copy.part != Part::Target) {
    const auto &edges = function_.blocks[copy.block].successors;
    for (uint32_t k = 0; k < edges.size(); ++k)
      if (const uint32_t to = edges[k].target.index; leads_[to])
        successors.emplace_back(copyOf(to, Part::Whole, laterAfter(copy, to)), k);
  }
  return successors;
}

void BlockCopies::findCopies() {
  std::map<Key, BlockCopy> found;
  std::vector<BlockCopy> work{copyOf(0, Part::Whole, 0)};
  found.emplace(keyOf(work.back()), work.back());
  while (!work.empty()) {
    const BlockCopy copy = std::move(work.back());
    work.pop_back();
    for (auto &[successor, edge] : successorsOf(copy))
      if (found.try_emplace(keyOf(successor), successor).second)
        work.push_back(std::move(successor));
  }
  for (auto &[key, copy] : found) {
    numbers_.emplace(key, uint32_t(copies_.size()));
    copies_.push_back(std::move(copy));
  }
}

void BlockCopies::connect() {
  for (uint32_t from = 0; from < copies_.size(); ++from)
    for (const auto &[successor, edge] : successorsOf(copies_[from])) {
      const uint32_t to = numbers_.at(keyOf(successor));
      copies_[from].successors.push_back({to, edge});
      auto &predecessors = copies_[to].predecessors;
      if (predecessors.empty() || predecessors.back() != from)
        predecessors.push_back(from);
    }
}

bool BlockCopies::isWithin(uint32_t copy, uint32_t block) const {
  const auto &around = around_[block];
  return around.empty() ||
         (copies_[copy].part != Part::Target && loops_[around.back()].contains(copies_[copy].block));
}

std::optional<uint32_t> BlockCopies::find(Position instruction, uint64_t later) const {
  const bool isSecond = instruction.block == target_.block && instruction.instruction >= target_.instruction;
  const auto found =
      numbers_.find(keyOf(copyOf(instruction.block, isSecond ? Part::FromTarget : Part::Whole, later)));
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<uint32_t> BlockCopies::findBegin(uint32_t block, uint64_t later) const {
  const auto found = numbers_.find(keyOf(copyOf(block, Part::Whole, later)));
  return found == numbers_.end() ? std::nullopt : std::optional(found->second);
}

bool BlockCopies::isInLaterIterations(uint32_t copy) const {
  return copies_[copy].later + 1 == uint64_t(1) << around_[copies_[copy].block].size();
}

BlockCopies::Sameness BlockCopies::sameExecution(uint32_t block, uint32_t seenFrom, uint32_t other) const {
  Sameness sameness;
  const BlockCopy &a = copies_[seenFrom], &b = copies_[other];
  const auto &around = around_[block];
  for (size_t i = 0; i < around.size(); ++i) {
    const Loop &loop = loops_[around[i]];
    if (!loop.contains(a.block))
      break;
    const uint64_t bit = uint64_t(1) << i;
    if (b.part != Part::Target && loop.contains(b.block)) {
      if ((a.later & bit) != (b.later & bit))
        return {.isPossible = false, .unless = {}};
    } else if ((a.later & bit) == 0) {
      // Seen from outside it is the last iteration: the first, if there is no later one.
      if (const auto head = findBegin(loop.head, (a.later & (bit - 1)) | bit))
        sameness.unless.push_back(*head);
    }
  }
  return sameness;
}

} // namespace hookqual::witness
