// SPDX-License-Identifier: MIT
#include "analyzer/learn/Statistic.h"

#include <algorithm>
#include <cmath>

namespace hookqual::learn {

double wilsonLowerBound(size_t successes, size_t trials) {
  if (trials == 0)
    return 0;
  constexpr double kDeviations = 1;
  const double n = double(trials), p = double(successes) / n, z = kDeviations;
  const double centre = p + z * z / (2 * n);
  const double spread = z * std::sqrt(p * (1 - p) / n + z * z / (4 * n * n));
  return (centre - spread) / (1 + z * z / n);
}

double specificityOf(size_t carrying, size_t all) {
  constexpr double kMostBits = 10; // rarer than one in a thousand is rare enough
  return std::min(kMostBits, std::log2(double(all + 1) / double(carrying + 1)));
}

double weightOf(CheckKind kind) {
  switch (kind) {
  case CheckKind::Authorizer:
  case CheckKind::Refusal:
    return 1;
  case CheckKind::Family:
  case CheckKind::Any:
    return 0.9;
  case CheckKind::Predicate:
  case CheckKind::Test:
  case CheckKind::Variable:
    return 0.8;
  case CheckKind::Announcement:
    return 0.2; // refuses nothing
  }
  return 1;
}

double relatednessFactor(double share) {
  constexpr double kUnrelated = 0.4; // a check of other objects may have been made for another reason
  return kUnrelated + share;
}

double scoreOf(const Evidence &evidence, double likeness) {
  constexpr double kUnlike = 0.25; // what a family says that has nothing else in common
  return wilsonLowerBound(evidence.carriers, evidence.siblings - 1) *
         specificityOf(evidence.carryingFunctions, evidence.functions) * (kUnlike + std::sqrt(likeness));
}

} // namespace hookqual::learn
