// SPDX-License-Identifier: MIT
// Two trees ─driftBetween─► what has become of the hooks.
#pragma once

#include "reports/Hooks.h"

namespace hookqual::hooks {

/// Of `tree`, seen from `against`. What is unknown in one of them has not changed. Calls are the
/// same if file and function are: lines move for other reasons.
reports::HookDrift driftBetween(const reports::HookTree &tree, reports::HookTree against);

} // namespace hookqual::hooks
