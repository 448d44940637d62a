// SPDX-License-Identifier: MIT
// How much of a path one has to read: all of it is told, but what is shown fits a screen.
#pragma once

#include "reports/Finding.h"

#include <vector>

namespace hookqual::witness {

/// What a step says of the missing check; the lower ones are the first to go.
enum class Weight : uint8_t {
  None,      // nothing: unimportant however short the path is
  Condition, // of the object, or of what was passed to the entry
  Way,       // how control comes to where the object is
  Command,   // which of several things the caller wants
  Call,      // hands the object on
  Essential,
};

struct WeighedStep {
  reports::PathStep step;
  Weight weight = Weight::None;
};

/// The steps with their importance. Of those that are not essential, only as many stay
/// important as fit a screen.
std::vector<reports::PathStep> weigh(std::vector<WeighedStep> steps);

} // namespace hookqual::witness
