// SPDX-License-Identifier: MIT
#include "analyzer/ir/CallCycles.h"

#include <algorithm>
#include <cstdint>

namespace hookqual::ir {

namespace {

/// Strongly connected components of the callers' graph (Tarjan), without recursion.
class Cycles {
public:
  Cycles(size_t functions, const CallersOf &callersOf)
      : callersOf_(callersOf), order_(functions, 0), low_(functions, 0), cycle_(functions, 0) {
    for (uint32_t i = 0; i < functions; ++i)
      if (order_[i] == 0)
        walk(i);
  }

  uint32_t of(FunctionId function) const { return cycle_[function.index]; }
  size_t count() const { return cycles_; }

private:
  struct Step {
    uint32_t function;
    size_t next; // of its callers
  };

  void enter(uint32_t function) {
    order_[function] = low_[function] = ++visited_;
    open_.push_back(function);
    path_.push_back({function, 0});
  }

  void walk(uint32_t root) {
    enter(root);
    while (!path_.empty()) {
      const uint32_t function = path_.back().function;
      const auto callers = callersOf_(FunctionId(function));
      if (path_.back().next == callers.size()) {
        leave(function);
        continue;
      }
      const uint32_t caller = callers[path_.back().next++].index;
      if (order_[caller] == 0)
        enter(caller);
      else if (cycle_[caller] == 0)
        low_[function] = std::min(low_[function], order_[caller]);
    }
  }

  void leave(uint32_t function) {
    path_.pop_back();
    if (!path_.empty())
      low_[path_.back().function] = std::min(low_[path_.back().function], low_[function]);
    if (low_[function] != order_[function])
      return;
    ++cycles_;
    uint32_t member = 0;
    do {
      member = open_.back();
      open_.pop_back();
      cycle_[member] = cycles_;
    } while (member != function);
  }

  const CallersOf &callersOf_;
  std::vector<uint32_t> order_, low_;
  std::vector<uint32_t> cycle_; // from 1; 0 while the cycle is not complete
  std::vector<uint32_t> open_;
  std::vector<Step> path_;
  uint32_t visited_ = 0, cycles_ = 0;
};

} // namespace

std::vector<bool> calledFromOutside(size_t functions, const CallersOf &callersOf) {
  const Cycles cycles(functions, callersOf);
  std::vector<bool> isCalled(cycles.count() + 1);
  for (uint32_t i = 0; i < functions; ++i)
    for (const FunctionId caller : callersOf(FunctionId(i)))
      if (cycles.of(caller) != cycles.of(FunctionId(i)))
        isCalled[cycles.of(FunctionId(i))] = true;
  std::vector<bool> result(functions);
  for (uint32_t i = 0; i < functions; ++i)
    result[i] = isCalled[cycles.of(FunctionId(i))];
  return result;
}

} // namespace hookqual::ir
