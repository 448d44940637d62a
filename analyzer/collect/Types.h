// SPDX-License-Identifier: MIT
// C types, records and members under the names that the whole program shares.
#pragma once

#include "analyzer/ir/UnitFacts.h"

#include "clang/AST/Type.h"

#include <string>

namespace clang {
class ASTContext;
class FieldDecl;
class RecordDecl;
} // namespace clang

namespace hookqual::collect {

class Locations;

class Types {
public:
  Types(clang::ASTContext &ast, Locations &locations) : ast_(ast), locations_(locations) {}

  ir::Type typeOf(clang::QualType type) const;
  std::string spell(clang::QualType type) const;
  ir::TypeReference reference(clang::QualType type);

  /// The record that values of this type hold or point to (one level); null for others.
  const clang::RecordDecl *recordOf(clang::QualType type) const;

  std::string recordKey(const clang::RecordDecl *record);
  std::string recordName(const clang::RecordDecl *record) const;
  /// Empty while the record is incomplete: where it is only declared says nothing about it.
  std::string recordFile(const clang::RecordDecl *record);
  /// Null while the record is incomplete for this unit.
  const clang::RecordDecl *definitionOf(const clang::RecordDecl *record) const;

  /// Fields of anonymous members belong to the nearest record with a name.
  ir::Member memberOf(const clang::FieldDecl *field);
  static const clang::RecordDecl *namedParent(const clang::RecordDecl *record);

  uint64_t sizeOf(clang::QualType type) const; // bytes; 0 for incomplete and variable types

  /// Where a field lies in its record. A bit-field is found in the storage unit of its
  /// declared type, so that neighbours in one word have one address.
  struct FieldPlace {
    uint64_t bytes = 0;
    bool isBitField = false;
    uint32_t bitOffset = 0, bitWidth = 0;
  };
  FieldPlace placeOf(const clang::FieldDecl *field) const;

  clang::ASTContext &ast() { return ast_; }

private:
  clang::ASTContext &ast_;
  Locations &locations_;
};

} // namespace hookqual::collect
