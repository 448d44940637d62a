// SPDX-License-Identifier: MIT
#include "analyzer/witness/ConditionText.h"

#include "analyzer/witness/TermText.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace hookqual::witness {

using infer::RangeSet;
using infer::TermId;
using infer::TermKind;

namespace {

bool isLeast(int64_t value, uint32_t bits) {
  return value == RangeSet::kMin || (bits > 1 && bits < 64 && value == -(int64_t(1) << (bits - 1)));
}

bool isGreatest(int64_t value, uint32_t bits) {
  const bool isNarrow = bits > 1 && bits < 64;
  return value == RangeSet::kMax || (isNarrow && (value == (int64_t(1) << (bits - 1)) - 1 ||
                                                  (bits < 63 && value == (int64_t(1) << bits) - 1)));
}

std::string intervalText(const RangeSet::Interval &interval, uint32_t bits) {
  const std::string low = isLeast(interval.low, bits) ? "" : std::to_string(interval.low);
  const std::string high = isGreatest(interval.high, bits) ? "" : std::to_string(interval.high);
  return interval.low == interval.high ? std::to_string(interval.low) : low + ".." + high;
}

std::string oneInterval(const RangeSet::Interval &interval, uint32_t bits) {
  const bool isOpenBelow = isLeast(interval.low, bits), isOpenAbove = isGreatest(interval.high, bits);
  const bool isAllUnsigned =
      bits > 1 && bits < 63 && interval.low == 0 && interval.high == (int64_t(1) << bits) - 1;
  if ((isOpenBelow && isOpenAbove) || isAllUnsigned)
    return "";
  if (interval.low == interval.high)
    return "== " + std::to_string(interval.low);
  if (isOpenBelow)
    return interval.high == -1 ? "< 0" : "<= " + std::to_string(interval.high);
  if (isOpenAbove)
    return interval.low == 1 ? "> 0" : ">= " + std::to_string(interval.low);
  return "in " + intervalText(interval, bits);
}

/// Empty if every value of the width is allowed. `possible`: what the term may be otherwise.
std::string atomText(const ir::Program &program, infer::TermPool &terms, const ir::Function &function,
                     TermId id, const RangeSet &range, const RangeSet &possible) {
  const infer::Term term = terms[id];
  const RangeSet zero = RangeSet::of(0);
  const bool isBinary = term.kind == TermKind::Binary;
  std::string text = textOf(program, terms, function, id, Naming::Source);
  if (isBinary && term.opcode >= ir::Opcode::Equal)
    return range.containsZero() ? "!(" + text + ")" : text;
  const bool isAllButZero = !range.containsZero() && possible.intersect(zero.complement()).isSubsetOf(range);
  const std::string relation = relationText(isAllButZero ? zero.complement() : range, term.bits);
  return relation.empty() ? "" : (isBinary ? "(" + text + ")" : text) + " " + relation;
}

} // namespace

std::string relationText(const RangeSet &range, uint32_t bits) {
  const auto &intervals = range.intervals();
  if (intervals.size() == 1)
    return oneInterval(intervals.front(), bits);
  if (intervals.size() == 2 && isLeast(intervals[0].low, bits) && isGreatest(intervals[1].high, bits) &&
      intervals[0].high + 2 == intervals[1].low)
    return "!= " + std::to_string(intervals[0].high + 1);
  std::string text;
  for (const RangeSet::Interval &interval : intervals)
    text += (text.empty() ? "" : ", ") + intervalText(interval, bits);
  return "in {" + text + "}";
}

std::string returnedText(const RangeSet &range) {
  if (auto value = range.single())
    return std::to_string(*value);
  const RangeSet negative = RangeSet::between(RangeSet::kMin, -1);
  const RangeSet positive = RangeSet::between(1, RangeSet::kMax);
  const std::pair<RangeSet, const char *> classes[] = {
      {negative, "< 0"},
      {positive, "> 0"},
      {negative.unite(positive), "!= 0"},
      {positive.unite(RangeSet::of(0)), ">= 0"},
      {negative.unite(RangeSet::of(0)), "<= 0"},
  };
  for (const auto &[all, text] : classes)
    if (range.isSubsetOf(all))
      return text;
  return "anything";
}

std::string guardText(const ir::Program &program, infer::TermPool &terms, const ir::Function &function,
                      const infer::Guard &guard) {
  std::vector<std::string> atoms;
  infer::State others; // knows the atoms that are written and those still to come
  others.facts = guard;
  for (const auto &[term, range] : guard) {
    others.facts.erase(term);
    RangeSet possible = others.rangeOf(terms, term);
    if (others.bitsOf(terms, term).one != 0)
      possible = possible.intersect(RangeSet::of(0).complement());
    if (possible.isSubsetOf(range)) // the others imply it, or its own form does
      continue;
    others.facts.insert_or_assign(term, range);
    if (std::string text = atomText(program, terms, function, term, range, possible); !text.empty())
      atoms.push_back(std::move(text));
  }
  std::sort(atoms.begin(), atoms.end());
  atoms.erase(std::unique(atoms.begin(), atoms.end()), atoms.end());
  return llvm::join(atoms, " && ");
}

bool serves(const rules::ModeRequirement &mode, int64_t right) {
  switch (mode.test) {
  case rules::Test::Has:
    return (right & mode.values.front()) == mode.values.front();
  case rules::Test::AnyBit:
    return std::any_of(mode.values.begin(), mode.values.end(), [&](int64_t bit) { return right & bit; });
  default:
    return std::find(mode.values.begin(), mode.values.end(), right) != mode.values.end();
  }
}

std::string modeText(const rules::ModeRequirement &mode) {
  std::string values;
  for (int64_t value : mode.values)
    values += (values.empty() ? "" : ", ") + std::to_string(value);
  const char *test = mode.test == rules::Test::Has      ? " has "
                     : mode.test == rules::Test::AnyBit ? " any-bit "
                                                        : " equals ";
  return mode.parameter + test + values;
}

} // namespace hookqual::witness
