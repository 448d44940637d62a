// SPDX-License-Identifier: MIT
// Which entries reach a function.
#pragma once

#include "analyzer/ir/Program.h"

#include <vector>

namespace hookqual::witness {

/// Entries that may reach `function`, itself included, nearest first, without duplicates. The search stops
/// after `limit` functions; then the list is incomplete.
std::vector<ir::Entry> entriesReaching(const ir::Program &program, ir::FunctionId function, size_t limit);

} // namespace hookqual::witness
