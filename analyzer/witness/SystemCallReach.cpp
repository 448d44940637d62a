// SPDX-License-Identifier: MIT
#include "analyzer/witness/SystemCallReach.h"

#include "analyzer/infer/CallOrder.h"

#include <algorithm>
#include <map>
#include <numeric>

namespace hookqual::witness {

using ir::FunctionId;

namespace {

/// Callers first.
std::vector<uint32_t> topDown(const ir::Program &program) {
  const std::vector<uint32_t> ranks = infer::bottomUpRanks(program);
  std::vector<uint32_t> order(ranks.size());
  std::iota(order.begin(), order.end(), 0u);
  std::sort(order.begin(), order.end(),
            [&](uint32_t a, uint32_t b) { return std::pair(ranks[a], a) > std::pair(ranks[b], b); });
  return order;
}

} // namespace

SystemCallReach::SystemCallReach(const ir::Program &program) : reach_(program.functionCount()) {
  std::map<std::string, std::vector<FunctionId>> entries;
  for (uint32_t i = 0; i < reach_.size(); ++i) {
    ir::Entry entry = program.entry(FunctionId(i));
    if (entry.entryClass == ir::EntryClass::SystemCall)
      entries[entry.name].push_back(FunctionId(i));
  }
  for (llvm::BitVector &reach : reach_)
    reach.resize(entries.size());
  for (const auto &[name, functions] : entries) {
    for (FunctionId function : functions)
      reach_[function.index].set(unsigned(names_.size()));
    names_.push_back(name);
  }
  const std::vector<uint32_t> order = topDown(program);
  for (bool hasChanged = true; hasChanged;) { // more than one round only for cycles
    hasChanged = false;
    for (uint32_t index : order)
      for (FunctionId caller : program.callersOf(FunctionId(index)))
        if (reach_[caller.index].test(reach_[index])) { // something that is not there yet
          reach_[index] |= reach_[caller.index];
          hasChanged = true;
        }
  }
}

} // namespace hookqual::witness
