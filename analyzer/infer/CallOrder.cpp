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

std::vector<uint32_t> entryDistances(const ir::Program &program) {
  const uint32_t count = uint32_t(program.functionCount());
  std::vector<std::vector<uint32_t>> callees(count);
  std::vector<uint32_t> distance(count, count), frontier;
  for (uint32_t function = 0; function < count; ++function) {
    for (const FunctionId caller : program.callersOf(FunctionId(function)))
      callees[caller.index].push_back(function);
    if (isOfUserSpace(program.entry(FunctionId(function)).entryClass)) {
      distance[function] = 0;
      frontier.push_back(function);
    }
  }
  for (uint32_t step = 1; !frontier.empty(); ++step) {
    std::vector<uint32_t> next;
    for (const uint32_t function : frontier)
      for (const uint32_t callee : callees[function])
        if (distance[callee] == count) {
          distance[callee] = step;
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
