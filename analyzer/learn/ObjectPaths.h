// SPDX-License-Identifier: MIT
// Names of objects that mean the same wherever they are written down: loads and byte offsets from
// a parameter, a variable, or a result. Heap memory is taken as stable.
#pragma once

#include "analyzer/ir/Function.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookqual::learn {

/// `p0+48*`: the pointer loaded from 48 bytes behind parameter 0; `g:name` a variable; `v7` a value
/// of this function only.
using ObjectPath = std::string;

/// What a call of the function returns over its parameters; empty when that is not known.
using ReturnedPath = std::function<ObjectPath(const ir::Instruction &call)>;

class ObjectPaths {
public:
  ObjectPaths(const ir::Function &function, ReturnedPath returnedBy);

  const ObjectPath &of(ir::ValueId value);
  /// The one path that is returned; empty when there are several, or callers cannot name it.
  ObjectPath returned();

private:
  ObjectPath compute(ir::ValueId value);
  ObjectPath ofCall(ir::ValueId value, const ir::Instruction &call);

  const ir::Function &function_;
  ReturnedPath returnedBy_;
  std::vector<const ir::Instruction *> makers_; // by value: the load or call that yields it
  std::vector<std::optional<ObjectPath>> paths_;
  std::vector<bool> isPending_;
};

/// Whether callers can name it: over parameters, or a variable.
bool isExportable(std::string_view path);
/// Whether both are the same object, or one is reached from the other.
bool areRelated(std::string_view a, std::string_view b);
/// A path over parameters in terms of the arguments; empty when the argument has no name.
ObjectPath inCaller(const ObjectPath &path, const ir::Instruction &call, ObjectPaths &caller);
/// A path of the caller over the parameters of what is called, once for each argument that leads
/// to it.
std::vector<ObjectPath> inCallee(const ObjectPath &path, const ir::Instruction &call, ObjectPaths &caller);

} // namespace hookqual::learn
