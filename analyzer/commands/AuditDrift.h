// SPDX-License-Identifier: MIT
// Two audits ─► what became of each operation: mediation that was gained, lost or moved.
#pragma once

#include "reports/Mediation.h"
#include "reports/Table.h"

#include <vector>

namespace hookqual::commands {

/// Two tables: what changed by subsystem, and every operation that did. `before` is the older one.
std::vector<reports::Table> driftTables(const reports::Mediation &before, const reports::Mediation &now);

} // namespace hookqual::commands
