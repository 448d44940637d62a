// SPDX-License-Identifier: MIT
// Which system calls may lead to a function, over all calls that may be.
#pragma once

#include "analyzer/ir/Program.h"

#include "llvm/ADT/BitVector.h"

#include <string>
#include <vector>

namespace hookqual::witness {

class SystemCallReach {
public:
  explicit SystemCallReach(const ir::Program &program);

  /// Names, ascending: of native and compat ones alike, once.
  const std::vector<std::string> &systemCalls() const { return names_; }
  /// The positions of those that may reach the function.
  const llvm::BitVector &mayReach(ir::FunctionId function) const { return reach_[function.index]; }

private:
  std::vector<std::string> names_;
  std::vector<llvm::BitVector> reach_; // by function
};

} // namespace hookqual::witness
