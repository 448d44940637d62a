// SPDX-License-Identifier: MIT
// Accessors: functions whose result is a place behind a parameter, so that two calls of one with
// equal arguments name one object.
#pragma once

#include "analyzer/ir/Program.h"
#include "analyzer/learn/ObjectPaths.h"

#include <vector>

namespace hookqual::learn {

class ReturnedPaths {
public:
  /// `calleesFirst`: all functions, in that order.
  ReturnedPaths(const ir::Program &program, const std::vector<ir::FunctionId> &calleesFirst);

  /// Over its parameters; empty when there is none.
  const ObjectPath &of(ir::FunctionId function) const { return paths_[function.index]; }
  ObjectPaths pathsIn(const ir::Function &function) const;

private:
  const ir::Program &program_;
  std::vector<ObjectPath> paths_;
};

/// All functions, callees before those who call them directly.
std::vector<ir::FunctionId> calleesFirst(const ir::Program &program);

} // namespace hookqual::learn
