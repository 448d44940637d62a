// SPDX-License-Identifier: MIT
#include "analyzer/infer/OperationPlaces.h"

#include <span>

namespace hookqual::infer {

using ir::FunctionId;

std::vector<FunctionId> functionsWithOperations(const ir::Program &program, const BoundRule &rule) {
  std::vector<FunctionId> found;
  const auto add = [&](std::span<const FunctionId> functions) {
    found.insert(found.end(), functions.begin(), functions.end());
  };
  for (const auto &[name, operations] : rule.callOperations) {
    add(program.functionsCalling(name));
    for (FunctionId callback : program.functionsNamed(name))
      add(program.callersOf(callback));
  }
  for (const auto &[name, operations] : rule.memberOperations)
    add(program.functionsCallingMember(name));
  for (const auto &[name, operations] : rule.storeOperations)
    add(program.functionsStoring(name));
  for (const auto &[name, operations] : rule.loadOperations)
    add(program.functionsLoading(name));
  for (const auto &[target, operations] : rule.directOperations)
    add(program.callersOf(target));
  for (const auto &[function, operations] : rule.returnOperations)
    found.push_back(function);
  return found;
}

} // namespace hookqual::infer
