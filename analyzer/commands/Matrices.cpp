// SPDX-License-Identifier: MIT
#include "analyzer/commands/Matrices.h"

#include <algorithm>
#include <limits>
#include <map>

namespace hookqual::commands {

namespace {

using reports::Verdict;

struct Counts {
  uint64_t mediated = 0, unknown = 0, violated = 0;
  uint32_t calls = std::numeric_limits<uint32_t>::max();
};

/// Cells by the names of their row and column.
class Cells {
public:
  Counts &at(const std::string &row, const std::string &column) { return cells_[{row, column}]; }

  reports::Matrix matrix() const {
    std::map<std::string, uint32_t> rows, columns;
    for (const auto &[names, counts] : cells_) {
      rows[names.first];
      columns[names.second];
    }
    reports::Matrix matrix{.rows = numbered(rows), .columns = numbered(columns)};
    for (const auto &[names, counts] : cells_)
      matrix.cells.push_back({rows[names.first], columns[names.second], counts.mediated, counts.unknown,
                              counts.violated, counts.calls});
    return matrix;
  }

private:
  static std::vector<std::string> numbered(std::map<std::string, uint32_t> &positions) {
    std::vector<std::string> names;
    for (auto &[name, position] : positions) {
      position = uint32_t(names.size());
      names.push_back(name);
    }
    return names;
  }

  std::map<std::pair<std::string, std::string>, Counts> cells_;
};

uint64_t &counterOf(Counts &counts, Verdict verdict) {
  switch (verdict) {
  case Verdict::Violated:
    return counts.violated;
  case Verdict::Unknown:
  case Verdict::Assumed:
    return counts.unknown;
  case Verdict::Proved:
  case Verdict::Refuted:
  case Verdict::Exempt:
    break;
  }
  return counts.mediated;
}

} // namespace

reports::Matrix matrixByEntry(const reports::Mediation &mediation) {
  Cells cells;
  for (const reports::EntryReach &reach : mediation.reach) {
    Counts &counts =
        cells.at(mediation.entries[reach.entry], mediation.rules[reach.rule].authorizers.front());
    counts.mediated += reach.mediated;
    counts.unknown += reach.unknown;
    counts.violated += reach.violated;
    counts.calls = std::min(counts.calls, reach.calls);
  }
  return cells.matrix();
}

reports::Matrix matrixByOperation(const reports::Mediation &mediation) {
  std::map<std::string, std::string> hooks; // by rule
  for (const reports::RuleRecord &rule : mediation.rules)
    hooks[rule.id] = rule.authorizers.front();
  Cells cells;
  for (const reports::OperationRecord &operation : mediation.operations) {
    Counts &counts = cells.at(operation.operation, hooks[operation.rule]);
    ++counterOf(counts, operation.verdict);
    counts.calls = 0;
  }
  return cells.matrix();
}

} // namespace hookqual::commands
