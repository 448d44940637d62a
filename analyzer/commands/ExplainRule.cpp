// SPDX-License-Identifier: MIT
#include "analyzer/commands/ExplainRule.h"

#include "reports/RuleText.h"
#include "rules/Diagnostics.h"

#include <algorithm>

namespace hookqual::commands {

namespace {

/// As the ledger names it when it matches nothing.
bool isUnused(const reports::Ledger &ledger, const rules::Rule &rule, const rules::Exemption &exemption) {
  const std::string named = rules::located(exemption.where, rule.id + ": " + exemption.why);
  return std::find(ledger.unusedExemptions.begin(), ledger.unusedExemptions.end(), named) !=
         ledger.unusedExemptions.end();
}

} // namespace

bool isRuleId(const std::string &id) {
  return id.find('/') != std::string::npos;
}

llvm::Error explainRule(const rules::RuleSet &rules, const std::string &id, const reports::Report &report,
                        llvm::raw_ostream &out) {
  const rules::Rule *rule = rules.find(id);
  const auto &records = report.mediation.rules;
  const auto record = std::find_if(records.begin(), records.end(),
                                   [&](const reports::RuleRecord &each) { return each.id == id; });
  if (!rule || record == records.end())
    return llvm::createStringError("no rule `" + id + "`");
  std::vector<reports::ExemptionUse> exemptions;
  // Of a rule that matches nothing, no exemption is listed as unused, and none is used.
  const bool isSilent = !report.ledger.silentRules.empty();
  for (const rules::Exemption &exemption : rule->exemptions)
    exemptions.push_back({.where = exemption.where.file + ":" + std::to_string(exemption.where.line) + ":" +
                                   std::to_string(exemption.where.column),
                          .why = exemption.why,
                          .isUsed = !isSilent && !isUnused(report.ledger, *rule, exemption)});
  reports::writeRule(*record, report, exemptions, out);
  return llvm::Error::success();
}

} // namespace hookqual::commands
