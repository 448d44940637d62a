// SPDX-License-Identifier: MIT
// How a block of Clang's CFG ends: its condition, its edges, and what they make of the
// values of `&&` and `||`.
#pragma once

#include "analyzer/collect/Lowering.h"

#include "llvm/ADT/DenseMap.h"

namespace clang {
class CFGBlock;
class Stmt;
class SwitchStmt;
} // namespace clang

namespace hookqual::collect {

using BlockMap = llvm::DenseMap<const clang::CFGBlock *, ir::BlockId>;

class TerminatorLowering {
public:
  TerminatorLowering(BodyContext &body, ExpressionLowering &expressions, const BlockMap &blocks,
                     const clang::FunctionDecl &function)
      : body_(body), expressions_(expressions), blocks_(blocks), function_(function) {}

  /// Ends the current block, which is that of `block`.
  void terminate(const clang::CFGBlock &block);
  /// Ends the current block with the function's return.
  void leave();

private:
  void jump(const clang::CFGBlock &target);
  void branch(const clang::CFGBlock &block);
  void branchTo(const clang::CFGBlock &ifNonZero, const clang::CFGBlock &ifZero, ir::ValueId condition,
                clang::SourceRange range);
  void branchSomewhere(const clang::CFGBlock &block);
  void branchOnCases(const clang::CFGBlock &block, const clang::SwitchStmt &statement);
  void shortCircuit(const clang::CFGBlock &block);
  const clang::Expr *conditionOf(const clang::CFGBlock &block) const;
  ir::Block &current() { return body_.builder().block(body_.currentBlock()); }

  BodyContext &body_;
  ExpressionLowering &expressions_;
  const BlockMap &blocks_;
  const clang::FunctionDecl &function_;
};

} // namespace hookqual::collect
