// SPDX-License-Identifier: MIT
#include "analyzer/collect/Expressions.h"
#include "analyzer/collect/Lowering.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace hookqual::collect {

using clang::Expr;
using clang::MemberExpr;
using clang::UnaryOperator;

namespace {

/// The lvalue of which a pointer expression is the address, looking through casts:
/// `(const volatile T *)&x->f` gives `x->f`.
const Expr *pointedLvalue(const Expr *pointer) {
  const Expr *expression = stripped(pointer);
  while (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression)) {
    const clang::CastKind kind = cast->getCastKind();
    if (kind != clang::CK_BitCast && kind != clang::CK_NoOp)
      return nullptr;
    expression = stripped(cast->getSubExpr());
  }
  const auto *unary = llvm::dyn_cast<UnaryOperator>(expression);
  return unary && unary->getOpcode() == clang::UO_AddrOf ? stripped(unary->getSubExpr()) : nullptr;
}

} // namespace

Place AddressLowering::at(ir::ValueId address, clang::QualType type) const {
  Place place;
  place.address = address;
  place.type = type;
  place.isVolatile = type.isVolatileQualified();
  return place;
}

Place AddressLowering::placeOf(const Expr *expression) {
  expression = stripped(expression);
  if (!denotesPlace(expression) && !llvm::isa<MemberExpr>(expression))
    return materialize(expression);
  if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expression)) {
    if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(reference->getDecl()))
      return placeOfVariable(*variable);
    if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(reference->getDecl()))
      return at(
          body_.builder().global(body_.builder().symbol(body_.unit().refer(*function)), ir::TypeClass::Code),
          function->getType());
  }
  if (const auto *member = llvm::dyn_cast<MemberExpr>(expression))
    return placeOfMember(*member);
  if (const auto *unary = llvm::dyn_cast<UnaryOperator>(expression);
      unary && unary->getOpcode() == clang::UO_Deref)
    return placeBehindPointer(*unary);
  if (const auto *subscript = llvm::dyn_cast<clang::ArraySubscriptExpr>(expression)) {
    const auto size = static_cast<int64_t>(body_.unit().types().sizeOf(expression->getType()));
    const ir::ValueId base = expressions_.valueOf(subscript->getBase());
    return at(body_.values().element(base, expressions_.valueOf(subscript->getIdx()), size),
              expression->getType());
  }
  if (const auto *literal = llvm::dyn_cast<clang::StringLiteral>(expression))
    return at(body_.builder().string(literal->getBytes()), expression->getType());
  if (const auto *name = llvm::dyn_cast<clang::PredefinedExpr>(expression))
    return placeOf(name->getFunctionName());
  if (llvm::isa<clang::CompoundLiteralExpr>(expression))
    return at(body_.temporary(expression), expression->getType());
  if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression))
    return placeOf(cast->getSubExpr());
  if (const auto *opaque = llvm::dyn_cast<clang::OpaqueValueExpr>(expression))
    return placeOf(opaque->getSourceExpr());
  return at(body_.unknown(body_.unit().ast().VoidPtrTy, expression->getStmtClassName()),
            expression->getType());
}

Place AddressLowering::placeOfVariable(const clang::VarDecl &variable) {
  if (!variable.hasLocalStorage())
    return at(body_.builder().global(body_.builder().symbol(body_.unit().refer(variable))),
              variable.getType());
  if (body_.isInMemory(variable))
    return at(body_.addressOf(variable), variable.getType());
  Place place;
  place.variable = &variable;
  place.type = variable.getType();
  return place;
}

Place AddressLowering::fieldPlace(ir::ValueId base, const clang::FieldDecl *field, bool isVolatile) {
  body_.unit().useRecord(field->getParent());
  const Types::FieldPlace layout = body_.unit().types().placeOf(field);
  Place place = at(body_.values().offset(base, static_cast<int64_t>(layout.bytes)), field->getType());
  place.isVolatile = place.isVolatile || isVolatile;
  place.isBitField = layout.isBitField;
  place.bitOffset = layout.bitOffset;
  place.bitWidth = layout.bitWidth;
  if (field->getIdentifier())
    place.member = body_.builder().member(body_.unit().types().memberOf(field));
  return place;
}

Place AddressLowering::placeOfMember(const MemberExpr &member) {
  const ir::ValueId base =
      member.isArrow() ? expressions_.valueOf(member.getBase()) : addressOf(member.getBase());
  const auto *field = llvm::dyn_cast<clang::FieldDecl>(member.getMemberDecl());
  if (!field)
    return at(base, member.getType());
  return fieldPlace(base, field, member.getType().isVolatileQualified());
}

Place AddressLowering::placeBehindPointer(const UnaryOperator &dereference) {
  const clang::QualType type = dereference.getType();
  Place place = at(expressions_.valueOf(dereference.getSubExpr()), type);
  const Expr *lvalue = pointedLvalue(dereference.getSubExpr());
  if (!lvalue)
    return place;
  // The access is to the member if it is of the member's size: READ_ONCE(x->f) is.
  const Place pointed = placeOf(lvalue);
  if (body_.unit().types().sizeOf(pointed.type) == body_.unit().types().sizeOf(type) && !pointed.isBitField) {
    place.member = pointed.member;
    place.isVolatile = place.isVolatile || pointed.isVolatile;
  }
  return place;
}

Place AddressLowering::materialize(const Expr *value) {
  const bool isStored = body_.hasTemporary(value);
  const Place place = at(body_.temporary(value), value->getType());
  if (!isStored)
    body_.write(place, expressions_.valueOf(value), value->getSourceRange());
  return place;
}

} // namespace hookqual::collect
