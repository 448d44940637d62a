// SPDX-License-Identifier: MIT
#include "analyzer/infer/CallOrder.h"

#include "analyzer/ir/CallCycles.h"

namespace hookqual::infer {

using ir::FunctionId;

std::vector<uint32_t> bottomUpRanks(const ir::Program &program) {
  const ir::CallCycles cycles = ir::callCycles(
      program.functionCount(), [&](FunctionId function) { return program.callersOf(function); });
  std::vector<uint32_t> ranks(program.functionCount());
  uint32_t next = uint32_t(ranks.size());
  for (FunctionId function : cycles.callersFirst)
    ranks[function.index] = --next;
  return ranks;
}

std::vector<uint32_t> directCycles(const ir::Program &program) {
  return ir::callCycles(program.functionCount(),
                        [&](FunctionId function) { return program.directCallersOf(function); })
      .cycleOf;
}

namespace {

bool isOfUserSpace(ir::EntryClass entryClass) {
  return entryClass == ir::EntryClass::SystemCall || entryClass == ir::EntryClass::OpTable;
}

} // namespace

std::vector<std::vector<FunctionId>> calleesOf(const ir::Program &program) {
  std::vector<std::vector<FunctionId>> callees(program.functionCount());
  for (uint32_t function = 0; function < callees.size(); ++function)
    for (const FunctionId caller : program.callersOf(FunctionId(function)))
      callees[caller.index].emplace_back(function);
  return callees;
}

std::vector<uint32_t> entryDistances(const ir::Program &program) {
  const uint32_t count = uint32_t(program.functionCount());
  const std::vector<std::vector<FunctionId>> callees = calleesOf(program);
  std::vector<uint32_t> distance(count, count);
  std::vector<FunctionId> frontier;
  for (uint32_t function = 0; function < count; ++function)
    if (isOfUserSpace(program.entry(FunctionId(function)).entryClass)) {
      distance[function] = 0;
      frontier.emplace_back(function);
    }
  for (uint32_t step = 1; !frontier.empty(); ++step) {
    std::vector<FunctionId> next;
    for (const FunctionId function : frontier)
      for (const FunctionId callee : callees[function.index])
        if (distance[callee.index] == count) {
          distance[callee.index] = step;
          next.push_back(callee);
        }
    frontier = std::move(next);
  }
  return distance;
}

std::vector<uint32_t> callDistances(const ir::Program &program, const std::vector<FunctionId> &nearest,
                                    uint32_t limit) {
  std::vector<uint32_t> distance(program.functionCount(), 0);
  std::vector<FunctionId> frontier = nearest;
  for (FunctionId function : nearest)
    distance[function.index] = 1;
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
