// SPDX-License-Identifier: MIT
// Which units are collected, under which names, and in which order.
#pragma once

#include "analyzer/capture/CompileCommand.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hookqual::capture {

struct PlannedUnit {
  std::string unit; // relative to the source root (to the object tree when generated there)
  uint64_t bytes = 0;
  CompileCommand command;
  std::string precompiledPrefix; // of the precompiled header to start from; empty: none
};

struct UnitPlan {
  std::vector<PlannedUnit> units; // large files first, so that none is left over at the end
  std::vector<SkippedUnit> skipped;
  std::vector<std::string> emptyPaths; // wanted, but without any unit in this configuration
};

/// `wanted` is relative to `sourceRoot`; empty means everything. Of several objects made
/// from one source only the first is planned, the others are skipped with that reason.
UnitPlan planUnits(std::vector<CompileCommand> commands, const std::string &sourceRoot,
                   const std::vector<std::string> &wanted);

} // namespace hookqual::capture
