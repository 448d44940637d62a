// SPDX-License-Identifier: MIT
// What one function checks before each of its calls, and before it returns without refusing:
// forward over its blocks, when it is known what its callees check.
#pragma once

#include "analyzer/learn/BranchChecks.h"
#include "analyzer/learn/CheckSets.h"

#include <functional>

namespace hookqual::learn {

/// A check that may be made, and how far it is from the function: each callee on the way that
/// changes something itself makes the check for its own sake first.
struct Carried {
  CheckId check;
  uint32_t distance = 0;
  friend bool operator==(const Carried &, const Carried &) = default;
};

/// Further ones are not remembered; those up to kOwnDistance count as the function's own.
inline constexpr uint32_t kDeepestCheck = 3, kOwnDistance = 1;

struct CheckSummary {
  CheckSet must;            // on every way that returns without refusing
  std::vector<Carried> may; // on some way; ascending by check
  bool hasEffect = false;   // something outside changes, or may
  bool isChecker = false;   // no effect, and its answer depends on what it checks
};

struct CheckedCall {
  const ir::Instruction *call = nullptr;
  ir::BlockId block;
  CheckSet before;    // on every way to the call
  CheckSet mayBefore; // the function's own, on some way to it
};

/// Checks that are made in a block: after which instruction, or at its end.
struct CheckEvent {
  size_t after = 0; // index of the instruction; their number for the branch
  CheckSet must;
  std::vector<Carried> may;
};
using CheckEvents = std::vector<std::vector<CheckEvent>>; // by block

/// What a call checks, by itself or because of what its callee does.
using CallChecks = std::function<CheckEvent(const ir::Instruction &)>;

CheckEvents checkEventsIn(const ir::Function &function, const CallChecks &checksOfCall,
                          const std::vector<BranchCheck> &branches, CheckTable &table);

class FunctionChecks {
public:
  FunctionChecks(const ir::Function &function, const CheckEvents &events);

  /// In the order of sites.
  std::vector<CheckedCall> calls(bool storesToo = false) const;
  CheckSet mustAtReturn(const RefusingPaths &paths) const;
  std::vector<Carried> may() const;
  /// On every way to the end of the block.
  const CheckSet &atEndOf(ir::BlockId block) const { return out_[block.index]; }
  const CheckSet &atStartOf(ir::BlockId block) const { return in_[block.index]; }

private:
  void solve();
  void solveMay();
  CheckSet through(ir::BlockId block, CheckSet set) const;

  const ir::Function &function_;
  const CheckEvents &events_;
  std::vector<CheckSet> in_, out_, mayIn_;
};

/// Those that count as the function's own.
CheckSet ownOf(const std::vector<Carried> &carried);

/// Each check once, at the least distance; ascending.
void addCarried(std::vector<Carried> &all, const std::vector<Carried> &more, uint32_t further);

} // namespace hookqual::learn
