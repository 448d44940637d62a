// SPDX-License-Identifier: MIT
#include "analyzer/collect/Records.h"

#include "analyzer/collect/UnitContext.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/RecordLayout.h"

#include <tuple>

namespace hookqual::collect {

using clang::FieldDecl;
using clang::FunctionDecl;
using clang::RecordDecl;

namespace {

class RecordDescription {
public:
  explicit RecordDescription(UnitContext &unit) : types_(unit.types()), locations_(unit.locations()) {}

  void want(const RecordDecl *record) {
    const RecordDecl *definition = types_.definitionOf(Types::namedParent(record));
    if (definition && !definition->isInvalidDecl())
      wanted_.insert(definition);
  }

  std::vector<ir::Record> run() {
    std::vector<ir::Record> records;
    for (size_t i = 0; i < wanted_.size(); ++i) // describing wants embedded records
      records.push_back(describe(wanted_[i]));
    return records;
  }

private:
  ir::Record describe(const RecordDecl *record) {
    locations_.use(record->getSourceRange());
    ir::Record result{types_.recordName(record), types_.recordFile(record), 0, {}};
    result.bytes = types_.sizeOf(types_.ast().getRecordType(record));
    addFields(record, 0, result);
    return result;
  }

  void addFields(const RecordDecl *record, uint64_t base, ir::Record &result) {
    for (const FieldDecl *field : record->fields()) {
      const Types::FieldPlace place = types_.placeOf(field);
      if (field->isAnonymousStructOrUnion())
        addFields(types_.recordOf(field->getType()), base + place.bytes, result);
      else if (field->getIdentifier())
        addField(field, base, place, result);
    }
  }

  void addField(const FieldDecl *field, uint64_t base, const Types::FieldPlace &place, ir::Record &result) {
    ir::RecordField described;
    described.name = field->getName().str();
    described.offset = base + place.bytes;
    described.bitOffset = place.bitOffset;
    described.bitWidth = place.bitWidth;
    described.type = types_.reference(field->getType());
    if (const clang::QualType pointee = field->getType()->getPointeeType(); !pointee.isNull())
      if (const auto *function = pointee->getAs<clang::FunctionProtoType>())
        for (clang::QualType parameter : function->param_types())
          described.functionParameters.push_back(types_.reference(parameter));
    if (!described.type.isPointer)
      if (const RecordDecl *embedded = types_.recordOf(field->getType()))
        want(embedded);
    result.fields.push_back(std::move(described));
  }

  Types &types_;
  Locations &locations_;
  llvm::SetVector<const RecordDecl *> wanted_;
};

/// The definition if it is in sight, else a declaration that names its parameters; of
/// several the first by file and line, whatever the order in which they were included.
const FunctionDecl *bestDeclaration(UnitContext &unit, const FunctionDecl *function) {
  if (const FunctionDecl *definition = unit.symbols().definitionOf(*function))
    return definition;
  const auto rank = [&](const FunctionDecl *declaration) {
    const bool hasNames = declaration->getNumParams() > 0 && declaration->getParamDecl(0)->getIdentifier();
    Locations &locations = unit.locations();
    return std::tuple(!locations.reads(declaration->getLocation()), !hasNames,
                      locations.fileOf(declaration->getLocation()),
                      locations.lineOf(declaration->getLocation()));
  };
  const FunctionDecl *best = function;
  for (const FunctionDecl *declaration : function->redecls())
    if (rank(declaration) < rank(best))
      best = declaration;
  return best;
}

} // namespace

std::vector<ir::Record> describeRecords(UnitContext &unit) {
  RecordDescription records(unit);
  for (const RecordDecl *record : unit.usedRecords())
    records.want(record);
  for (const FunctionDecl *function : unit.prototypes())
    for (const clang::ParmVarDecl *parameter : function->parameters())
      if (const RecordDecl *record = unit.types().recordOf(parameter->getType()))
        records.want(record);
  return records.run();
}

std::vector<ir::Prototype> describePrototypes(UnitContext &unit) {
  std::vector<ir::Prototype> prototypes;
  Types &types = unit.types();
  for (const FunctionDecl *function : unit.prototypes()) {
    const FunctionDecl *declaration = bestDeclaration(unit, function);
    ir::Prototype prototype;
    prototype.name = unit.locations().nameOf(*function).str();
    prototype.file = unit.locations().fileOf(declaration->getLocation());
    prototype.result = types.reference(declaration->getReturnType());
    for (const clang::ParmVarDecl *parameter : declaration->parameters())
      prototype.parameters.push_back({parameter->getName().str(), types.reference(parameter->getType())});
    prototypes.push_back(std::move(prototype));
  }
  return prototypes;
}

} // namespace hookqual::collect
