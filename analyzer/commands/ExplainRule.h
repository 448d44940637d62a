// SPDX-License-Identifier: MIT
// `hookqual explain RULE`: what a rule matched in the captured kernel.
#pragma once

#include "analyzer/commands/CheckRun.h"

namespace llvm {
class raw_ostream;
}

namespace hookqual::commands {

/// Ids of rules have a slash, those of findings have none.
bool isRuleId(const std::string &id);

/// Fails when the rules have none of this id.
llvm::Error explainRule(const rules::RuleSet &rules, const std::string &id, const reports::Report &report,
                        llvm::raw_ostream &out);

} // namespace hookqual::commands
