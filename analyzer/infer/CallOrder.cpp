// SPDX-License-Identifier: MIT
#include "analyzer/infer/CallOrder.h"

#include <algorithm>

namespace hookqual::infer {

using ir::FunctionId;

namespace {

using CallersOf = std::span<const FunctionId> (ir::Program::*)(FunctionId) const;

/// Tarjan's algorithm over the edges callee -> caller, without recursion: the kernel's
/// call chains are deeper than a stack.
class Ranker {
public:
  Ranker(const ir::Program &program, CallersOf callersOf)
      : program_(program), callersOf_(callersOf), components_(program.functionCount(), 0),
        index_(program.functionCount(), 0), low_(program.functionCount(), 0),
        isOnStack_(program.functionCount(), false), ranks_(program.functionCount(), 0) {}

  void run() {
    for (uint32_t f = 0; f < index_.size(); ++f)
      if (index_[f] == 0)
        visit(f);
    // Components come out callers first.
    for (uint32_t &rank : ranks_)
      rank = nextRank_ - 1 - rank;
  }
  std::vector<uint32_t> takeRanks() { return std::move(ranks_); }
  std::vector<uint32_t> takeComponents() { return std::move(components_); }

private:
  struct Frame {
    uint32_t function;
    size_t next;
  };

  void open(uint32_t f) {
    index_[f] = low_[f] = ++counter_;
    stack_.push_back(f);
    isOnStack_[f] = true;
    frames_.push_back({f, 0});
  }

  void visit(uint32_t root) {
    open(root);
    while (!frames_.empty()) {
      uint32_t f = frames_.back().function;
      auto callers = (program_.*callersOf_)(FunctionId(f));
      if (frames_.back().next < callers.size()) {
        uint32_t caller = callers[frames_.back().next++].index;
        if (index_[caller] == 0)
          open(caller);
        else if (isOnStack_[caller])
          low_[f] = std::min(low_[f], index_[caller]);
        continue;
      }
      close(f);
    }
  }

  void close(uint32_t f) {
    frames_.pop_back();
    if (!frames_.empty())
      low_[frames_.back().function] = std::min(low_[frames_.back().function], low_[f]);
    if (low_[f] != index_[f])
      return;
    for (uint32_t member = f + 1; member != f;) {
      member = stack_.back();
      stack_.pop_back();
      isOnStack_[member] = false;
      ranks_[member] = nextRank_++;
      components_[member] = f;
      if (member == f)
        return;
    }
  }

  const ir::Program &program_;
  CallersOf callersOf_;
  std::vector<uint32_t> components_; // named after the member that was met first
  std::vector<uint32_t> index_, low_;
  std::vector<bool> isOnStack_;
  std::vector<uint32_t> ranks_, stack_;
  std::vector<Frame> frames_;
  uint32_t counter_ = 0, nextRank_ = 0;
};

} // namespace

std::vector<uint32_t> bottomUpRanks(const ir::Program &program) {
  Ranker ranker(program, &ir::Program::callersOf);
  ranker.run();
  return ranker.takeRanks();
}

std::vector<uint32_t> directCycles(const ir::Program &program) {
  Ranker ranker(program, &ir::Program::directCallersOf);
  ranker.run();
  return ranker.takeComponents();
}

std::vector<uint32_t> callDistances(const ir::Program &program, const std::vector<std::string> &names,
                                    uint32_t limit) {
  std::vector<uint32_t> distance(program.functionCount(), 0);
  std::vector<FunctionId> frontier;
  for (const std::string &name : names)
    for (FunctionId caller : program.functionsCalling(name))
      if (distance[caller.index] == 0) {
        distance[caller.index] = 1;
        frontier.push_back(caller);
      }
  for (uint32_t step = 2; step <= limit; ++step) {
    std::vector<FunctionId> next;
    for (FunctionId function : frontier)
      for (FunctionId caller : program.callersOf(function))
        if (distance[caller.index] == 0) {
          distance[caller.index] = step;
          next.push_back(caller);
        }
    frontier = std::move(next);
  }
  return distance;
}

} // namespace hookqual::infer
