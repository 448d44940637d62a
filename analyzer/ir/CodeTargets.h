// SPDX-License-Identifier: MIT
// Solves the code flows of a linked program: which functions and tables each place may hold. A
// may analysis by inclusion (Andersen) over fields, without regard to order and callers.
#pragma once

#include "analyzer/ir/CodeFlow.h"
#include "analyzer/ir/Ids.h"

#include "llvm/ADT/DenseMap.h"

#include <cstdint>
#include <deque>
#include <functional>
#include <span>
#include <utility>
#include <vector>

namespace hookqual::ir {

/// CodePlace with dense numbers for its names.
struct CodeNode {
  CodePlaceKind kind = CodePlaceKind::Function;
  uint32_t name = 0;  // function, variable or member; of a place within a function: the function
  uint32_t index = 0; // as in CodePlace

  friend bool operator==(const CodeNode &, const CodeNode &) = default;
  friend auto operator<=>(const CodeNode &, const CodeNode &) = default;
};

class CodeTargets {
public:
  /// What `from` holds, `to` may hold. `from` of kind Function or Object is that function or
  /// table itself, of kind Unknown it is anything.
  void addFlow(const CodeNode &from, const CodeNode &to);
  void addTarget(const CodeNode &place, FunctionId function) { put(numberOf(place), itemOf(function)); }
  /// `table` is any number of the caller's.
  void addTable(const CodeNode &place, uint32_t table);

  bool isKnown(const CodeNode &place) const { return find(place) != nullptr; }

  /// No additions afterwards, no questions before.
  void solve();

  /// Ascending.
  std::span<const FunctionId> heldBy(const CodeNode &place) const;
  /// Ascending; of a place that is not open.
  std::span<const uint32_t> tablesIn(const CodeNode &place) const;
  /// Whether it may hold pointers that tablesIn() does not know.
  bool isOpen(const CodeNode &node) const;
  /// In ascending order of places.
  void forEach(CodePlaceKind kind,
               const std::function<void(const CodeNode &, std::span<const FunctionId>)> &visit) const;

private:
  // A function, a table, or kAnything.
  using Item = uint32_t;
  static constexpr Item kAnything = UINT32_MAX;
  static Item itemOf(FunctionId function) { return function.index * 2; }
  static Item itemOf(uint32_t table) { return table * 2 + 1; }

  struct Place {
    CodeNode node;
    std::vector<Item> held; // ascending
    std::vector<uint32_t> successors;
    bool hasSource = false;            // something flows here, whatever it holds
    std::vector<FunctionId> functions; // of `held`, once solved
    std::vector<uint32_t> tables;
  };
  /// What is handed to a call and what comes back from it.
  struct Passing {
    std::vector<std::pair<uint32_t, uint32_t>> parameters; // position and place
    std::vector<uint32_t> results;
  };
  using Key = std::pair<uint64_t, uint32_t>;

  static Key keyOf(const CodeNode &node) { return {uint64_t(node.kind) << 32 | node.name, node.index}; }
  uint32_t numberOf(const CodeNode &node);
  const Place *find(const CodeNode &node) const;
  void notePassing(const CodeNode &node, uint32_t place);
  void connect(uint32_t from, uint32_t to);
  void connectIfKnown(uint32_t from, const CodeNode &to);
  void put(uint32_t place, Item item);
  void pass(const CodeNode &called, FunctionId target);
  bool mayHold(const Place &place, Item item) const;
  void propagate();
  void openUnwritten();
  void openParametersOf(FunctionId function);

  llvm::DenseMap<Key, uint32_t> numbers_;
  std::deque<Place> places_;              // they are many, and would be moved again and again
  llvm::DenseMap<Key, Passing> passings_; // by the place that is called
  llvm::DenseMap<uint32_t, std::vector<uint32_t>> parametersOf_; // by function
  std::vector<std::pair<uint32_t, Item>> pending_;
  // Wait until it is known which places are open: there they would be many and say nothing.
  std::vector<std::pair<uint32_t, Item>> tables_;
};

} // namespace hookqual::ir
