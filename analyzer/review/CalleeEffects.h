// SPDX-License-Identifier: MIT
// What a function does to an object that it is given: whether it is worth guarding.
//
// Locks, reference counts, allocators and their like do something to every object there is,
// and are called from everywhere: they tell nothing of this one. Many callers make plumbing,
// not a name.
#pragma once

#include "analyzer/ir/Program.h"

#include <cstdint>
#include <map>
#include <utility>

namespace hookqual::review {

struct Effect {
  bool mayWrite = false;    // stores to memory that is reached through the object
  bool mayPublish = false;  // keeps the object's address where others find it
  bool mayDispatch = false; // hands it to a function of an ops table
  bool any() const { return mayWrite || mayPublish || mayDispatch; }
};

class CalleeEffects {
public:
  explicit CalleeEffects(const ir::Program &program) : program_(program) {}

  /// On the object that `parameter` points to.
  Effect on(ir::FunctionId function, uint32_t parameter) { return on(function, parameter, kMaxDepth); }
  /// On anything that outlives the call.
  bool mayChangeAnything(ir::FunctionId function) { return mayChangeAnything(function, kMaxDepth); }
  bool isPlumbing(ir::FunctionId function) const;

private:
  static constexpr unsigned kMaxDepth = 4;

  Effect on(ir::FunctionId function, uint32_t parameter, unsigned depth);
  Effect ofCall(const ir::Function &body, ir::FunctionId caller, const ir::Instruction &call,
                uint32_t parameter, unsigned depth);
  bool mayChangeAnything(ir::FunctionId function, unsigned depth);

  const ir::Program &program_;
  std::map<std::pair<ir::FunctionId, uint32_t>, Effect> known_;
  std::map<ir::FunctionId, bool> changes_;
};

} // namespace hookqual::review
