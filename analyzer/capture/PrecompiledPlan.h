// SPDX-License-Identifier: MIT
// Which units may start from one precompiled header, and what stands in it:
//
//   PlannedUnits ─► groups of equal arguments ─► the headers most of their sources include
#pragma once

#include "analyzer/capture/UnitPlan.h"

#include <string>
#include <vector>

namespace hookqual::capture {

/// Making a precompiled header costs about as much as parsing a few units without it.
inline constexpr size_t kFewestForPrecompiling = 8;

struct PrecompiledGroup {
  std::vector<std::string> arguments; // adjusted, without a source file
  std::string directory;
  std::vector<size_t> units;        // positions in the plan, ascending
  std::vector<std::string> headers; // as written between < and >, most included first
};

/// Units whose arguments differ in more than macros and additional include directories are
/// in different groups; a group is worth a precompiled header when it has enough units.
/// Macros of which every unit has its own value get the value of the group's first unit.
std::vector<PrecompiledGroup> groupForPrecompiling(const std::vector<PlannedUnit> &units);

/// Fills in the headers. The text of the sources is searched, not preprocessed: a header
/// chosen for nothing costs little, one overlooked is parsed as ever.
void chooseHeaders(PrecompiledGroup &group, const std::vector<PlannedUnit> &units);

} // namespace hookqual::capture
