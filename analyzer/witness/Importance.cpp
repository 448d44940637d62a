// SPDX-License-Identifier: MIT
#include "analyzer/witness/Importance.h"

#include <algorithm>

namespace hookqual::witness {

using reports::Importance;

namespace {

constexpr size_t kMostLines = 22; // of 30; the others say what, whence and why

/// Of the text form: a line for each step that is shown, and one for each gap. That a function
/// is entered is said by the call, so that its step leaves no gap.
size_t linesOf(const std::vector<WeighedStep> &steps) {
  size_t lines = 0;
  bool isGap = false;
  for (const WeighedStep &weighed : steps) {
    const bool isShown = weighed.weight != Weight::None;
    lines += isShown + (isShown && isGap);
    isGap = !isShown && (isGap || weighed.step.kind != reports::StepKind::Enters);
  }
  return lines;
}

} // namespace

std::vector<reports::PathStep> weigh(std::vector<WeighedStep> steps) {
  while (linesOf(steps) > kMostLines) {
    WeighedStep *least = nullptr;
    for (WeighedStep &weighed : steps)
      if (weighed.weight != Weight::None && weighed.weight != Weight::Essential &&
          (!least || weighed.weight < least->weight))
        least = &weighed;
    if (!least)
      break;
    least->weight = Weight::None;
  }
  std::vector<reports::PathStep> told;
  for (WeighedStep &weighed : steps) {
    weighed.step.importance = weighed.weight == Weight::Essential ? Importance::Essential
                              : weighed.weight == Weight::None    ? Importance::Unimportant
                                                                  : Importance::Important;
    told.push_back(std::move(weighed.step));
  }
  return told;
}

} // namespace hookqual::witness
