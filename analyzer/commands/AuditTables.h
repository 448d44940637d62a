// SPDX-License-Identifier: MIT
// A report ─► the tables that a paper about hook placement has.
#pragma once

#include "reports/Finding.h"
#include "reports/Table.h"

#include <vector>

namespace hookqual::commands {

/// In the order in which they are published.
std::vector<reports::Table> auditTables(const reports::Report &report);

} // namespace hookqual::commands
