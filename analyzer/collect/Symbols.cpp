// SPDX-License-Identifier: MIT
#include "analyzer/collect/Symbols.h"

#include "analyzer/collect/Locations.h"

#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"

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
    return {ir::Linkage::External, function.getName().str(), "", "", ""};
  const clang::FunctionDecl *definition = function.getDefinition();
  ir::Symbol symbol = internal(function.getName().str(), definition ? *definition : function);
  if (definition && locations_.isInHeader(definition->getLocation()))
    symbol.linkage = ir::Linkage::Inline;
  return symbol;
}

ir::Symbol Symbols::symbolOf(const clang::VarDecl &variable) {
  if (variable.isExternallyVisible())
    return {ir::Linkage::External, variable.getName().str(), "", "", ""};
  if (!variable.isStaticLocal())
    return internal(variable.getName().str(), variable);
  const auto *function = llvm::dyn_cast<clang::FunctionDecl>(variable.getParentFunctionOrMethod());
  const std::string prefix = function ? function->getName().str() + "." : std::string();
  return internal(prefix + variable.getName().str(), variable);
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
