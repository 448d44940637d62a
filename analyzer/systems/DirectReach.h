// SPDX-License-Identifier: MIT
// Which system calls come to a function by direct calls alone. Over calls through pointers as well,
// nearly every system call may reach nearly everything: that says little about what it is for.
#pragma once

#include "analyzer/ir/Program.h"

#include "llvm/ADT/BitVector.h"

#include <string>
#include <vector>

namespace hookqual::systems {

class DirectReach {
public:
  explicit DirectReach(const ir::Program &program);

  /// Names of native and compat system calls alike, ascending, each once.
  const std::vector<std::string> &systemCalls() const { return names_; }
  const llvm::BitVector &of(ir::FunctionId function) const { return reach_[function.index]; }
  /// ... that come to one of the functions, ascending.
  std::vector<std::string> namesReaching(const std::vector<ir::FunctionId> &functions) const;

private:
  std::vector<std::string> names_;
  std::vector<llvm::BitVector> reach_; // by function
};

} // namespace hookqual::systems
