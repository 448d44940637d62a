// SPDX-License-Identifier: MIT
#include "analyzer/collect/Types.h"

#include "analyzer/collect/Locations.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/PrettyPrinter.h"
#include "clang/AST/RecordLayout.h"

namespace hookqual::collect {

using clang::QualType;
using clang::RecordDecl;

ir::Type Types::typeOf(QualType type) const {
  type = type.getCanonicalType();
  if (const auto *atomic = type->getAs<clang::AtomicType>())
    type = atomic->getValueType();
  if (type->isVoidType())
    return {ir::TypeClass::Void, false, 0};
  if (type->isFunctionPointerType() || type->isFunctionType())
    return {ir::TypeClass::Code, false, static_cast<uint32_t>(ast_.getTypeSize(ast_.VoidPtrTy))};
  if (type->isPointerType() || type->isBlockPointerType())
    return {ir::TypeClass::Pointer, false, static_cast<uint32_t>(ast_.getTypeSize(ast_.VoidPtrTy))};
  if (type->isIncompleteType() || type->isPlaceholderType())
    return {ir::TypeClass::Other, false, 0};
  const auto bits = static_cast<uint32_t>(ast_.getTypeSize(type));
  if (type->isIntegralOrEnumerationType())
    return {ir::TypeClass::Integer, type->isSignedIntegerOrEnumerationType(), bits};
  if (type->isRecordType() || type->isArrayType())
    return {ir::TypeClass::Aggregate, false, bits};
  return {ir::TypeClass::Other, false, bits};
}

std::string Types::spell(QualType type) const {
  clang::PrintingPolicy policy = ast_.getPrintingPolicy();
  policy.AnonymousTagLocations = false; // would print a path of this machine
  while (llvm::isa<clang::TypeOfExprType, clang::TypeOfType>(type.getTypePtr()))
    type = type.getSingleStepDesugaredType(ast_); // macros write whole programs into typeof()
  return type.getAsString(policy);
}

const RecordDecl *Types::recordOf(QualType type) const {
  type = type.getCanonicalType();
  if (type->isPointerType())
    type = type->getPointeeType().getCanonicalType();
  else
    type = ast_.getBaseElementType(type).getCanonicalType();
  const auto *record = type->getAs<clang::RecordType>();
  return record ? record->getDecl() : nullptr;
}

ir::TypeReference Types::reference(QualType type) {
  ir::TypeReference result;
  result.spelling = spell(type);
  result.type = typeOf(type);
  if (const RecordDecl *record = recordOf(type)) {
    result.record = recordKey(record);
    result.isPointer = type->isPointerType();
  }
  return result;
}

std::string Types::recordName(const RecordDecl *record) const {
  if (record->getIdentifier())
    return record->getName().str();
  if (const clang::TypedefNameDecl *alias = record->getTypedefNameForAnonDecl())
    return alias->getName().str();
  return "<anonymous>";
}

std::string Types::recordFile(const RecordDecl *record) {
  const RecordDecl *definition = definitionOf(record);
  return definition ? locations_.fileOf(definition->getLocation()) : "";
}

const RecordDecl *Types::definitionOf(const RecordDecl *record) const {
  const RecordDecl *definition = record->getDefinition();
  return definition && locations_.reads(definition->getLocation()) ? definition : nullptr;
}

std::string Types::recordKey(const RecordDecl *record) {
  return recordName(record) + "@" + recordFile(record);
}

const RecordDecl *Types::namedParent(const RecordDecl *record) {
  while (record->isAnonymousStructOrUnion()) {
    const auto *parent = llvm::dyn_cast<RecordDecl>(record->getLexicalDeclContext());
    if (!parent)
      break;
    record = parent;
  }
  return record;
}

ir::Member Types::memberOf(const clang::FieldDecl *field) {
  const RecordDecl *record = namedParent(field->getParent());
  return {recordName(record), field->getName().str(), recordFile(record)};
}

uint64_t Types::sizeOf(QualType type) const {
  if (type->isIncompleteType() || type->isFunctionType() || type->isVariableArrayType())
    return 0;
  return static_cast<uint64_t>(ast_.getTypeSizeInChars(type).getQuantity());
}

Types::FieldPlace Types::placeOf(const clang::FieldDecl *field) const {
  const clang::ASTRecordLayout &layout = ast_.getASTRecordLayout(field->getParent());
  const uint64_t bits = layout.getFieldOffset(field->getFieldIndex());
  if (!field->isBitField())
    return {.bytes = bits / 8};
  const uint64_t unit = ast_.getTypeSize(field->getType());
  const uint64_t start = bits / unit * unit;
  return {.bytes = start / 8,
          .isBitField = true,
          .bitOffset = static_cast<uint32_t>(bits - start),
          .bitWidth = field->getBitWidthValue(ast_)};
}

} // namespace hookqual::collect
