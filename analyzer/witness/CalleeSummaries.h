// SPDX-License-Identifier: MIT
// What inference knows of the functions that a body calls, whatever the rule; each is asked
// for once.
#pragma once

#include "analyzer/infer/Inference.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace hookqual::witness {

class CalleeSummaries {
public:
  CalleeSummaries(const ir::Program &program, infer::Inference &inference)
      : program_(program), inference_(inference) {}

  /// Null when the call is indirect or no body of the callee was captured.
  const infer::FunctionSummary *find(const ir::Function &caller, const ir::Instruction &call);
  const ir::Program &program() const { return program_; }
  /// Of which functions something was asked; ascending.
  std::vector<ir::FunctionId> consulted() const;

private:
  const ir::Program &program_;
  infer::Inference &inference_;
  std::unordered_map<uint32_t, infer::FunctionSummary> known_; // by function
};

} // namespace hookqual::witness
