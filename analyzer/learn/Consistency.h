// SPDX-License-Identifier: MIT
// Siblings that lack a check which most of their family make.
#pragma once

#include "analyzer/learn/Families.h"
#include "analyzer/learn/Statistic.h"

namespace hookqual::learn {

/// How a sibling makes a check; the first three ascend.
enum class Carries : uint8_t {
  No,
  Sometimes,
  Always,
  Elsewhere, // its callers make it, or a callee for its own sake: neither for the family nor against
};
Carries carries(const Sibling &sibling, CheckId check);

struct Deviation {
  Sibling sibling;
  CheckId check;
  Carries carries = Carries::No;
  double score = 0, likeness = 0;
  Evidence evidence;
  Family family;                    // that speaks most strongly for it
  size_t families = 0;              // that speak for it, this one included
  std::vector<CheckId> alsoLacking; // of which the same family speaks
};

/// Most convincing first.
std::vector<Deviation> findDeviations(ProgramChecks &checks);

} // namespace hookqual::learn
