// SPDX-License-Identifier: MIT
// The lowering of one function's expressions, one class a duty. Each needs the others, so
// they stand together here and each has its own source file.
//
//   ExpressionLowering  values   ◄─►  AddressLowering      lvalues
//          │                              ▲
//          ├─► OperatorLowering           │
//          ├─► CallLowering               │
//          └─► InitializerLowering ───────┘
#pragma once

#include "analyzer/collect/BodyContext.h"

#include "clang/AST/OperationKinds.h"

#include <optional>

namespace clang {
class AbstractConditionalOperator;
class BinaryOperator;
class CallExpr;
class CastExpr;
class CompoundLiteralExpr;
class Expr;
class GCCAsmStmt;
class InitListExpr;
class MemberExpr;
class StmtExpr;
class UnaryOperator;
} // namespace clang

namespace hookqual::collect {

class ExpressionLowering;

class AddressLowering {
public:
  AddressLowering(BodyContext &body, ExpressionLowering &expressions)
      : body_(body), expressions_(expressions) {}

  /// Emits no instruction unless the expression has to be put into memory first.
  Place placeOf(const clang::Expr *expression);
  ir::ValueId addressOf(const clang::Expr *expression) { return placeOf(expression).address; }

  /// `field` of the record at `base`.
  Place fieldPlace(ir::ValueId base, const clang::FieldDecl *field, bool isVolatile = false);

private:
  Place placeOfVariable(const clang::VarDecl &variable);
  Place placeOfMember(const clang::MemberExpr &member);
  Place placeBehindPointer(const clang::UnaryOperator &dereference);
  Place materialize(const clang::Expr *value);
  Place at(ir::ValueId address, clang::QualType type) const;

  BodyContext &body_;
  ExpressionLowering &expressions_;
};

class InitializerLowering {
public:
  InitializerLowering(BodyContext &body, ExpressionLowering &expressions, AddressLowering &addresses)
      : body_(body), expressions_(expressions), addresses_(addresses) {}

  /// Stores what `initializer` says into the object at `place`, field by field.
  void initialize(const Place &place, const clang::Expr *initializer);

private:
  void initializeFields(const Place &place, const clang::Expr *initializer);
  void initializeRecord(const Place &place, const clang::InitListExpr &list);
  void initializeArray(const Place &place, const clang::InitListExpr &list);
  void storeText(const Place &place, const clang::Expr *literal);

  BodyContext &body_;
  ExpressionLowering &expressions_;
  AddressLowering &addresses_;
};

class OperatorLowering {
public:
  OperatorLowering(BodyContext &body, ExpressionLowering &expressions, AddressLowering &addresses)
      : body_(body), expressions_(expressions), addresses_(addresses) {}

  ir::ValueId lowerUnary(const clang::UnaryOperator &unary);
  ir::ValueId lowerBinary(const clang::BinaryOperator &binary);
  ir::ValueId lowerCast(const clang::CastExpr &cast);

  /// `value != 0`, the conversion to bool.
  ir::ValueId truthOf(ir::ValueId value, ir::Type type);

private:
  ir::ValueId lowerAssignment(const clang::BinaryOperator &assignment);
  ir::ValueId lowerCompoundAssignment(const clang::BinaryOperator &assignment);
  ir::ValueId lowerIncrement(const clang::UnaryOperator &unary);
  ir::ValueId combine(clang::BinaryOperatorKind kind, ir::ValueId left, clang::QualType leftType,
                      ir::ValueId right, clang::QualType rightType, clang::QualType type);
  ir::ValueId advance(ir::ValueId pointer, clang::QualType pointerType, ir::ValueId index, int64_t sign);
  ir::ValueId lowerPointerDifference(ir::ValueId left, clang::QualType leftType, ir::ValueId right,
                                     ir::Type type);

  BodyContext &body_;
  ExpressionLowering &expressions_;
  AddressLowering &addresses_;
};

class CallLowering {
public:
  CallLowering(BodyContext &body, ExpressionLowering &expressions, AddressLowering &addresses)
      : body_(body), expressions_(expressions), addresses_(addresses) {}

  ir::ValueId lower(const clang::CallExpr &call);
  /// The call of a cleanup attribute's function at the end of the variable's scope.
  void callCleanup(const clang::VarDecl &variable, const clang::FunctionDecl &cleanup,
                   clang::SourceLocation end);

private:
  ir::ValueId callFunction(const clang::CallExpr &call, const clang::FunctionDecl &function,
                           llvm::StringRef symbol);
  ir::ValueId callPointer(const clang::CallExpr &call);
  std::vector<ir::ValueId> argumentsOf(const clang::CallExpr &call);
  std::optional<ir::ValueId> lowerBuiltin(const clang::CallExpr &call, const clang::FunctionDecl &builtin);
  ir::ValueId lowerConstantBuiltin(const clang::CallExpr &call, llvm::StringRef name);
  ir::ValueId lowerOverflowBuiltin(const clang::CallExpr &call, ir::Opcode opcode);

  BodyContext &body_;
  ExpressionLowering &expressions_;
  AddressLowering &addresses_;
};

class ExpressionLowering {
public:
  explicit ExpressionLowering(BodyContext &body)
      : body_(body), addresses_(body, *this), initializers_(body, *this, addresses_),
        operators_(body, *this, addresses_), calls_(body, *this, addresses_) {}

  /// One element of the CFG: evaluates the expression once.
  void lower(const clang::Expr *expression);

  /// The value of an rvalue.
  ir::ValueId valueOf(const clang::Expr *expression);

  /// `join` takes the value of `arm` on paths through it: `?:` as it is, `&&` as a truth.
  void addArm(const clang::Expr *arm, const clang::Expr *join);

  void lowerAssembly(const clang::GCCAsmStmt &assembly);

  AddressLowering &addresses() { return addresses_; }
  InitializerLowering &initializers() { return initializers_; }
  CallLowering &calls() { return calls_; }

private:
  ir::ValueId evaluate(const clang::Expr *expression);
  ir::ValueId evaluateOther(const clang::Expr *expression);
  ir::ValueId evaluateConstant(const clang::Expr *expression);
  ir::ValueId lastValueOf(const clang::StmtExpr &block);
  void writeArms(const clang::Expr *expression, ir::ValueId value);

  BodyContext &body_;
  AddressLowering addresses_;
  InitializerLowering initializers_;
  OperatorLowering operators_;
  CallLowering calls_;
  llvm::DenseMap<const clang::Expr *, std::vector<const clang::Expr *>> arms_;
};

} // namespace hookqual::collect
