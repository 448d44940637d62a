// SPDX-License-Identifier: MIT
#include "analyzer/collect/Expressions.h"
#include "analyzer/collect/Lowering.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"

namespace hookqual::collect {

using clang::Expr;
using ir::ValueId;

void ExpressionLowering::addArm(const Expr *arm, const Expr *join) {
  arms_[stripped(arm)].push_back(join);
}

void ExpressionLowering::lower(const Expr *expression) {
  expression = stripped(expression);
  if (const auto *literal = llvm::dyn_cast<clang::CompoundLiteralExpr>(expression)) {
    Place place;
    place.address = body_.temporary(literal);
    place.type = literal->getType();
    return initializers_.initialize(place, literal->getInitializer());
  }
  if (denotesPlace(expression))
    return; // becomes an address where it is used
  if (expression->getType()->isPlaceholderType())
    return; // the name of a builtin function
  const ValueId value = evaluate(expression);
  if (!value.valid())
    return;
  body_.define(expression, value);
  writeArms(expression, value);
}

void ExpressionLowering::writeArms(const Expr *expression, ValueId value) {
  const auto arms = arms_.find(expression);
  if (arms == arms_.end())
    return;
  for (const Expr *join : arms->second) {
    const bool isLogical = llvm::isa<clang::BinaryOperator>(join);
    const ValueId written = isLogical ? operators_.truthOf(value, body_.typeOf(join->getType())) : value;
    body_.ssa().write(join, body_.currentBlock(), written);
  }
}

ValueId ExpressionLowering::valueOf(const Expr *expression) {
  expression = stripped(expression);
  if (const auto *opaque = llvm::dyn_cast<clang::OpaqueValueExpr>(expression))
    return valueOf(opaque->getSourceExpr());
  if (const ValueId known = body_.lookUp(expression); known.valid())
    return known;
  lower(expression);
  if (const ValueId lowered = body_.lookUp(expression); lowered.valid())
    return lowered;
  const ValueId value = body_.unknown(expression->getType(), "value of a void expression");
  body_.define(expression, value);
  return value;
}

ValueId ExpressionLowering::evaluate(const Expr *expression) {
  if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression))
    return operators_.lowerCast(*cast);
  if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(expression))
    return operators_.lowerUnary(*unary);
  if (const auto *binary = llvm::dyn_cast<clang::BinaryOperator>(expression))
    return operators_.lowerBinary(*binary);
  if (const auto *call = llvm::dyn_cast<clang::CallExpr>(expression))
    return calls_.lower(*call);
  if (llvm::isa<clang::AbstractConditionalOperator>(expression)) {
    if (expression->getType()->isVoidType())
      return {};
    return body_.ssa().read(expression, body_.typeOf(expression->getType()), body_.currentBlock());
  }
  if (const auto *block = llvm::dyn_cast<clang::StmtExpr>(expression))
    return lastValueOf(*block);
  if (const auto *opaque = llvm::dyn_cast<clang::OpaqueValueExpr>(expression))
    return valueOf(opaque->getSourceExpr());
  return evaluateOther(expression);
}

ValueId ExpressionLowering::evaluateOther(const Expr *expression) {
  const ir::Type type = body_.typeOf(expression->getType());
  switch (expression->getStmtClass()) {
  case clang::Stmt::IntegerLiteralClass:
  case clang::Stmt::CharacterLiteralClass:
  case clang::Stmt::DeclRefExprClass:
  case clang::Stmt::UnaryExprOrTypeTraitExprClass:
  case clang::Stmt::OffsetOfExprClass:
  case clang::Stmt::TypeTraitExprClass:
    return evaluateConstant(expression);
  case clang::Stmt::ImplicitValueInitExprClass:
    return body_.values().constant(0, type);
  case clang::Stmt::InitListExprClass: {
    const auto *list = llvm::cast<clang::InitListExpr>(expression);
    const bool isScalar = expression->getType()->isScalarType() && list->getNumInits() == 1;
    return isScalar ? valueOf(list->getInit(0)) : ValueId(); // stored where the object is initialised
  }
  case clang::Stmt::DesignatedInitUpdateExprClass:
  case clang::Stmt::NoInitExprClass:
    return {};
  case clang::Stmt::MemberExprClass: // of a value that is no object, `call().field`
    return body_.read(addresses_.placeOf(expression), expression->getSourceRange());
  default:
    if (expression->getType()->isVoidType())
      return {};
    return body_.unknown(expression->getType(), expression->getStmtClassName());
  }
}

ValueId ExpressionLowering::evaluateConstant(const Expr *expression) {
  clang::Expr::EvalResult result;
  if (!expression->EvaluateAsInt(result, body_.unit().ast()))
    return body_.unknown(expression->getType(), expression->getStmtClassName());
  // 128-bit constants lose their upper half, which no rule can name anyway.
  return body_.values().constant(result.Val.getInt().extOrTrunc(64).getSExtValue(),
                                 body_.typeOf(expression->getType()));
}

ValueId ExpressionLowering::lastValueOf(const clang::StmtExpr &block) {
  if (block.getType()->isVoidType())
    return {};
  const auto *last = llvm::dyn_cast_or_null<clang::ValueStmt>(block.getSubStmt()->getStmtExprResult());
  const Expr *result = last ? last->getExprStmt() : nullptr;
  return result ? valueOf(result) : body_.unknown(block.getType(), "statement expression");
}

void ExpressionLowering::lowerAssembly(const clang::GCCAsmStmt &assembly) {
  for (const Expr *output : assembly.outputs())
    body_.write(addresses_.placeOf(output), body_.unknown(output->getType(), "asm output"),
                assembly.getSourceRange());
}

} // namespace hookqual::collect
