// SPDX-License-Identifier: MIT
#include "analyzer/witness/SystemCallReach.h"

namespace hookqual::witness {

using ir::FunctionId;
using llvm::BitVector;

namespace {

/// By function, those that it may call.
std::vector<std::vector<uint32_t>> calleesIn(const ir::Program &program) {
  std::vector<std::vector<uint32_t>> callees(program.functionCount());
  for (uint32_t i = 0; i < callees.size(); ++i)
    for (FunctionId caller : program.callersOf(FunctionId(i)))
      callees[caller.index].push_back(i);
  return callees;
}

} // namespace

/// Makes each system call reach its own function; those functions.
std::vector<uint32_t> SystemCallReach::placeEntries(const ir::Program &program) {
  std::map<std::string, std::vector<uint32_t>> entries;
  for (uint32_t i = 0; i < reach_.size(); ++i) {
    const ir::Entry entry = program.entry(FunctionId(i));
    if (entry.entryClass == ir::EntryClass::SystemCall)
      entries[entry.name].push_back(i);
  }
  for (BitVector &reach : reach_)
    reach.resize(unsigned(entries.size()));
  for (auto &[function, distances] : distances_)
    distances.resize(entries.size());
  std::vector<uint32_t> placed;
  for (const auto &[name, functions] : entries) {
    for (uint32_t function : functions) {
      reach_[function].set(unsigned(names_.size()));
      placed.push_back(function);
    }
    names_.push_back(name);
  }
  return placed;
}

void SystemCallReach::note(uint32_t function, const BitVector &entries, uint32_t calls) {
  const auto asked = distances_.find(FunctionId(function));
  if (asked != distances_.end())
    for (unsigned entry : entries.set_bits())
      asked->second[entry] = calls;
}

/// Call by call: what each function learnt in one round, its callees learn in the next.
SystemCallReach::SystemCallReach(const ir::Program &program, const std::set<FunctionId> &asked)
    : reach_(program.functionCount()) {
  for (FunctionId function : asked)
    distances_[function];
  const auto callees = calleesIn(program);
  std::map<uint32_t, BitVector> learnt;
  for (uint32_t function : placeEntries(program))
    learnt[function] = reach_[function];
  for (uint32_t calls = 1; !learnt.empty(); ++calls) {
    std::map<uint32_t, BitVector> next;
    for (const auto &[function, entries] : learnt)
      for (uint32_t callee : callees[function]) {
        if (!entries.test(reach_[callee])) // nothing that it does not know
          continue;
        BitVector fresh = entries;
        fresh.reset(reach_[callee]);
        note(callee, fresh, calls);
        reach_[callee] |= fresh;
        BitVector &all = next.try_emplace(callee, unsigned(names_.size())).first->second;
        all |= fresh;
      }
    learnt = std::move(next);
  }
}

} // namespace hookqual::witness
