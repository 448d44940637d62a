// SPDX-License-Identifier: MIT
// Type errors counted as in Zhang, Edwards and Jaeger, "Using CQUAL for Static Analysis of
// Authorization Hook Placement" (USENIX Security 2002), table 1.
#pragma once

#include "reports/Finding.h"
#include "reports/Table.h"

namespace hookqual::commands {

reports::Table typeErrorTable(const reports::Report &report);

} // namespace hookqual::commands
