// SPDX-License-Identifier: MIT
#include "analyzer/commands/TypeErrorTable.h"

#include <llvm/Support/FormatVariadic.h>

#include <map>
#include <set>
#include <tuple>

namespace hookqual::commands {

namespace {

/// File, function, name: an object as the source has it.
using Variable = std::tuple<std::string, std::string, std::string>;

struct Counts {
  std::set<Variable> controlled, byTypes, byPaths;
  uint64_t pathsByTypes = 0, paths = 0;

  void operator+=(const Counts &other) {
    controlled.insert(other.controlled.begin(), other.controlled.end());
    byTypes.insert(other.byTypes.begin(), other.byTypes.end());
    byPaths.insert(other.byPaths.begin(), other.byPaths.end());
    pathsByTypes += other.pathsByTypes;
    paths += other.paths;
  }
};

Variable variableOf(const auto &record) {
  return {record.where.file, record.function, record.object};
}

std::map<std::string, Counts> countsOf(const reports::Report &report) {
  std::map<std::string, Counts> counts;
  for (const reports::OperationRecord &operation : report.mediation.operations)
    counts[reports::subsystemOf(operation.where)].controlled.insert(variableOf(operation));
  for (const reports::Refutation &refutation : report.refutations) {
    Counts &subsystem = counts[reports::subsystemOf(refutation.where)];
    subsystem.controlled.insert(variableOf(refutation));
    subsystem.byTypes.insert(variableOf(refutation));
    ++subsystem.pathsByTypes;
  }
  for (const reports::Finding &finding : report.findings) {
    Counts &subsystem = counts[reports::subsystemOf(finding.where)];
    for (auto *variables : {&subsystem.controlled, &subsystem.byTypes, &subsystem.byPaths})
      variables->insert(variableOf(finding));
    subsystem.pathsByTypes += finding.routes.size();
    subsystem.paths += finding.routes.size();
  }
  return counts;
}

std::string rate(size_t errors, size_t controlled) {
  return controlled == 0 ? "" : llvm::formatv("{0:f2}", 100.0 * double(errors) / double(controlled)).str();
}

std::vector<std::string> rowOf(const std::string &subsystem, const Counts &counts) {
  return {subsystem,
          std::to_string(counts.controlled.size()),
          std::to_string(counts.byTypes.size()),
          std::to_string(counts.pathsByTypes),
          rate(counts.byTypes.size(), counts.controlled.size()),
          std::to_string(counts.byPaths.size()),
          std::to_string(counts.paths),
          rate(counts.byPaths.size(), counts.controlled.size())};
}

} // namespace

reports::Table typeErrorTable(const reports::Report &report) {
  reports::Table table{
      .name = "type_errors",
      .title = "Type errors as the CQUAL paper counts them",
      .note =
          "A source type error is a variable that is unchecked at some operation, a path type error a call "
          "path on which that is so; the rate is of the controlled variables. By types alone is what a "
          "type system reports; with a path is what is left when the solver has refuted what no path shows.",
      .columns = {
          {"subsystem", "subsystem", "directory at the top of the source tree", false},
          {"variables", "controlled variables", "objects of a function on which an operation acts", true},
          {"source_errors", "source type errors", "variables with a type error, by types alone", true},
          {"path_errors", "path type errors", "call paths with a type error, by types alone", true},
          {"error_rate", "rate (%)", "source type errors in percent of the variables", true},
          {"source_errors_left", "with a path", "source type errors that are not refuted", true},
          {"path_errors_left", "paths left", "path type errors that are not refuted", true},
          {"error_rate_left", "rate left (%)", "of those, in percent of the variables", true}}};
  Counts all;
  for (const auto &[subsystem, counts] : countsOf(report)) {
    table.rows.push_back(rowOf(subsystem, counts));
    all += counts;
  }
  table.rows.push_back(rowOf("all", all));
  return table;
}

} // namespace hookqual::commands
