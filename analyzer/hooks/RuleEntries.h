// SPDX-License-Identifier: MIT
// What the rules say of each hook: which of them ask it, or why none does.
#pragma once

#include "reports/Hooks.h"
#include "rules/Rule.h"

namespace hookqual::hooks {

/// Fills in `entry`. A rule asks a hook if one of its authorizers is a wrapper of the hook.
void addRuleEntries(const rules::RuleSet &rules, reports::HookTree &tree);

/// What the rules let hooks decide about in one of the trees only; `rules` and `before` are those for
/// the kernels of `tree` and `against`.
std::vector<reports::HookOperations> operationsDrift(const rules::RuleSet &rules,
                                                     const reports::HookTree &tree,
                                                     const rules::RuleSet &before,
                                                     const reports::HookTree &against);

} // namespace hookqual::hooks
