// SPDX-License-Identifier: MIT
// Which system calls may lead to a function, over all calls that may be, and by how many.
#pragma once

#include "analyzer/ir/Program.h"

#include "llvm/ADT/BitVector.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace hookqual::witness {

/// The functions of each system call, native and compat ones alike.
std::map<std::string, std::vector<ir::FunctionId>> systemCallsOf(const ir::Program &program);

class SystemCallReach {
public:
  /// Distances are kept for `asked` alone.
  SystemCallReach(const ir::Program &program, const std::set<ir::FunctionId> &asked);

  /// Names, ascending: of native and compat ones alike, once.
  const std::vector<std::string> &systemCalls() const { return names_; }
  /// The positions of those that may reach the function.
  const llvm::BitVector &mayReach(ir::FunctionId function) const { return reach_[function.index]; }
  /// Calls on a shortest way, from a system call that may reach a function that was asked for.
  uint32_t callsBetween(unsigned systemCall, ir::FunctionId function) const {
    return distances_.at(function).at(systemCall);
  }

private:
  std::vector<std::string> names_;
  std::vector<llvm::BitVector> reach_; // by function
  std::map<ir::FunctionId, std::vector<uint32_t>> distances_;
};

} // namespace hookqual::witness
