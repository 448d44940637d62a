// SPDX-License-Identifier: MIT
#include "analyzer/collect/SsaConstruction.h"

#include <cassert>

namespace hookqual::collect {

SsaConstruction::BlockState &SsaConstruction::state(ir::BlockId block) {
  if (states_.size() <= block.index)
    states_.resize(block.index + 1);
  return states_[block.index];
}

void SsaConstruction::seal(ir::BlockId block, std::vector<ir::BlockId> predecessors) {
  assert(!state(block).isSealed);
  state(block).isSealed = true;
  state(block).predecessors = predecessors;
  for (const OpenPhi &open : std::exchange(state(block).openPhis, {}))
    addOperands(open.variable, open.phi, predecessors);
}

void SsaConstruction::write(SsaVariable variable, ir::BlockId block, ir::ValueId value) {
  definitions_[{variable, block.index}] = value;
}

ir::ValueId SsaConstruction::read(SsaVariable variable, ir::Type type, ir::BlockId block) {
  const auto known = definitions_.find({variable, block.index});
  if (known != definitions_.end())
    return known->second;
  const ir::ValueId value = readThroughPredecessors(variable, type, block);
  write(variable, block, value);
  return value;
}

ir::ValueId SsaConstruction::makePhi(SsaVariable variable, ir::Type type, ir::BlockId block) {
  const ir::ValueId phi = builder_.phi(block, type);
  if (const auto *declared = llvm::dyn_cast<const clang::VarDecl *>(variable))
    builder_.name(phi, locations_.nameOf(*declared));
  return phi;
}

ir::ValueId SsaConstruction::readThroughPredecessors(SsaVariable variable, ir::Type type, ir::BlockId block) {
  if (!state(block).isSealed) {
    const ir::ValueId phi = makePhi(variable, type, block);
    state(block).openPhis.push_back({variable, phi});
    return phi;
  }
  const std::vector<ir::BlockId> predecessors = state(block).predecessors;
  if (predecessors.empty())
    return builder_.undefined(type);
  if (predecessors.size() == 1)
    return read(variable, type, predecessors.front());
  const ir::ValueId phi = makePhi(variable, type, block);
  write(variable, block, phi); // the walk may come back here
  addOperands(variable, phi, predecessors);
  return phi;
}

void SsaConstruction::addOperands(SsaVariable variable, ir::ValueId phi,
                                  std::span<const ir::BlockId> predecessors) {
  const ir::Type type = builder_.value(phi).type;
  for (ir::BlockId predecessor : predecessors)
    builder_.addIncoming(phi, predecessor, read(variable, type, predecessor));
}

} // namespace hookqual::collect
