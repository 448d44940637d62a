// SPDX-License-Identifier: MIT
// On-the-fly SSA after Braun et al., "Simple and Efficient Construction of Static Single
// Assignment Form" (CC 2013): reading a variable walks to its definitions and makes phis
// where paths meet. Needless phis go away in FunctionBuilder::finish.
#pragma once

#include "analyzer/collect/Locations.h"
#include "analyzer/ir/FunctionBuilder.h"

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/PointerUnion.h"

#include <span>
#include <utility>
#include <vector>

namespace hookqual::collect {

/// A variable is a declaration, or an expression whose value depends on the path taken
/// (`?:`, `&&`, the value to be returned) and which has no name.
using SsaVariable = llvm::PointerUnion<const clang::VarDecl *, const void *>;

class SsaConstruction {
public:
  SsaConstruction(ir::FunctionBuilder &builder, const Locations &locations)
      : builder_(builder), locations_(locations) {}

  /// All edges into the block are known: reads may look through them.
  void seal(ir::BlockId block, std::vector<ir::BlockId> predecessors);

  void write(SsaVariable variable, ir::BlockId block, ir::ValueId value);
  ir::ValueId read(SsaVariable variable, ir::Type type, ir::BlockId block);

private:
  struct OpenPhi {
    SsaVariable variable;
    ir::ValueId phi;
  };
  struct BlockState {
    bool isSealed = false;
    std::vector<ir::BlockId> predecessors;
    std::vector<OpenPhi> openPhis;
  };

  BlockState &state(ir::BlockId block);
  ir::ValueId makePhi(SsaVariable variable, ir::Type type, ir::BlockId block);
  ir::ValueId readThroughPredecessors(SsaVariable variable, ir::Type type, ir::BlockId block);
  void addOperands(SsaVariable variable, ir::ValueId phi, std::span<const ir::BlockId> predecessors);

  ir::FunctionBuilder &builder_;
  const Locations &locations_;
  std::vector<BlockState> states_;
  llvm::DenseMap<std::pair<SsaVariable, uint32_t>, ir::ValueId> definitions_;
};

} // namespace hookqual::collect
