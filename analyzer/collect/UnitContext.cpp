// SPDX-License-Identifier: MIT
#include "analyzer/collect/UnitContext.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"

namespace hookqual::collect {

UnitContext::UnitContext(clang::ASTContext &ast, Locations &locations, const std::string &unit)
    : locations_(locations), types_(ast, locations), symbols_(locations, unit) {}

const std::string &UnitContext::refer(const clang::FunctionDecl &function) {
  const auto [entry, isNew] = spellings_.try_emplace(function.getCanonicalDecl());
  if (!isNew)
    return entry->second;
  entry->second = ir::toString(symbols_.symbolOf(function));
  functions_.insert(entry->second);
  prototypes_.insert(function.getCanonicalDecl());
  const clang::FunctionDecl *definition = symbols_.definitionOf(function);
  // An external body in a header is another unit's copy (`extern inline`); an alias counts as
  // a definition to Clang, but has no body.
  if (definition && definition->doesThisDeclarationHaveABody() &&
      (!function.isExternallyVisible() || symbols_.isOwn(*definition)))
    bodies_.insert(definition);
  return entry->second;
}

const std::string &UnitContext::refer(const clang::VarDecl &variable) {
  const auto [entry, isNew] = spellings_.try_emplace(variable.getCanonicalDecl());
  if (!isNew)
    return entry->second;
  entry->second = ir::toString(symbols_.symbolOf(variable));
  const clang::VarDecl *initializing = nullptr;
  if (variable.getAnyInitializer(initializing) && locations_.reads(initializing->getLocation()))
    variables_.insert(initializing);
  return entry->second;
}

void UnitContext::useRecord(const clang::RecordDecl *record) {
  if (const clang::RecordDecl *definition = types_.definitionOf(Types::namedParent(record)))
    records_.insert(definition);
}

std::vector<std::string> UnitContext::notes() const {
  std::vector<std::string> result;
  for (const auto &[construct, count] : notes_)
    result.push_back(construct + ": " + std::to_string(count));
  return result;
}

} // namespace hookqual::collect
