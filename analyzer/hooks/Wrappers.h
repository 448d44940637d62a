// SPDX-License-Identifier: MIT
// Which functions ask a hook on behalf of the rest of the kernel. They need not be called like it:
// the hook `settime` is asked by security_settime64.
#pragma once

#include "analyzer/hooks/Conventions.h"
#include "analyzer/hooks/SourceFile.h"
#include "reports/Hooks.h"

namespace hookqual::hooks {

/// Adds to each hook its wrappers in this file, and the first one's kernel-doc.
void addWrappers(const SourceFile &file, const Conventions &conventions, std::vector<reports::Hook> &hooks);

} // namespace hookqual::hooks
