// SPDX-License-Identifier: MIT
// What the parts of one function's lowering share: where instructions go, what each
// expression evaluated to, and where each variable lives.
//
// Invariant: Clang's CFG lists every subexpression before its user, so an expression's
// value is known when it is asked for.
#pragma once

#include "analyzer/collect/MemoryVariables.h"
#include "analyzer/collect/SsaConstruction.h"
#include "analyzer/collect/UnitContext.h"
#include "analyzer/ir/FunctionBuilder.h"

#include "clang/AST/Type.h"
#include "llvm/ADT/DenseMap.h"

namespace hookqual::collect {

/// Where an lvalue lives: an SSA variable, or an address with what is known about it.
struct Place {
  const clang::VarDecl *variable = nullptr; // SSA if set
  ir::ValueId address;
  clang::QualType type;
  ir::MemberId member;
  bool isVolatile = false;
  bool isBitField = false;
  uint32_t bitOffset = 0, bitWidth = 0;
};

class BodyContext {
public:
  BodyContext(UnitContext &unit, ir::FunctionBuilder &builder, const clang::FunctionDecl &function);

  UnitContext &unit() { return unit_; }
  ir::FunctionBuilder &builder() { return builder_; }
  ir::ValueTable &values() { return builder_.values(); }
  SsaConstruction &ssa() { return ssa_; }

  ir::BlockId currentBlock() const { return block_; }
  void enter(ir::BlockId block) { block_ = block; }

  /// What the expression evaluated to; invalid if it was not lowered.
  ir::ValueId lookUp(const clang::Expr *expression) const;
  void define(const clang::Expr *expression, ir::ValueId value);

  bool isInMemory(const clang::VarDecl &variable) const { return memory_.contains(&variable); }
  /// The address of a local variable in memory.
  ir::ValueId addressOf(const clang::VarDecl &variable);
  /// The address of the object without a name that an expression makes.
  ir::ValueId temporary(const clang::Expr *expression);
  bool hasTemporary(const clang::Expr *expression) const { return temporaries_.contains(expression); }

  ir::ValueId read(const Place &place, clang::SourceRange range);
  void write(const Place &place, ir::ValueId value, clang::SourceRange range);
  ir::ValueId call(ir::Instruction instruction, clang::SourceRange range);

  /// The variable gets the value: a result without a name takes the variable's. Helpers of
  /// macros (`__ret`) name nothing, so that what their value goes to can.
  void nameAfter(const clang::VarDecl &variable, ir::ValueId value);

  ir::Type typeOf(clang::QualType type) const { return unit_.types().typeOf(type); }
  ir::ValueId unknown(clang::QualType type, llvm::StringRef construct);
  ir::LocationId locate(clang::SourceRange range) { return unit_.locations().locate(range, builder_); }

private:
  ir::ValueId makeLocal(std::string name, clang::QualType type);
  ir::Instruction access(const Place &place, clang::SourceRange range);

  UnitContext &unit_;
  ir::FunctionBuilder &builder_;
  SsaConstruction ssa_;
  VariableSet memory_;
  ir::BlockId block_;
  llvm::DenseMap<const clang::Expr *, ir::ValueId> results_, temporaries_;
  llvm::DenseMap<const clang::VarDecl *, ir::ValueId> locals_;
};

} // namespace hookqual::collect
