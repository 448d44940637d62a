// SPDX-License-Identifier: MIT
// What a state knows of memory: terms by address. Stack objects get strong updates; a heap
// field is taken as stable except for direct stores to the same base (design section 5), so
// an address without a cell reads as the memory at entry.
#pragma once

#include "analyzer/infer/Term.h"

#include <map>

namespace hookqual::infer {

class Memory {
public:
  struct Cell {
    uint32_t bits = 0; // of the access
    TermId value;
    friend bool operator==(const Cell &, const Cell &) = default;
  };
  /// A struct that was stored whole; scalar cells inside it are newer.
  struct Aggregate {
    uint64_t bytes = 0;
    TermId value;
    friend bool operator==(const Aggregate &, const Aggregate &) = default;
  };
  /// Base address and byte offset.
  using Key = std::pair<TermId, int64_t>;

  TermId read(TermPool &terms, TermId address, uint32_t bits) const;
  void write(TermPool &terms, TermId address, uint32_t bits, TermId value);
  /// The bytes [address, address + bytes) now hold what `atom` stands for.
  void fill(TermPool &terms, TermId address, uint64_t bytes, TermId atom);
  /// Everything reachable at a constant offset from `base` may have changed; its contents
  /// are from now on versioned by `atom`.
  void havoc(TermId base, TermId atom);

  /// Keeps what both hold; an address on which they differ gets the version `merged`.
  static Memory merge(TermPool &terms, const Memory &a, const Memory &b, TermId merged);

  template <typename Function> void forEachTerm(Function &&visit) const {
    forEachEntry([&](TermId base, TermId value) {
      visit(base);
      visit(value);
    });
  }
  /// Replaces terms everywhere; cells whose key or value becomes invalid are dropped.
  template <typename Function> void transform(Function &&replace) {
    cells_ = transformed(cells_, replace);
    aggregates_ = transformed(aggregates_, replace);
    std::map<TermId, TermId> versions;
    for (auto &[base, version] : versions_) {
      TermId at = replace(base), now = replace(version);
      if (at.valid() && now.valid())
        versions[at] = now;
    }
    versions_ = std::move(versions);
  }

  /// Forgets what lies behind bases that nothing names any more; returns how many entries.
  template <typename Predicate> size_t eraseBases(Predicate &&isDead) {
    return std::erase_if(cells_, [&](const auto &entry) { return isDead(entry.first.first); }) +
           std::erase_if(aggregates_, [&](const auto &entry) { return isDead(entry.first.first); }) +
           std::erase_if(versions_, [&](const auto &entry) { return isDead(entry.first); });
  }
  /// Calls visit(base, value) for all it holds.
  template <typename Function> void forEachEntry(Function &&visit) const {
    for (const auto &[key, cell] : cells_)
      visit(key.first, cell.value);
    for (const auto &[key, aggregate] : aggregates_)
      visit(key.first, aggregate.value);
    for (const auto &[base, version] : versions_)
      visit(base, version);
  }

  /// Forgets what lies behind pointers that `known` says nothing of, so that a loop which
  /// follows a list ends; true when there was any.
  bool keepBasesOf(const TermPool &terms, const Memory &known);

  const std::map<Key, Cell> &cells() const { return cells_; }
  const std::map<Key, Aggregate> &aggregates() const { return aggregates_; }
  friend bool operator==(const Memory &, const Memory &) = default;

private:
  template <typename Map, typename Function> static Map transformed(const Map &map, Function &replace) {
    Map result;
    for (const auto &[key, cell] : map) {
      TermId base = replace(key.first), value = replace(cell.value);
      if (!base.valid() || !value.valid())
        continue;
      auto copy = cell;
      copy.value = value;
      result[{base, key.second}] = copy;
    }
    return result;
  }

  void writeAggregate(TermPool &terms, Key at, uint64_t bytes, TermId value);
  void eraseRange(Key at, uint64_t bytes);
  void mergeAggregates(TermPool &terms, const Memory &a, const Memory &b, TermId merged);
  void mergeCells(TermPool &terms, const Memory &a, const Memory &b, TermId merged);
  TermId unknownAt(TermPool &terms, Key at, uint32_t bits) const;

  std::map<Key, Cell> cells_;
  std::map<Key, Aggregate> aggregates_;
  std::map<TermId, TermId> versions_; // base -> atom
};

} // namespace hookqual::infer
