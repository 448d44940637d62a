// SPDX-License-Identifier: MIT
// Sets of 64-bit values as few signed intervals: the scalar facts of a state. All
// operations over-approximate: a RangeSet holds at least every value that may occur.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

namespace hookqual::infer {

class RangeSet {
public:
  RangeSet() = default; // empty
  static constexpr int64_t kMin = std::numeric_limits<int64_t>::min();
  static constexpr int64_t kMax = std::numeric_limits<int64_t>::max();
  static constexpr size_t kMaxIntervals = 16;

  struct Interval {
    int64_t low, high; // inclusive
    friend bool operator==(const Interval &, const Interval &) = default;
    friend auto operator<=>(const Interval &, const Interval &) = default;
  };

  static RangeSet full() { return RangeSet({{kMin, kMax}}); }
  static RangeSet empty() { return {}; }
  static RangeSet of(int64_t value) { return RangeSet({{value, value}}); }
  static RangeSet between(int64_t low, int64_t high);
  static RangeSet fromIntervals(std::vector<Interval> intervals);
  /// Values v with v <u bound (as unsigned 64-bit), and v >=u bound.
  static RangeSet unsignedBelow(uint64_t bound);
  static RangeSet unsignedFrom(uint64_t bound);

  RangeSet complement() const;
  RangeSet intersect(const RangeSet &other) const;
  RangeSet unite(const RangeSet &other) const;
  /// { -v : v in this }, in 64 bits.
  RangeSet negate() const;

  bool isEmpty() const { return intervals_.empty(); }
  bool isFull() const;
  bool contains(int64_t value) const;
  bool containsZero() const { return contains(0); }
  bool isSubsetOf(const RangeSet &other) const;
  std::optional<int64_t> single() const;
  const std::vector<Interval> &intervals() const { return intervals_; }

  friend bool operator==(const RangeSet &, const RangeSet &) = default;
  friend auto operator<=>(const RangeSet &, const RangeSet &) = default;

private:
  explicit RangeSet(std::vector<Interval> intervals) : intervals_(std::move(intervals)) {}

  std::vector<Interval> intervals_; // ascending, disjoint, not adjacent
};

} // namespace hookqual::infer
