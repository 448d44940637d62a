// SPDX-License-Identifier: MIT
#include "analyzer/collect/Expressions.h"
#include "analyzer/collect/Lowering.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace hookqual::collect {

using clang::Expr;
using clang::InitListExpr;

namespace {

const InitListExpr *semanticForm(const InitListExpr *list) {
  return list->isSemanticForm() || !list->getSemanticForm() ? list : list->getSemanticForm();
}

/// `"text"` or `{"text"}` as the initialiser of an array.
const clang::StringLiteral *asText(const Expr *initializer) {
  if (const auto *list = llvm::dyn_cast<InitListExpr>(initializer); list && list->isStringLiteralInit())
    initializer = stripped(list->getInit(0));
  return llvm::dyn_cast<clang::StringLiteral>(initializer);
}

} // namespace

void InitializerLowering::initialize(const Place &place, const Expr *initializer) {
  initializer = stripped(initializer);
  const bool isPartial = llvm::isa<InitListExpr>(initializer) && !asText(initializer);
  if (isPartial && (place.type->isRecordType() || place.type->isArrayType()))
    body_.write(place, body_.values().constant(0, body_.typeOf(place.type)), initializer->getSourceRange());
  initializeFields(place, initializer);
}

void InitializerLowering::initializeFields(const Place &place, const Expr *initializer) {
  if (!initializer) // a hole between designated elements
    return;
  initializer = stripped(initializer);
  if (llvm::isa<clang::ImplicitValueInitExpr>(initializer) || llvm::isa<clang::NoInitExpr>(initializer))
    return;
  if (place.type->isArrayType() && asText(initializer))
    return storeText(place, asText(initializer));
  if (const auto *update = llvm::dyn_cast<clang::DesignatedInitUpdateExpr>(initializer)) {
    initializeFields(place, update->getBase());
    return initializeFields(place, update->getUpdater());
  }
  const auto *list = llvm::dyn_cast<InitListExpr>(initializer);
  if (!list || list->isTransparent())
    return body_.write(place, expressions_.valueOf(list ? list->getInit(0) : initializer),
                       initializer->getSourceRange());
  list = semanticForm(list);
  if (place.type->isRecordType())
    return initializeRecord(place, *list);
  if (place.type->isArrayType())
    return initializeArray(place, *list);
  if (list->getNumInits() == 1)
    body_.write(place, expressions_.valueOf(list->getInit(0)), initializer->getSourceRange());
}

void InitializerLowering::initializeRecord(const Place &place, const InitListExpr &list) {
  const auto *record = place.type->getAs<clang::RecordType>()->getDecl();
  if (record->isUnion()) {
    if (list.getInitializedFieldInUnion() && list.getNumInits() == 1)
      initializeFields(addresses_.fieldPlace(place.address, list.getInitializedFieldInUnion()),
                       list.getInit(0));
    return;
  }
  unsigned next = 0;
  for (const clang::FieldDecl *field : record->fields()) {
    if (field->isUnnamedBitField())
      continue;
    if (next == list.getNumInits())
      return;
    initializeFields(addresses_.fieldPlace(place.address, field), list.getInit(next++));
  }
}

void InitializerLowering::initializeArray(const Place &place, const InitListExpr &list) {
  const clang::QualType type = body_.unit().ast().getAsArrayType(place.type)->getElementType();
  const auto size = static_cast<int64_t>(body_.unit().types().sizeOf(type));
  for (unsigned i = 0; i < list.getNumInits(); ++i) {
    Place element = place;
    element.address = body_.values().offset(place.address, i * size);
    element.type = type;
    initializeFields(element, list.getInit(i));
  }
}

void InitializerLowering::storeText(const Place &place, const Expr *literal) {
  Place text;
  text.address = addresses_.addressOf(literal);
  text.type = place.type;
  body_.write(place, body_.read(text, literal->getSourceRange()), literal->getSourceRange());
}

} // namespace hookqual::collect
