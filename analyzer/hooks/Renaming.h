// SPDX-License-Identifier: MIT
// Hooks that are gone and hooks that are new: which of them are one hook under two names?
#pragma once

#include "reports/Hooks.h"

namespace hookqual::hooks {

/// For each hook that is gone the new one that is most like it, if they are alike by half or more:
/// in the words of their names, the types of their parameters and the functions that ask them. No
/// new hook stands for two. In the order of likeness, then of names.
std::vector<reports::HookRenaming> renamingsIn(const std::vector<reports::Hook> &removed,
                                               const std::vector<reports::Hook> &added);

} // namespace hookqual::hooks
