// SPDX-License-Identifier: MIT
#include "analyzer/witness/Entries.h"

#include <algorithm>
#include <map>
#include <set>

namespace hookqual::witness {

namespace {

struct Visit {
  ir::FunctionId function;
  size_t next = 0; // the visit of the function it calls on the way; the start points at itself
};

std::vector<ir::FunctionId> wayFrom(const std::vector<Visit> &visits, size_t at) {
  std::vector<ir::FunctionId> functions{visits[at].function};
  while (visits[at].next != at) {
    at = visits[at].next;
    functions.push_back(visits[at].function);
  }
  return functions;
}

} // namespace

std::vector<EntryRoute> entriesReaching(const ir::Program &program, ir::FunctionId function, size_t limit) {
  std::vector<Visit> visits{{function, 0}};
  std::set<ir::FunctionId> seen{function};
  std::map<std::pair<ir::EntryClass, std::string>, size_t> found; // the visit that met it first
  for (size_t at = 0; at < visits.size() && at < limit; ++at) {
    ir::Entry entry = program.entry(visits[at].function);
    if (entry.entryClass != ir::EntryClass::None)
      found.try_emplace({entry.entryClass, entry.name}, at);
    for (ir::FunctionId caller : program.callersOf(visits[at].function))
      if (seen.insert(caller).second)
        visits.push_back({caller, at});
  }
  std::vector<std::pair<std::pair<ir::EntryClass, size_t>, std::string>> ordered;
  for (const auto &[entry, at] : found)
    ordered.push_back({{entry.first, at}, entry.second});
  std::sort(ordered.begin(), ordered.end());
  std::vector<EntryRoute> routes;
  for (const auto &[key, name] : ordered)
    routes.push_back({{key.first, name}, wayFrom(visits, key.second)});
  return routes;
}

} // namespace hookqual::witness
