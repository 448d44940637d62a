// SPDX-License-Identifier: MIT
#include "analyzer/witness/Entries.h"

#include <algorithm>
#include <set>

namespace hookqual::witness {

std::vector<ir::Entry> entriesReaching(const ir::Program &program, ir::FunctionId function, size_t limit) {
  std::vector<ir::FunctionId> queue{function};
  std::set<ir::FunctionId> seen{function};
  std::vector<ir::Entry> entries;
  for (size_t next = 0; next < queue.size() && next < limit; ++next) {
    ir::Entry entry = program.entry(queue[next]);
    if (entry.entryClass != ir::EntryClass::None)
      entries.push_back(std::move(entry));
    for (ir::FunctionId caller : program.callersOf(queue[next]))
      if (seen.insert(caller).second)
        queue.push_back(caller);
  }
  auto key = [](const ir::Entry &entry) { return std::tie(entry.entryClass, entry.name); };
  std::sort(entries.begin(), entries.end(), [&](const auto &a, const auto &b) { return key(a) < key(b); });
  auto end = std::unique(entries.begin(), entries.end(),
                         [&](const auto &a, const auto &b) { return key(a) == key(b); });
  entries.erase(end, entries.end());
  return entries;
}

} // namespace hookqual::witness
