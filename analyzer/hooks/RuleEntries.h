// SPDX-License-Identifier: MIT
// What the rules say of each hook: which of them ask it, or why none does.
#pragma once

#include "reports/Hooks.h"
#include "rules/Rule.h"

namespace hookqual::hooks {

/// Fills in `entry`. A rule asks a hook if one of its authorizers is a wrapper of the hook.
void addRuleEntries(const rules::RuleSet &rules, reports::HookTree &tree);

} // namespace hookqual::hooks
