// SPDX-License-Identifier: MIT
#include "analyzer/collect/Symbols.h"

#include "analyzer/collect/Locations.h"

#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"

#include <algorithm>

namespace hookqual::collect {

ir::Symbol Symbols::internal(std::string name, const clang::NamedDecl &declaration) {
  ir::Symbol symbol{ir::Linkage::Internal, std::move(name), locations_.fileOf(declaration.getLocation()), "",
                    ""};
  if (symbol.file != unit_ && !locations_.isInHeader(declaration.getLocation()))
    symbol.unit = unit_;
  return symbol;
}

ir::Symbol Symbols::symbolOf(const clang::FunctionDecl &function) {
  if (function.isExternallyVisible())
    return {ir::Linkage::External, locations_.nameOf(function).str(), "", "", ""};
  const clang::FunctionDecl *definition = definitionOf(function);
  ir::Symbol symbol = internal(nameOf(function), definition ? *definition : function);
  if (definition && locations_.isInHeader(definition->getLocation()))
    symbol.linkage = ir::Linkage::Inline;
  return symbol;
}

ir::Symbol Symbols::symbolOf(const clang::VarDecl &variable) {
  if (variable.isExternallyVisible())
    return {ir::Linkage::External, variable.getName().str(), "", "", ""};
  if (!variable.isStaticLocal())
    return internal(nameOf(variable), variable);
  const auto *function = llvm::dyn_cast<clang::FunctionDecl>(variable.getParentFunctionOrMethod());
  const std::string prefix = function ? function->getName().str() + "." : std::string();
  return internal(prefix + nameOf(variable), variable);
}

std::string Symbols::nameOf(const clang::NamedDecl &declaration) {
  std::string name = locations_.nameOf(declaration).str();
  if (name == declaration.getName())
    return name;
  std::vector<const clang::Decl *> &alike = namedAlike_[name];
  const auto known = std::ranges::find(alike, declaration.getCanonicalDecl());
  const auto position = known - alike.begin();
  if (known == alike.end())
    alike.push_back(declaration.getCanonicalDecl());
  return position == 0 ? name : name + "." + std::to_string(position + 1);
}

const clang::FunctionDecl *Symbols::definitionOf(const clang::FunctionDecl &function) const {
  const clang::FunctionDecl *definition = function.getDefinition();
  return definition && locations_.reads(definition->getLocation()) ? definition : nullptr;
}

bool Symbols::isOwn(const clang::FunctionDecl &definition) {
  if (!locations_.isInHeader(definition.getLocation()))
    return true;
  // Headers that define real functions (event classes, say) do so in the one unit that asks.
  return definition.isExternallyVisible() ? !definition.isInlined() : definition.hasAttr<clang::UsedAttr>();
}

bool Symbols::isOwn(const clang::VarDecl &definition) {
  return !locations_.isInHeader(definition.getLocation()) || definition.isExternallyVisible() ||
         definition.hasAttr<clang::UsedAttr>();
}

} // namespace hookqual::collect
