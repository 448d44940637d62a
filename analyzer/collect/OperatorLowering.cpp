// SPDX-License-Identifier: MIT
#include "analyzer/collect/Expressions.h"
#include "analyzer/collect/Lowering.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace hookqual::collect {

using clang::BinaryOperator;
using clang::BinaryOperatorKind;
using clang::QualType;
using clang::UnaryOperator;
using ir::Opcode;
using ir::ValueId;

namespace {

Opcode opcodeOf(BinaryOperatorKind kind) {
  switch (kind) {
  case clang::BO_Mul:
    return Opcode::Multiply;
  case clang::BO_Div:
    return Opcode::Divide;
  case clang::BO_Rem:
    return Opcode::Remainder;
  case clang::BO_Add:
    return Opcode::Add;
  case clang::BO_Sub:
    return Opcode::Subtract;
  case clang::BO_Shl:
    return Opcode::ShiftLeft;
  case clang::BO_Shr:
    return Opcode::ShiftRight;
  case clang::BO_LT:
    return Opcode::Less;
  case clang::BO_GT:
    return Opcode::Greater;
  case clang::BO_LE:
    return Opcode::LessEqual;
  case clang::BO_GE:
    return Opcode::GreaterEqual;
  case clang::BO_EQ:
    return Opcode::Equal;
  case clang::BO_NE:
    return Opcode::NotEqual;
  case clang::BO_And:
    return Opcode::And;
  case clang::BO_Xor:
    return Opcode::Xor;
  case clang::BO_Or:
    return Opcode::Or;
  default:
    return Opcode::None;
  }
}

bool isModelled(ir::Type type) {
  return type.typeClass == ir::TypeClass::Integer || ir::isPointer(type.typeClass);
}

/// What a `static const` number holds, which nothing can change.
std::optional<int64_t> constantObject(const clang::Expr *expression) {
  const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(stripped(expression));
  const auto *variable = reference ? llvm::dyn_cast<clang::VarDecl>(reference->getDecl()) : nullptr;
  if (!variable || variable->hasLocalStorage() || variable->isExternallyVisible())
    return std::nullopt;
  const QualType type = variable->getType();
  const bool isConstant = type.isConstQualified() && !type.isVolatileQualified() && variable->getInit() &&
                          type->isIntegralOrEnumerationType();
  const clang::APValue *value = isConstant ? variable->evaluateValue() : nullptr;
  if (!value || !value->isInt())
    return std::nullopt;
  return value->getInt().extOrTrunc(64).getSExtValue();
}

} // namespace

ValueId OperatorLowering::truthOf(ValueId value, ir::Type type) {
  const ValueId zero = body_.values().constant(0, body_.builder().value(value).type);
  return body_.values().binary(Opcode::NotEqual, value, zero, type);
}

ValueId OperatorLowering::lowerUnary(const UnaryOperator &unary) {
  const ir::Type type = body_.typeOf(unary.getType());
  switch (unary.getOpcode()) {
  case clang::UO_AddrOf:
    return addresses_.addressOf(unary.getSubExpr());
  case clang::UO_Plus:
    return expressions_.valueOf(unary.getSubExpr());
  case clang::UO_Minus:
    return body_.values().unary(Opcode::Negate, expressions_.valueOf(unary.getSubExpr()), type);
  case clang::UO_Not:
    return body_.values().unary(Opcode::BitNot, expressions_.valueOf(unary.getSubExpr()), type);
  case clang::UO_LNot:
    return body_.values().unary(Opcode::LogicalNot, expressions_.valueOf(unary.getSubExpr()), type);
  default:
    if (unary.isIncrementDecrementOp())
      return lowerIncrement(unary);
    return body_.unknown(unary.getType(), "unary operator");
  }
}

ValueId OperatorLowering::lowerIncrement(const UnaryOperator &unary) {
  const Place place = addresses_.placeOf(unary.getSubExpr());
  const QualType type = unary.getType();
  const ValueId before = body_.read(place, unary.getSourceRange());
  const ValueId one =
      body_.values().constant(1, body_.typeOf(type->isPointerType() ? body_.unit().ast().LongTy : type));
  const ValueId after = combine(unary.isIncrementOp() ? clang::BO_Add : clang::BO_Sub, before, type, one,
                                type->isPointerType() ? body_.unit().ast().LongTy : type, type);
  body_.write(place, after, unary.getSourceRange());
  return unary.isPrefix() ? after : before;
}

ValueId OperatorLowering::lowerBinary(const BinaryOperator &binary) {
  if (binary.getOpcode() == clang::BO_Assign)
    return lowerAssignment(binary);
  if (binary.isCompoundAssignmentOp())
    return lowerCompoundAssignment(binary);
  if (binary.isCommaOp())
    return binary.getType()->isVoidType() ? ValueId() : expressions_.valueOf(binary.getRHS());
  if (binary.isLogicalOp())
    return body_.ssa().read(&binary, body_.typeOf(binary.getType()), body_.currentBlock());
  return combine(binary.getOpcode(), expressions_.valueOf(binary.getLHS()), binary.getLHS()->getType(),
                 expressions_.valueOf(binary.getRHS()), binary.getRHS()->getType(), binary.getType());
}

ValueId OperatorLowering::lowerAssignment(const BinaryOperator &assignment) {
  const ValueId value = expressions_.valueOf(assignment.getRHS());
  body_.write(addresses_.placeOf(assignment.getLHS()), value, assignment.getSourceRange());
  if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(stripped(assignment.getLHS())))
    if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(reference->getDecl()))
      body_.nameAfter(*variable, value);
  return value;
}

ValueId OperatorLowering::lowerCompoundAssignment(const BinaryOperator &binary) {
  const auto &assignment = llvm::cast<clang::CompoundAssignOperator>(binary);
  const Place place = addresses_.placeOf(assignment.getLHS());
  ValueId left = body_.read(place, assignment.getLHS()->getSourceRange());
  left = body_.values().cast(left, body_.typeOf(assignment.getComputationLHSType()));
  const ValueId result =
      combine(BinaryOperator::getOpForCompoundAssignment(assignment.getOpcode()), left,
              assignment.getComputationLHSType(), expressions_.valueOf(assignment.getRHS()),
              assignment.getRHS()->getType(), assignment.getComputationResultType());
  const ir::Type type = body_.typeOf(assignment.getType());
  const ValueId stored =
      assignment.getType()->isBooleanType() ? truthOf(result, type) : body_.values().cast(result, type);
  body_.write(place, stored, assignment.getSourceRange());
  return stored;
}

ValueId OperatorLowering::combine(BinaryOperatorKind kind, ValueId left, QualType leftType, ValueId right,
                                  QualType rightType, QualType type) {
  const ir::Type resultType = body_.typeOf(type);
  const bool isSum = kind == clang::BO_Add || kind == clang::BO_Sub;
  if (isSum && leftType->isPointerType() && rightType->isPointerType())
    return lowerPointerDifference(left, leftType, right, resultType);
  if (isSum && leftType->isPointerType())
    return advance(left, leftType, right, kind == clang::BO_Add ? 1 : -1);
  if (kind == clang::BO_Add && rightType->isPointerType())
    return advance(right, rightType, left, 1);
  if (!isModelled(resultType) || !isModelled(body_.typeOf(leftType)) || !isModelled(body_.typeOf(rightType)))
    return body_.unknown(type, "arithmetic on other than integers");

  // `(unsigned long)p - offset` is an address too.
  const ir::Value &address = body_.builder().value(left), &distance = body_.builder().value(right);
  if (isSum && ir::isPointer(address.type.typeClass) && distance.kind == ir::ValueKind::Constant)
    return body_.values().offset(left, kind == clang::BO_Add ? distance.constant : -distance.constant);
  return body_.values().binary(opcodeOf(kind), left, right, resultType);
}

ValueId OperatorLowering::advance(ValueId pointer, QualType pointerType, ValueId index, int64_t sign) {
  const QualType pointee = pointerType->getPointeeType();
  const bool isBytes = pointee->isVoidType() || pointee->isFunctionType();
  const int64_t size = isBytes ? 1 : static_cast<int64_t>(body_.unit().types().sizeOf(pointee));
  return body_.values().element(pointer, index, sign * size);
}

ValueId OperatorLowering::lowerPointerDifference(ValueId left, QualType leftType, ValueId right,
                                                 ir::Type type) {
  const QualType pointee = leftType->getPointeeType();
  const bool isBytes = pointee->isVoidType() || pointee->isFunctionType();
  const ValueId bytes = body_.values().binary(Opcode::Subtract, left, right, type);
  const auto size = static_cast<int64_t>(isBytes ? 1 : body_.unit().types().sizeOf(pointee));
  if (size <= 1)
    return bytes;
  return body_.values().binary(Opcode::Divide, bytes, body_.values().constant(size, type), type);
}

ValueId OperatorLowering::lowerCast(const clang::CastExpr &cast) {
  const clang::Expr *operand = cast.getSubExpr();
  const ir::Type type = body_.typeOf(cast.getType());
  switch (cast.getCastKind()) {
  case clang::CK_LValueToRValue:
    if (const std::optional<int64_t> constant = constantObject(operand))
      return body_.values().constant(*constant, type);
    return body_.read(addresses_.placeOf(operand), operand->getSourceRange());
  case clang::CK_ArrayToPointerDecay:
  case clang::CK_FunctionToPointerDecay:
    return addresses_.addressOf(operand);
  case clang::CK_NoOp:
  case clang::CK_BitCast:
  case clang::CK_IntegralToPointer:
  case clang::CK_PointerToIntegral:
  case clang::CK_IntegralCast:
  case clang::CK_BooleanToSignedIntegral:
  case clang::CK_AtomicToNonAtomic:
  case clang::CK_NonAtomicToAtomic:
  case clang::CK_AddressSpaceConversion:
    return body_.values().cast(expressions_.valueOf(operand), type);
  case clang::CK_IntegralToBoolean:
  case clang::CK_PointerToBoolean:
    return truthOf(expressions_.valueOf(operand), type);
  case clang::CK_NullToPointer:
    return body_.values().constant(0, type);
  case clang::CK_ToVoid:
  case clang::CK_BuiltinFnToFnPtr:
    return {};
  case clang::CK_ToUnion: {
    Place whole = addresses_.placeOf(operand);
    whole.type = cast.getType();
    return body_.read(whole, cast.getSourceRange());
  }
  default:
    return body_.unknown(cast.getType(), cast.getCastKindName());
  }
}

} // namespace hookqual::collect
