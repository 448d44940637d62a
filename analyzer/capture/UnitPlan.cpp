// SPDX-License-Identifier: MIT
#include "analyzer/capture/UnitPlan.h"

#include "analyzer/capture/Paths.h"

#include <algorithm>
#include <filesystem>
#include <tuple>

namespace hookqual::capture {

namespace {

std::string unitNameOf(const CompileCommand &command, const std::string &sourceRoot) {
  for (const std::string &base : {sourceRoot, command.directory})
    if (std::string name = pathBelow(command.file, base); !name.empty())
      return name;
  return command.file;
}

bool liesIn(const std::string &unit, const std::string &wanted) {
  return unit == wanted || unit.starts_with(wanted + "/");
}

uint64_t sizeOf(const std::string &file) {
  std::error_code error;
  uint64_t bytes = std::filesystem::file_size(file, error);
  return error ? 0 : bytes; // the worker will say that it cannot be read
}

} // namespace

UnitPlan planUnits(std::vector<CompileCommand> commands, const std::string &sourceRoot,
                   const std::vector<std::string> &wanted) {
  UnitPlan plan;
  std::vector<bool> isUsed(wanted.size(), false);
  for (CompileCommand &command : commands) {
    PlannedUnit planned{unitNameOf(command, sourceRoot), 0, std::move(command), ""};
    bool isWanted = wanted.empty();
    for (size_t i = 0; i < wanted.size(); ++i)
      if (liesIn(planned.unit, wanted[i]))
        isWanted = isUsed[i] = true;
    if (isWanted)
      plan.units.push_back(std::move(planned));
  }
  for (size_t i = 0; i < wanted.size(); ++i)
    if (!isUsed[i])
      plan.emptyPaths.push_back(wanted[i]);

  std::ranges::sort(plan.units, {}, [](const PlannedUnit &u) { return std::tie(u.unit, u.command.object); });
  std::vector<PlannedUnit> distinct;
  for (PlannedUnit &planned : plan.units) {
    if (!distinct.empty() && distinct.back().unit == planned.unit) {
      // The same path asked for twice yields the same command twice.
      if (distinct.back().command != planned.command)
        plan.skipped.push_back({planned.unit + " (as " + planned.command.object + ")",
                                "only its first object, " + distinct.back().command.object + ", is analysed",
                                ""});
      continue;
    }
    planned.bytes = sizeOf(planned.command.file);
    distinct.push_back(std::move(planned));
  }
  plan.units = std::move(distinct);
  std::ranges::sort(plan.units, [](const PlannedUnit &a, const PlannedUnit &b) {
    return std::tie(b.bytes, a.unit) < std::tie(a.bytes, b.unit);
  });
  return plan;
}

} // namespace hookqual::capture
