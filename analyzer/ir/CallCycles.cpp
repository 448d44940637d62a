// SPDX-License-Identifier: MIT
#include "analyzer/ir/CallCycles.h"

#include <algorithm>
#include <cstdint>

namespace hookqual::ir {

namespace {

/// Tarjan's algorithm over the edges callee -> caller, without recursion: the kernel's call
/// chains are deeper than a stack.
class Search {
public:
  Search(size_t functions, const CallersOf &callersOf)
      : callersOf_(callersOf), order_(functions, 0), low_(functions, 0) {
    found_.cycleOf.assign(functions, kOpen);
  }

  CallCycles run() {
    for (uint32_t i = 0; i < order_.size(); ++i)
      if (order_[i] == 0)
        walk(i);
    return std::move(found_);
  }

private:
  static constexpr uint32_t kOpen = ~uint32_t(0); // while the cycle is not complete

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
      else if (found_.cycleOf[caller] == kOpen)
        low_[function] = std::min(low_[function], order_[caller]);
    }
  }

  void leave(uint32_t function) {
    path_.pop_back();
    if (!path_.empty())
      low_[path_.back().function] = std::min(low_[path_.back().function], low_[function]);
    if (low_[function] != order_[function])
      return;
    uint32_t member = 0;
    do {
      member = open_.back();
      open_.pop_back();
      found_.cycleOf[member] = uint32_t(found_.count);
      found_.callersFirst.push_back(FunctionId(member));
    } while (member != function);
    ++found_.count;
  }

  const CallersOf &callersOf_;
  std::vector<uint32_t> order_, low_;
  std::vector<uint32_t> open_;
  std::vector<Step> path_;
  uint32_t visited_ = 0;
  CallCycles found_;
};

} // namespace

CallCycles callCycles(size_t functions, const CallersOf &callersOf) {
  return Search(functions, callersOf).run();
}

std::vector<bool> calledFromOutside(size_t functions, const CallersOf &callersOf) {
  const CallCycles cycles = callCycles(functions, callersOf);
  std::vector<bool> isCalled(cycles.count);
  for (uint32_t i = 0; i < functions; ++i)
    for (const FunctionId caller : callersOf(FunctionId(i)))
      if (cycles.cycleOf[caller.index] != cycles.cycleOf[i])
        isCalled[cycles.cycleOf[i]] = true;
  std::vector<bool> result(functions);
  for (uint32_t i = 0; i < functions; ++i)
    result[i] = isCalled[cycles.cycleOf[i]];
  return result;
}

} // namespace hookqual::ir
