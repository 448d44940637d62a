// SPDX-License-Identifier: MIT
#include "analyzer/witness/CalleeSummaries.h"

#include "analyzer/ir/Calls.h"

#include <algorithm>

namespace hookqual::witness {

const infer::FunctionSummary *CalleeSummaries::find(const ir::Function &caller, const ir::Instruction &call) {
  const ir::FunctionId callee = ir::directCalleeOf(program_, caller, call);
  if (!callee.valid())
    return nullptr;
  auto known = known_.find(callee.index);
  if (known == known_.end())
    known = known_.emplace(callee.index, inference_.summarize(callee)).first;
  return &known->second;
}

std::vector<ir::FunctionId> CalleeSummaries::consulted() const {
  std::vector<ir::FunctionId> functions;
  for (const auto &[function, summary] : known_)
    functions.emplace_back(function);
  std::ranges::sort(functions);
  return functions;
}

} // namespace hookqual::witness
