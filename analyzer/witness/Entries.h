// SPDX-License-Identifier: MIT
// Which entries reach a function.
#pragma once

#include "analyzer/ir/Program.h"

#include <vector>

namespace hookqual::witness {

struct EntryRoute {
  ir::Entry entry;
  std::vector<ir::FunctionId> functions; // a shortest way, from the entry to the function itself
};

/// Entries that may reach `function`, itself included: system calls first, of these the plainest
/// (ir::Entry::rank), then the nearest; without duplicates. The search stops after `limit` functions; then
/// the list is incomplete.
std::vector<EntryRoute> entriesReaching(const ir::Program &program, ir::FunctionId function, size_t limit);

} // namespace hookqual::witness
