// SPDX-License-Identifier: MIT
#include "analyzer/learn/Likeness.h"

#include "llvm/ADT/StringMap.h"

#include <algorithm>
#include <cmath>

namespace hookqual::learn {

using ir::FunctionId;

namespace {

/// What the function calls, writes and uses, each under a prefix of its own.
std::vector<std::string> featuresOf(const ProgramChecks &checks, FunctionId id) {
  const ir::Function &function = checks.program().function(id);
  std::vector<std::string> features;
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions) {
      if (instruction.kind == ir::InstructionKind::Call && instruction.callee == ir::CalleeKind::Direct)
        features.push_back("c " + std::string(ir::nameOf(function.spelling(instruction.symbol))));
      else if (instruction.kind != ir::InstructionKind::Load && instruction.member.valid())
        features.push_back("m " + ir::nameOf(function.member(instruction.member)));
    }
  for (const ir::Value &value : function.values)
    if (value.kind == ir::ValueKind::Global)
      features.push_back("g " + function.spelling(value.symbol));
  return features;
}

} // namespace

Likeness::Likeness(const ProgramChecks &checks) : features_(checks.program().functionCount()) {
  llvm::StringMap<uint32_t> numbers;
  std::vector<size_t> counts;
  for (uint32_t i = 0; i < features_.size(); ++i) {
    if (!checks.context(FunctionId(i)))
      continue;
    Features &features = features_[i];
    for (const std::string &feature : featuresOf(checks, FunctionId(i)))
      features.push_back(numbers.try_emplace(feature, uint32_t(numbers.size())).first->second);
    std::ranges::sort(features);
    features.erase(std::unique(features.begin(), features.end()), features.end());
    counts.resize(numbers.size());
    for (uint32_t feature : features)
      ++counts[feature];
  }
  for (size_t count : counts)
    weights_.push_back(std::log2(double(features_.size() + 1) / double(count)));
}

double Likeness::between(FunctionId a, FunctionId b) const {
  const Features &left = features_[a.index], &right = features_[b.index];
  double common = 0, all = 0;
  auto l = left.begin();
  auto r = right.begin();
  while (l != left.end() || r != right.end()) {
    if (r == right.end() || (l != left.end() && *l < *r)) {
      all += weights_[*l++];
    } else if (l == left.end() || *r < *l) {
      all += weights_[*r++];
    } else {
      common += weights_[*l];
      all += weights_[*l++];
      ++r;
    }
  }
  return all == 0 ? 0 : common / all;
}

} // namespace hookqual::learn
