// SPDX-License-Identifier: MIT
#include "analyzer/infer/KnownBits.h"

#include <algorithm>
#include <bit>

namespace hookqual::infer {

namespace {

// Words with more unknown bits than this are described by an interval.
constexpr int kMaxEnumerated = 4;

uint64_t lowBits(uint32_t bits) {
  return bits >= 64 ? ~uint64_t(0) : (uint64_t(1) << bits) - 1;
}

} // namespace

KnownBits KnownBits::of(const RangeSet &range) {
  if (auto value = range.single())
    return of(*value);
  if (range.isEmpty() || !range.isSubsetOf(RangeSet::between(0, RangeSet::kMax)))
    return {};
  const uint64_t most = uint64_t(range.intervals().back().high);
  return {.zero = ~lowBits(uint32_t(std::bit_width(most))), .one = 0};
}

RangeSet KnownBits::values() const {
  const uint64_t free = unknown();
  if (std::popcount(free) > kMaxEnumerated) {
    const bool isNegative = (one >> 63) != 0, isNotNegative = (zero >> 63) != 0;
    if (isNotNegative || isNegative)
      return RangeSet::between(int64_t(one), int64_t(one | free));
    return RangeSet::full();
  }
  std::vector<RangeSet::Interval> intervals;
  for (uint64_t chosen = free;; chosen = (chosen - 1) & free) {
    const int64_t value = int64_t(one | chosen);
    intervals.push_back({value, value});
    if (chosen == 0)
      break;
  }
  return RangeSet::fromIntervals(std::move(intervals));
}

KnownBits convert(KnownBits from, uint32_t fromBits, uint32_t toBits, bool isSigned) {
  const uint32_t kept = std::min(fromBits == 0 ? 64 : fromBits, toBits == 0 ? 64 : toBits);
  if (toBits <= fromBits || isSigned) // the sign decides the bits above
    return {from.zero & lowBits(kept - 1), from.one & lowBits(kept - 1)};
  return {(from.zero & lowBits(kept)) | ~lowBits(kept), from.one & lowBits(kept)};
}

} // namespace hookqual::infer
