// SPDX-License-Identifier: MIT
#include "analyzer/witness/Entries.h"

#include <set>

namespace hookqual::witness {

std::vector<ir::Entry> entriesReaching(const ir::Program &program, ir::FunctionId function, size_t limit) {
  std::vector<ir::FunctionId> queue{function};
  std::set<ir::FunctionId> seen{function};
  std::set<std::pair<ir::EntryClass, std::string>> known;
  std::vector<ir::Entry> entries;
  for (size_t next = 0; next < queue.size() && next < limit; ++next) {
    ir::Entry entry = program.entry(queue[next]);
    if (entry.entryClass != ir::EntryClass::None && known.insert({entry.entryClass, entry.name}).second)
      entries.push_back(std::move(entry));
    for (ir::FunctionId caller : program.callersOf(queue[next]))
      if (seen.insert(caller).second)
        queue.push_back(caller);
  }
  return entries;
}

} // namespace hookqual::witness
