// SPDX-License-Identifier: MIT
// A function compared with itself: what it required in a base, before it does what it still does,
// and requires no longer.
//
//   changed bodies ─► checks before each operation, then and now ─► what is gone
#pragma once

#include "analyzer/learn/Consistency.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace hookqual::learn {

/// A function whose body differs between the base and the program.
struct ChangedBody {
  ir::FunctionId before, now;
};

struct LostCheck {
  Check check;
  Carries was = Carries::Always, is = Carries::No;
  std::string operation; // that still happens: a function, `record.field`, or "returning"
  double score = 0;
};

struct LossesOfOne {
  ChangedBody body;
  std::vector<LostCheck> checks; // most convincing first
};

/// By function, ascending. What a callee of the function has lost is the callee's loss alone, and what
/// all its callers check, or a callee for its sake, is none.
std::vector<LossesOfOne> findLostChecks(ProgramChecks &before, ProgramChecks &now,
                                        std::span<const ChangedBody> changed);

} // namespace hookqual::learn
