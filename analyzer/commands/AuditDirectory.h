// SPDX-License-Identifier: MIT
// The files of an audit: its tables in every form, and the report they are of.
#pragma once

#include "analyzer/commands/OutputDirectory.h"
#include "reports/Finding.h"
#include "reports/Table.h"

#include "llvm/Support/Error.h"

#include <vector>

namespace hookqual::commands {

llvm::Error writeAuditFiles(const reports::Report &report, const std::vector<reports::Table> &tables,
                            const OutputDirectory &directory);

} // namespace hookqual::commands
