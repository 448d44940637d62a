// SPDX-License-Identifier: MIT
#include "analyzer/systems/DirectReach.h"

#include "analyzer/ir/CallCycles.h"
#include "analyzer/witness/SystemCallReach.h"

namespace hookqual::systems {

using ir::FunctionId;

DirectReach::DirectReach(const ir::Program &program) {
  const auto entries = witness::systemCallsOf(program);
  reach_.resize(program.functionCount(), llvm::BitVector(unsigned(entries.size())));
  for (const auto &[name, functions] : entries) {
    for (FunctionId function : functions)
      reach_[function.index].set(unsigned(names_.size()));
    names_.push_back(name);
  }
  const ir::CallCycles cycles = ir::callCycles(
      program.functionCount(), [&](FunctionId function) { return program.directCallersOf(function); });
  for (bool changed = true; changed;) { // more than once only for functions that call each other
    changed = false;
    for (FunctionId function : cycles.callersFirst) {
      llvm::BitVector &reach = reach_[function.index];
      const unsigned before = reach.count();
      for (FunctionId caller : program.directCallersOf(function))
        reach |= reach_[caller.index];
      changed |= reach.count() != before;
    }
  }
}

std::vector<std::string> DirectReach::namesReaching(const std::vector<FunctionId> &functions) const {
  llvm::BitVector all(unsigned(names_.size()));
  for (FunctionId function : functions)
    all |= reach_[function.index];
  std::vector<std::string> names;
  for (unsigned i : all.set_bits())
    names.push_back(names_[i]);
  return names;
}

} // namespace hookqual::systems
