// SPDX-License-Identifier: MIT
#include "reports/ExitCode.h"

#include <algorithm>
#include <set>

namespace hookqual::reports {

namespace {

bool hasNewlySkippedUnit(const Ledger &now, const Ledger &before) {
  std::set<std::string> known;
  for (const SkippedUnit &skipped : before.skipped)
    known.insert(skipped.unit);
  return std::any_of(now.skipped.begin(), now.skipped.end(),
                     [&](const SkippedUnit &skipped) { return !known.contains(skipped.unit); });
}

bool hasNewlySilentRule(const Ledger &now, const Ledger &before) {
  std::set<std::string> known;
  for (const auto &[rule, lacks] : before.silentRules)
    known.insert(rule);
  return std::any_of(now.silentRules.begin(), now.silentRules.end(),
                     [&](const auto &silent) { return !known.contains(silent.first); });
}

bool isLessComplete(const Ledger &now, const Ledger &before) {
  return hasNewlySkippedUnit(now, before) || hasNewlySilentRule(now, before) || now.unknown > before.unknown;
}

} // namespace

bool isNew(const Finding &finding) {
  return finding.baseline == "new" && !finding.suppressed;
}

ExitCode exitCodeOf(const Report &report, const Ledger *baseline) {
  if (std::any_of(report.findings.begin(), report.findings.end(), isNew))
    return ExitCode::Findings;
  const Ledger &now = report.ledger;
  bool lessComplete = baseline ? isLessComplete(now, *baseline) : now.parsed < now.units;
  return lessComplete ? ExitCode::LessComplete : ExitCode::NothingFound;
}

} // namespace hookqual::reports
