// SPDX-License-Identifier: MIT
#include "analyzer/infer/RangeSet.h"

#include <algorithm>

namespace hookqual::infer {

RangeSet RangeSet::between(int64_t low, int64_t high) {
  return low <= high ? RangeSet({{low, high}}) : empty();
}

RangeSet RangeSet::fromIntervals(std::vector<Interval> intervals) {
  std::erase_if(intervals, [](const Interval &i) { return i.low > i.high; });
  std::sort(intervals.begin(), intervals.end());
  std::vector<Interval> merged;
  for (const Interval &next : intervals) {
    bool touches = !merged.empty() && (merged.back().high == kMax || next.low <= merged.back().high + 1);
    if (touches)
      merged.back().high = std::max(merged.back().high, next.high);
    else
      merged.push_back(next);
  }
  // Too many pieces: close the narrowest gaps, which only adds values.
  while (merged.size() > kMaxIntervals) {
    size_t best = 1;
    for (size_t i = 1; i < merged.size(); ++i) {
      auto gap = [&](size_t at) { return uint64_t(merged[at].low) - uint64_t(merged[at - 1].high); };
      if (gap(i) < gap(best))
        best = i;
    }
    merged[best - 1].high = merged[best].high;
    merged.erase(merged.begin() + ptrdiff_t(best));
  }
  return RangeSet(std::move(merged));
}

RangeSet RangeSet::unsignedBelow(uint64_t bound) {
  if (bound == 0)
    return empty();
  uint64_t last = bound - 1;
  if (last <= uint64_t(kMax))
    return between(0, int64_t(last));
  return fromIntervals({{0, kMax}, {kMin, int64_t(last)}});
}

RangeSet RangeSet::unsignedFrom(uint64_t bound) {
  return unsignedBelow(bound).complement();
}

RangeSet RangeSet::complement() const {
  std::vector<Interval> gaps;
  int64_t next = kMin;
  for (const Interval &interval : intervals_) {
    if (interval.low > next)
      gaps.push_back({next, interval.low - 1});
    if (interval.high == kMax)
      return RangeSet(std::move(gaps));
    next = interval.high + 1;
  }
  gaps.push_back({next, kMax});
  return RangeSet(std::move(gaps));
}

RangeSet RangeSet::negate() const {
  std::vector<Interval> mirrored;
  for (Interval interval : intervals_) {
    if (interval.low == kMin) { // is its own negative
      mirrored.push_back({kMin, kMin});
      ++interval.low;
      if (interval.low > interval.high)
        continue;
    }
    mirrored.push_back({-interval.high, -interval.low});
  }
  return fromIntervals(std::move(mirrored));
}

RangeSet RangeSet::intersect(const RangeSet &other) const {
  std::vector<Interval> both;
  for (const Interval &a : intervals_)
    for (const Interval &b : other.intervals_)
      both.push_back({std::max(a.low, b.low), std::min(a.high, b.high)});
  return fromIntervals(std::move(both));
}

RangeSet RangeSet::unite(const RangeSet &other) const {
  std::vector<Interval> all = intervals_;
  all.insert(all.end(), other.intervals_.begin(), other.intervals_.end());
  return fromIntervals(std::move(all));
}

bool RangeSet::isFull() const {
  return intervals_.size() == 1 && intervals_[0].low == kMin && intervals_[0].high == kMax;
}

bool RangeSet::contains(int64_t value) const {
  return std::any_of(intervals_.begin(), intervals_.end(),
                     [&](const Interval &i) { return i.low <= value && value <= i.high; });
}

bool RangeSet::isSubsetOf(const RangeSet &other) const {
  return std::all_of(intervals_.begin(), intervals_.end(), [&](const Interval &mine) {
    return std::any_of(other.intervals_.begin(), other.intervals_.end(), [&](const Interval &theirs) {
      return theirs.low <= mine.low && mine.high <= theirs.high;
    });
  });
}

std::optional<int64_t> RangeSet::single() const {
  if (intervals_.size() == 1 && intervals_[0].low == intervals_[0].high)
    return intervals_[0].low;
  return std::nullopt;
}

} // namespace hookqual::infer
