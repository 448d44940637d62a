// SPDX-License-Identifier: MIT
#include "analyzer/witness/Entries.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

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
  using Best = std::pair<uint32_t, size_t>; // rank and visit of the plainest that was met, then the nearest
  std::map<std::pair<ir::EntryClass, std::string>, Best> found;
  for (size_t at = 0; at < visits.size() && at < limit; ++at) {
    ir::Entry entry = program.entry(visits[at].function);
    if (entry.entryClass != ir::EntryClass::None) {
      const Best here{entry.rank, at};
      auto [best, isNew] = found.try_emplace({entry.entryClass, entry.name}, here);
      best->second = std::min(best->second, here);
    }
    for (ir::FunctionId caller : program.callersOf(visits[at].function))
      if (seen.insert(caller).second)
        visits.push_back({caller, at});
  }
  std::vector<std::tuple<ir::EntryClass, Best, std::string>> ordered;
  for (const auto &[entry, best] : found)
    ordered.emplace_back(entry.first, best, entry.second);
  std::sort(ordered.begin(), ordered.end());
  std::vector<EntryRoute> routes;
  for (const auto &[entryClass, best, name] : ordered)
    routes.push_back({{entryClass, name, best.first}, wayFrom(visits, best.second)});
  return routes;
}

} // namespace hookqual::witness
