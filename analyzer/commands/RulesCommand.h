// SPDX-License-Identifier: MIT
// `hookqual rules list|lint|schema`: rule files without a kernel. rules/*.yaml ─► terminal.
#pragma once

#include "analyzer/commands/Commands.h"

namespace hookqual::commands {

void addRulesCommand(CLI::App &app, Invocation &invocation);

} // namespace hookqual::commands
