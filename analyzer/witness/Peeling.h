// SPDX-License-Identifier: MIT
// A function up to one of its sites, with loops peeled: a function again, in which the first
// iteration of a loop has blocks and values of its own, and what is left of the loop are its later
// iterations. A path enters the first with the values from before the loop and leaves the loop
// from there, or comes to the site there, or goes on to the later ones.
#pragma once

#include "analyzer/ir/ValueTable.h"
#include "analyzer/witness/BlockCopies.h"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace hookqual::witness {

class Peeling {
public:
  /// No more blocks than that, unless the function has more.
  static constexpr size_t kMostBlocks = 1000;

  Peeling(const ir::Function &function, uint32_t site, size_t mostBlocks = kMostBlocks);

  const ir::Function &function() const { return peeled_; }
  /// The site alone, in the last block. What leads to this block stands in front of it, in one
  /// iteration or another.
  const ir::Instruction &target() const;
  Position targetPosition() const { return {copies_.target(), 0}; }

  /// Blocks of the peeled function and what they are copies of.
  const BlockCopies &copies() const { return copies_; }
  uint32_t originalBlock(uint32_t block) const { return copies_.all()[block].block; }
  uint32_t originalSite(uint32_t site) const { return sites_[site]; }
  /// The block of a value or site of the original; nothing for what has none.
  std::optional<uint32_t> blockOf(ir::ValueId original) const;
  std::optional<uint32_t> blockOfSite(uint32_t original) const;

  /// What the original's value is in the block. Adds values to the function, so that all of them
  /// are to be asked for before anything is made of its phis.
  ir::ValueId at(ir::ValueId original, uint32_t block);

private:
  struct PendingPhi {
    ir::ValueId phi, original;
    uint32_t block = 0;
  };

  void findPositions();
  void findUnknowns();
  void copyTables();
  void copyBlocks();
  void copyBlock(uint32_t copy);
  void copyTerminator(uint32_t copy);
  ir::Instruction copyInstruction(const ir::Instruction &instruction, uint32_t copy);
  void completeValues();

  ir::ValueId valueAt(ir::ValueId original, uint32_t copy);
  ir::ValueId leafAt(ir::ValueId original, uint32_t copy);
  ir::ValueId ofExecution(ir::ValueId original, uint32_t block, uint64_t later);
  ir::ValueId makeLeaf(ir::ValueId original, uint32_t block, uint64_t later);
  ir::ValueId makePhi(ir::ValueId original, uint32_t copy);
  ir::ValueId afterLoop(ir::ValueId original, uint32_t copy);
  ir::ValueId onEdge(ir::ValueId phi, uint32_t from);
  ir::ValueId unknown(const ir::Type &type);

  const ir::Function &original_;
  std::map<uint32_t, Position> positions_; // by original site
  Position target_;
  BlockCopies copies_;
  std::map<ir::ValueId, uint32_t> unknowns_; // block in which it may have been made
  uint32_t nextUnknown_ = 0;
  ir::Function peeled_;
  std::vector<uint32_t> sites_;      // original, by site
  std::vector<uint32_t> firstSites_; // by copy
  ir::ValueTable table_;
  std::map<std::pair<ir::ValueId, uint32_t>, ir::ValueId> values_;     // by copy
  std::map<std::pair<ir::ValueId, uint64_t>, ir::ValueId> executions_; // by iterations
  std::vector<PendingPhi> pending_;
};

} // namespace hookqual::witness
