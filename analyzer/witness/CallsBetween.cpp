// SPDX-License-Identifier: MIT
#include "analyzer/witness/CallsBetween.h"

#include "analyzer/ir/Calls.h"

#include <algorithm>

namespace hookqual::witness {

namespace {

bool mayLeadTo(const ir::Program &program, ir::FunctionId caller, const ir::Instruction &call,
               ir::FunctionId callee) {
  if (call.callee == ir::CalleeKind::Direct)
    return ir::directCalleeOf(program, program.function(caller), call) == callee;
  const auto targets = program.targetsOf(caller, call);
  return std::ranges::find(targets, callee) != targets.end();
}

} // namespace

std::vector<uint32_t> callsBetween(const ir::Program &program, ir::FunctionId caller, ir::FunctionId callee) {
  std::vector<uint32_t> sites;
  for (const ir::Block &block : program.function(caller).blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Call && mayLeadTo(program, caller, instruction, callee))
        sites.push_back(instruction.site);
  return sites;
}

} // namespace hookqual::witness
