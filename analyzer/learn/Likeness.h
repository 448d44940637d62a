// SPDX-License-Identifier: MIT
// How much two functions do the same: the share of what they call, write and use in common,
// the rarer the heavier.
#pragma once

#include "analyzer/learn/ProgramChecks.h"

#include <string_view>
#include <vector>

namespace hookqual::learn {

class Likeness {
public:
  explicit Likeness(const ProgramChecks &checks);

  /// From 0, nothing in common, to 1.
  double between(ir::FunctionId a, ir::FunctionId b) const;

private:
  using Features = std::vector<uint32_t>; // ascending, distinct

  std::vector<Features> features_; // by function
  std::vector<double> weights_;    // by feature
};

} // namespace hookqual::learn
