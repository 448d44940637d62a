// SPDX-License-Identifier: MIT
// One rule as `hookqual explain RULE` shows it: what it matched in the kernel at hand.
#pragma once

#include "reports/Finding.h"

namespace llvm {
class raw_ostream;
}

namespace hookqual::reports {

/// An exemption of the rule, and whether some route used it.
struct ExemptionUse {
  std::string where; // file:line:column
  std::string why;
  bool isUsed = false;
};

/// The rule, where its authorizers are asked, its operations with their verdicts, its exemptions.
/// `report` is of this rule alone.
void writeRule(const RuleRecord &rule, const Report &report, const std::vector<ExemptionUse> &exemptions,
               llvm::raw_ostream &out);

} // namespace hookqual::reports
