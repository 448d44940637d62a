// SPDX-License-Identifier: MIT
// How many hook calls there are on the ways through a function that do not refuse, with those of
// the functions that it calls directly. Loops are gone through once.
#pragma once

#include "analyzer/systems/ObjectCache.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace hookqual::systems {

struct Cost {
  double typical = 0;   // each way on at a branch is as likely as the other, refusals left out
  uint64_t longest = 0; // on the way with the most of them
};

class Costs {
public:
  /// `hooks`: functions, by C name, each call of which counts once; they are not looked into.
  Costs(ObjectCache &objects, const std::set<std::string, std::less<>> &hooks);

  const Cost &of(ir::FunctionId function) const { return costs_[function.index]; }
  /// The hooks on the longest way, and how often each.
  using HookCounts = std::map<std::string, uint64_t>;
  const HookCounts &onLongest(ir::FunctionId function);

private:
  void measure(ir::FunctionId function);
  bool isHook(const ir::Function &caller, const ir::Instruction &call) const;

  const ir::Program &program_;
  const std::set<std::string, std::less<>> &hooks_;
  std::vector<Cost> costs_;
  std::vector<uint32_t> ranks_; // by function: functions with a higher one were not yet measured
  std::map<ir::FunctionId, std::vector<ir::BlockId>> longest_; // where hooks are called at all
  std::map<ir::FunctionId, HookCounts> counts_;                // as far as asked for
};

} // namespace hookqual::systems
