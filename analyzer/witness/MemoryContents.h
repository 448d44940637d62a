// SPDX-License-Identifier: MIT
// What memory holds at points of one activation, on the paths of its formula: the last store
// to the place, what the caller left there, or a symbol of its own. Contents that differ on
// the edges into a block are tied to the edges; what a loop changes is free. Heap fields keep
// their value over calls whose effect inference does not know either (design section 5).
#pragma once

#include "analyzer/infer/Term.h"
#include "analyzer/witness/Blocks.h"
#include "analyzer/witness/CalleeSummaries.h"

#include "llvm/ADT/STLFunctionalExtras.h"
#include <z3++.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace hookqual::witness {

class ValueEncoder;

/// An access: [bitOffset, bitOffset + bits) of the memory at base + offset.
struct Place {
  infer::TermId base;
  int64_t offset = 0;
  uint32_t bits = 0, bitOffset = 0;
  bool isBitField = false;
  friend auto operator<=>(const Place &, const Place &) = default;
};

struct Content {
  z3::expr value;
  infer::TermId key; // its name, by which addresses are compared
};

/// The paths of a formula as far as memory needs them.
class PathBlocks {
public:
  virtual ~PathBlocks() = default;
  virtual bool isRelevant(uint32_t block) const = 0;
  /// Demands `a == b` on every path that goes from one block to the other.
  virtual void equateOnEdges(uint32_t from, uint32_t to, const z3::expr &a, const z3::expr &b) = 0;
};

class MemoryContents {
public:
  /// The activation and the call in it that enters the function; null at the root.
  struct Caller {
    MemoryContents *memory = nullptr;
    const ir::Instruction *call = nullptr;
    Position point;
  };

  MemoryContents(z3::context &context, infer::TermPool &terms, const ir::Function &function,
                 std::string prefix, CalleeSummaries &summaries, PathBlocks &paths, Caller caller);

  void useValues(ValueEncoder &values) { values_ = &values; }

  z3::expr valueOfLoad(ir::ValueId load);
  Content contentAt(const Place &place, Position point);
  /// The value by name: two values with one key are equal, others may be.
  infer::TermId keyOf(ir::ValueId value);
  Place placeAt(infer::TermId address, uint32_t bits) const;
  /// The name here of what the callee calls `term`, as the call at `point` finds it.
  std::optional<infer::TermId> inCaller(const infer::TermPool &calleeTerms, infer::TermId term,
                                        const ir::Instruction &call, Position point);
  const ir::Function &function() const { return function_; }
  infer::TermPool &terms() { return terms_; }

private:
  enum class Effect : uint8_t { None, Writes, MayChange };
  struct Event { // an instruction that may change memory
    size_t position = 0;
    const ir::Instruction *instruction = nullptr;
  };

  void findEvents();
  Content contentOfLoad(ir::ValueId load);
  Place placeOf(const ir::Instruction &access);
  Effect effectOn(const Place &place, const ir::Instruction &instruction, Position point);
  Effect effectOfStore(const Place &place, const ir::Instruction &store);
  struct Written { // by a call
    infer::TermId base;
    int64_t low = 0, high = 0; // exclusive
    bool isEverything = false;
  };
  bool mayChangeByCall(const Place &place, const ir::Instruction &call, Position point);
  const std::vector<Written> &writtenBy(const ir::Instruction &call, const infer::FunctionSummary &callee,
                                        Position point);
  bool mayFill(const Place &place, const ir::Instruction &call, size_t argument) const;
  bool loopMayChange(uint32_t head, const Place &place) const;
  Content contentInto(const Place &place, uint32_t block);
  Content merged(const Place &place, uint32_t block);
  std::optional<Content> lastBefore(const Place &place, Position point);
  Content contentAtEntry(const Place &place);
  Content unknown(const Place &place, const std::string &where);

  z3::context &context_;
  infer::TermPool &terms_;
  const ir::Function &function_;
  std::string prefix_;
  CalleeSummaries &summaries_;
  PathBlocks &paths_;
  Caller caller_;
  ValueEncoder *values_ = nullptr;
  std::vector<std::vector<Event>> events_;          // by block
  std::map<uint32_t, std::vector<uint32_t>> loops_; // head -> its blocks
  std::map<uint32_t, Position> points_;             // by site, of loads
  std::map<std::pair<Place, uint32_t>, Content> into_;
  std::map<uint32_t, std::vector<Written>> written_; // by site, of calls
  std::map<uint32_t, Place> stored_;                 // by site, of stores
  std::map<infer::TermId, std::optional<infer::TermId>> namesInCaller_;
  std::map<ir::ValueId, infer::TermId> keys_;
  std::map<ir::ValueId, Content> loads_;
};

} // namespace hookqual::witness
