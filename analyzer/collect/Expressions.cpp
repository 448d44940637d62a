// SPDX-License-Identifier: MIT
#include "analyzer/collect/Expressions.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace hookqual::collect {

const clang::Expr *stripped(const clang::Expr *expression) {
  while (true) {
    const clang::Expr *next = expression->IgnoreParens();
    if (const auto *constant = llvm::dyn_cast<clang::ConstantExpr>(next))
      next = constant->getSubExpr();
    if (next == expression)
      return expression;
    expression = next;
  }
}

bool denotesPlace(const clang::Expr *expression) {
  return expression->isGLValue() || expression->getType()->isFunctionType() ||
         llvm::isa<clang::StringLiteral>(expression);
}

const clang::FunctionDecl *namedFunction(const clang::Expr *expression) {
  while (true) {
    expression = stripped(expression)->IgnoreParenCasts();
    const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(expression);
    if (!unary || (unary->getOpcode() != clang::UO_AddrOf && unary->getOpcode() != clang::UO_Deref))
      break;
    expression = unary->getSubExpr();
  }
  const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expression);
  return reference ? llvm::dyn_cast<clang::FunctionDecl>(reference->getDecl()) : nullptr;
}

const clang::Expr *lastLeaf(const clang::BinaryOperator &logical) {
  const clang::Expr *leaf = stripped(logical.getRHS());
  const auto *nested = llvm::dyn_cast<clang::BinaryOperator>(leaf);
  return nested && nested->isLogicalOp() ? lastLeaf(*nested) : leaf;
}

} // namespace hookqual::collect
