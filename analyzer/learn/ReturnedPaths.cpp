// SPDX-License-Identifier: MIT
#include "analyzer/learn/ReturnedPaths.h"

#include "analyzer/ir/CallCycles.h"

#include <algorithm>

namespace hookqual::learn {

using ir::FunctionId;

ReturnedPaths::ReturnedPaths(const ir::Program &program, const std::vector<FunctionId> &calleesFirst)
    : program_(program), paths_(program.functionCount()) {
  for (FunctionId id : calleesFirst) {
    const ir::Function &function = program.function(id);
    if (ir::isPointer(function.returnType.typeClass))
      paths_[id.index] = pathsIn(function).returned();
  }
}

ObjectPaths ReturnedPaths::pathsIn(const ir::Function &function) const {
  return ObjectPaths(function, [this, &function](const ir::Instruction &call) {
    if (call.callee != ir::CalleeKind::Direct)
      return ObjectPath();
    const FunctionId callee = program_.find(function.spelling(call.symbol));
    return callee.valid() ? paths_[callee.index] : ObjectPath();
  });
}

std::vector<FunctionId> calleesFirst(const ir::Program &program) {
  std::vector<FunctionId> order = ir::callCycles(program.functionCount(), [&](FunctionId function) {
                                    return program.directCallersOf(function);
                                  }).callersFirst;
  std::ranges::reverse(order);
  return order;
}

} // namespace hookqual::learn
