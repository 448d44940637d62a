// SPDX-License-Identifier: MIT
// Which rules and exemptions of a set hold for one kernel on one day.
#pragma once

#include "rules/Rule.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::rules {

/// Whether `version` (`6.12.117`) lies in the rule's range; an unknown version lies in all.
bool isForKernel(const Rule &rule, llvm::StringRef version);

/// Drops rules for other kernels and exemptions that have run out; says which, located.
/// `today` is YYYY-MM-DD.
std::vector<std::string> selectForRun(RuleSet &rules, llvm::StringRef version, llvm::StringRef today);

/// The rules with these ids, ascending; all when no id is given. Fails on an id that no rule has.
llvm::Expected<std::vector<const Rule *>> rulesWithIds(const RuleSet &rules,
                                                       const std::vector<std::string> &ids);

} // namespace hookqual::rules
