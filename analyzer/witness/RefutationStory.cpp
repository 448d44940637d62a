// SPDX-License-Identifier: MIT
#include "analyzer/witness/RefutationStory.h"

#include "analyzer/witness/Branches.h"
#include "analyzer/witness/Story.h"

namespace hookqual::witness {

namespace {

reports::Contradiction tellReason(const ir::Program &program, infer::TermPool &terms, const Reason &reason) {
  const ir::Function &function = program.function(reason.function);
  if (reason.conditionOf) {
    const ir::Instruction *operation = instructionAt(function, *reason.conditionOf);
    return {rangeOf(function, operation->location), function.symbol.name,
            textOfSite(function, *operation) + " is an operation under the rule's conditions only"};
  }
  const ir::Block &block = function.block(reason.block);
  if (reason.checkedAt) {
    const ir::Instruction *call = instructionAt(function, *reason.checkedAt);
    return {rangeOf(function, call->location), function.symbol.name,
            textOfSite(function, *call) + " leaves the object unchecked"};
  }
  const ir::Edge &edge = block.successors[reason.edge];
  return {rangeOf(function, block.location), function.symbol.name,
          "branch taken: " + conditionOf(program, terms, function, block, edge)};
}

} // namespace

std::vector<reports::Contradiction> tellReasons(const ir::Program &program, infer::TermPool &terms,
                                                const std::vector<Reason> &reasons) {
  std::vector<reports::Contradiction> told;
  for (const Reason &reason : reasons)
    told.push_back(tellReason(program, terms, reason));
  return told;
}

} // namespace hookqual::witness
