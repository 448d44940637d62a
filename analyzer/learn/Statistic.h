// SPDX-License-Identifier: MIT
// How strongly a family speaks for a check that one of its siblings lacks.
//
//   score = confidence * specificity * (1/4 + sqrt(likeness))
//
// confidence: the lower end of Wilson's interval (one standard deviation) for the share of the
// other siblings that make the check. Two of two say less than nine of nine, so small families
// neither lead nor drown, and a large family in which half make the check stays at one half.
// specificity: bits by which the check is rarer elsewhere, log2((N + 1) / (K + 1)) for K of N
// functions, at most ten. What nearly everybody checks distinguishes nobody.
// likeness: how much the deviating sibling does what one of the others does (Likeness.h).
#pragma once

#include "analyzer/learn/Check.h"

#include <cstddef>

namespace hookqual::learn {

struct Evidence {
  size_t carriers = 0, siblings = 0;           // of the family, the deviating one included
  size_t carryingFunctions = 0, functions = 0; // of the program
};

double wilsonLowerBound(size_t successes, size_t trials);
double specificityOf(size_t carrying, size_t all);
/// Of what kind a check is says how surely it is one.
double weightOf(CheckKind kind);
/// The share of those that make a check in which it judges what they have in common, as a factor.
double relatednessFactor(double share);
double scoreOf(const Evidence &evidence, double likeness);

} // namespace hookqual::learn
