// SPDX-License-Identifier: MIT
#include "analyzer/collect/MemoryVariables.h"

#include "analyzer/collect/Expressions.h"

#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

namespace hookqual::collect {

using clang::Expr;
using clang::Stmt;
using clang::VarDecl;

namespace {

bool isScalarObject(clang::QualType type) {
  return type->isScalarType() && !type.isVolatileQualified();
}

class MemoryVariableSearch {
public:
  explicit MemoryVariableSearch(VariableSet &found) : found_(found) {}

  void declare(const VarDecl &variable) {
    if (!isScalarObject(variable.getType()) || variable.hasAttr<clang::CleanupAttr>())
      found_.insert(&variable);
  }

  void visit(const Stmt *statement) {
    if (const auto *expression = llvm::dyn_cast<Expr>(statement))
      return visitExpression(stripped(expression));
    if (const auto *declarations = llvm::dyn_cast<clang::DeclStmt>(statement))
      for (const clang::Decl *declaration : declarations->decls())
        if (const auto *variable = llvm::dyn_cast<VarDecl>(declaration))
          declare(*variable);
    if (const auto *assembly = llvm::dyn_cast<clang::GCCAsmStmt>(statement))
      return visitAssembly(*assembly);
    for (const Stmt *child : statement->children())
      if (child)
        visitOperand(child);
  }

private:
  /// An operand whose value, not whose place, is used: a plain variable stays SSA.
  void visitOperand(const Stmt *operand) {
    const auto *expression = llvm::dyn_cast<Expr>(operand);
    if (!expression || !llvm::isa<clang::DeclRefExpr>(stripped(expression)))
      visit(operand);
  }

  void visitAssembly(const clang::GCCAsmStmt &assembly) {
    for (const Expr *output : assembly.outputs())
      visitOperand(output);
    for (const Expr *input : assembly.inputs())
      visit(input);
  }

  void visitExpression(const Expr *expression) {
    if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expression)) {
      if (const auto *variable = llvm::dyn_cast<VarDecl>(reference->getDecl()))
        found_.insert(variable);
      return;
    }
    if (llvm::isa<clang::UnaryExprOrTypeTraitExpr>(expression))
      return;
    for (const Stmt *child : expression->children()) {
      if (child && usesPlaceOf(expression, child))
        visit(child);
      else if (child)
        visitOperand(child);
    }
  }

  static bool usesPlaceOf(const Expr *expression, const Stmt *child) {
    if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression))
      return cast->getCastKind() != clang::CK_LValueToRValue && cast->getCastKind() != clang::CK_ToVoid;
    if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(expression))
      return !unary->isIncrementDecrementOp();
    if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(expression))
      return child != binary->getLHS() || !(binary->isAssignmentOp() || binary->isCommaOp());
    return true;
  }

  VariableSet &found_;
};

} // namespace

VariableSet findMemoryVariables(const clang::FunctionDecl &function) {
  VariableSet found;
  MemoryVariableSearch search(found);
  for (const clang::ParmVarDecl *parameter : function.parameters())
    search.declare(*parameter);
  search.visit(function.getBody());
  return found;
}

} // namespace hookqual::collect
