// SPDX-License-Identifier: MIT
#include "analyzer/infer/Memory.h"

#include <algorithm>
#include <limits>
#include <set>

namespace hookqual::infer {

namespace {

constexpr uint32_t kMaxScalarBits = 64;
constexpr uint64_t kMostBytes = std::numeric_limits<uint32_t>::max() / 8;
constexpr int64_t kLowest = std::numeric_limits<int64_t>::min();

int64_t bytesOf(uint32_t bits) {
  return std::max<int64_t>(1, bits / 8);
}

} // namespace

TermId Memory::unknownAt(TermPool &terms, Key at, uint32_t bits) const {
  auto version = versions_.find(at.first);
  TermId atom = version == versions_.end() ? TermId() : version->second;
  return terms.load(terms.offset(at.first, at.second), atom, bits);
}

TermId Memory::read(TermPool &terms, TermId address, uint32_t bits) const {
  Key at = terms.split(address);
  auto exact = cells_.find(at);
  if (exact != cells_.end() && exact->second.bits == bits)
    return exact->second.value;
  // The one that begins nearest was stored last: storing a larger one erases what is inside.
  for (auto covering = aggregates_.upper_bound(at); covering != aggregates_.begin();) {
    --covering;
    if (covering->first.first != at.first)
      break;
    const int64_t inside = at.second - covering->first.second;
    if (uint64_t(inside) < covering->second.bytes)
      return terms.extract(covering->second.value, inside, bits);
  }
  return unknownAt(terms, at, bits);
}

void Memory::eraseRange(Key at, uint64_t bytes) {
  int64_t end = at.second + int64_t(bytes);
  for (auto cell = cells_.lower_bound({at.first, kLowest}); cell != cells_.end();) {
    if (cell->first.first != at.first || cell->first.second >= end)
      break;
    bool overlaps = cell->first.second + bytesOf(cell->second.bits) > at.second;
    cell = overlaps ? cells_.erase(cell) : std::next(cell);
  }
}

void Memory::write(TermPool &terms, TermId address, uint32_t bits, TermId value) {
  Key at = terms.split(address);
  if (bits == 0 || bits > kMaxScalarBits) {
    writeAggregate(terms, at, bits / 8, value);
    return;
  }
  eraseRange(at, uint64_t(bytesOf(bits)));
  cells_[at] = {bits, value};
}

void Memory::fill(TermPool &terms, TermId address, uint64_t bytes, TermId atom) {
  // Versioned by the atom, named by the place: what one call leaves in two places are two values.
  writeAggregate(terms, terms.split(address), bytes,
                 terms.load(address, atom, uint32_t(std::min(bytes, kMostBytes)) * 8));
}

void Memory::writeAggregate(TermPool &terms, Key at, uint64_t bytes, TermId value) {
  // A struct copied from memory brings along what is known of its source's fields.
  std::vector<std::pair<int64_t, Cell>> copied;
  const Term source = terms[value];
  bool isCurrent = source.kind == TermKind::Load && source.operands.size() == 1;
  if (isCurrent) {
    Key from = terms.split(source.operands[0]);
    for (auto cell = cells_.lower_bound(from); cell != cells_.end(); ++cell) {
      int64_t inside = cell->first.second - from.second;
      if (cell->first.first != from.first || inside >= int64_t(bytes))
        break;
      copied.emplace_back(inside, cell->second);
    }
    auto whole = aggregates_.find(from);
    if (whole != aggregates_.end() && whole->second.bytes >= bytes)
      value = whole->second.value;
  }
  eraseRange(at, bytes);
  auto begin = aggregates_.lower_bound(at);
  auto end = aggregates_.lower_bound({at.first, at.second + int64_t(bytes)});
  aggregates_.erase(begin, end);
  aggregates_[at] = {bytes, value};
  for (const auto &[inside, cell] : copied)
    cells_[{at.first, at.second + inside}] = cell;
}

void Memory::havoc(TermId base, TermId atom) {
  auto eraseBase = [base](auto &map) {
    auto at = map.lower_bound({base, kLowest});
    while (at != map.end() && at->first.first == base)
      at = map.erase(at);
  };
  eraseBase(cells_);
  eraseBase(aggregates_);
  versions_[base] = atom;
}

Memory Memory::merge(TermPool &terms, const Memory &a, const Memory &b, TermId merged) {
  if (a == b)
    return a;
  Memory result;
  std::set<TermId> differing;
  auto intersect = [&](const auto &left, const auto &right, auto &into) {
    for (const auto &[key, cell] : left) {
      auto other = right.find(key);
      if (other != right.end() && other->second == cell)
        into.insert({key, cell});
    }
  };
  auto mark = [&](const auto &left, const auto &right) {
    for (const auto &[base, version] : left) {
      auto other = right.find(base);
      if (other == right.end() || other->second != version)
        differing.insert(base);
    }
  };
  intersect(a.versions_, b.versions_, result.versions_);
  mark(a.versions_, b.versions_);
  mark(b.versions_, a.versions_);
  for (TermId base : differing)
    result.versions_[base] = merged;
  result.mergeAggregates(terms, a, b, merged);
  result.mergeCells(terms, a, b, merged);
  return result;
}

bool Memory::keepBasesOf(const TermPool &terms, const Memory &known) {
  std::set<TermId> bases;
  known.forEachEntry([&](TermId base, TermId) { bases.insert(base); });
  return eraseBases(
             [&](TermId base) { return terms[base].kind != TermKind::Local && !bases.contains(base); }) != 0;
}

/// A struct that differs is unknown, the rest of its object is not.
void Memory::mergeAggregates(TermPool &terms, const Memory &a, const Memory &b, TermId merged) {
  auto add = [&](const std::map<Key, Aggregate> &ours, const std::map<Key, Aggregate> &theirs) {
    for (const auto &[key, aggregate] : ours) {
      auto other = theirs.find(key);
      if (other != theirs.end() && other->second == aggregate) {
        aggregates_[key] = aggregate;
        continue;
      }
      const uint64_t bytes = std::max(aggregates_[key].bytes, aggregate.bytes);
      const TermId address = terms.offset(key.first, key.second);
      aggregates_[key] = {bytes, terms.load(address, merged, uint32_t(std::min(bytes, kMostBytes)) * 8)};
    }
  };
  add(a.aggregates_, b.aggregates_);
  add(b.aggregates_, a.aggregates_);
}

void Memory::mergeCells(TermPool &terms, const Memory &a, const Memory &b, TermId merged) {
  auto add = [&](const std::map<Key, Cell> &cells) {
    for (const auto &[key, cell] : cells) {
      TermId address = terms.offset(key.first, key.second);
      TermId left = a.read(terms, address, cell.bits), right = b.read(terms, address, cell.bits);
      cells_[key] = {cell.bits, left == right ? left : terms.load(address, merged, cell.bits)};
    }
  };
  add(a.cells_);
  add(b.cells_);
}

} // namespace hookqual::infer
