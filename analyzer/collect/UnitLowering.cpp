// SPDX-License-Identifier: MIT
#include "analyzer/collect/UnitLowering.h"

#include "analyzer/collect/BodyHash.h"
#include "analyzer/collect/CallTargets.h"
#include "analyzer/collect/FunctionLowering.h"
#include "analyzer/collect/Records.h"
#include "analyzer/collect/UnitContext.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"

#include <algorithm>
#include <iterator>
#include <tuple>

namespace hookqual::collect {

namespace {

ir::UnitFacts sorted(ir::UnitFacts facts) {
  std::ranges::sort(facts.functions, {}, &ir::Function::symbol);
  std::ranges::sort(facts.prototypes, {}, [](const ir::Prototype &p) { return std::tie(p.name, p.file); });
  std::ranges::sort(facts.records, {}, &ir::Record::key);
  std::ranges::sort(facts.memberTargets);
  facts.memberTargets.erase(std::ranges::unique(facts.memberTargets).begin(), facts.memberTargets.end());
  std::ranges::sort(facts.aliases, {}, [](const ir::Alias &a) { return std::tie(a.name, a.target); });
  return facts;
}

class UnitLowering {
public:
  explicit UnitLowering(UnitContext &context) : context_(context), locations_(context.locations()) {}

  ir::UnitFacts run(const std::vector<clang::Decl *> &declarations) {
    for (const clang::Decl *declaration : declarations)
      wantOwn(*declaration);
    lowerWanted();
    facts_.prototypes = describePrototypes(context_);
    facts_.records = describeRecords(context_);
    facts_.notes = context_.notes();
    return sorted(withBodyHashes(std::move(facts_)));
  }

private:
  void wantOwn(const clang::Decl &declaration) {
    if (!locations_.reads(declaration.getLocation()))
      return;
    if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(&declaration)) {
      addAlias(*function);
      if (function->doesThisDeclarationHaveABody() && context_.symbols().isOwn(*function))
        context_.refer(*function);
    } else if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(&declaration)) {
      if (variable->hasInit() && context_.symbols().isOwn(*variable))
        context_.refer(*variable);
    }
  }

  void addAlias(const clang::FunctionDecl &function) {
    const auto *attribute = function.getAttr<clang::AliasAttr>();
    if (!attribute)
      return;
    const clang::TranslationUnitDecl *scope = context_.ast().getTranslationUnitDecl();
    std::string target = attribute->getAliasee().str();
    for (const clang::NamedDecl *found : scope->lookup(&context_.ast().Idents.get(target)))
      if (const auto *aliasee = llvm::dyn_cast<clang::FunctionDecl>(found))
        target = context_.refer(*aliasee);
    facts_.aliases.push_back(
        {function.getName().str(), std::move(target), function.hasAttr<clang::WeakAttr>()});
  }

  /// Both lists grow while they are worked off.
  void lowerWanted() {
    const auto &bodies = context_.wantedBodies();
    const auto &variables = context_.wantedVariables();
    size_t body = 0, variable = 0;
    while (body < bodies.size() || variable < variables.size()) {
      if (body < bodies.size()) {
        locations_.use(bodies[body]->getSourceRange());
        facts_.functions.push_back(lowerFunction(context_, *bodies[body++]));
        add(assignedTargets(context_, facts_.functions.back()));
      } else {
        locations_.use(variables[variable]->getSourceRange());
        add(initializedTargets(context_, *variables[variable++]));
      }
    }
  }

  void add(std::vector<ir::MemberTarget> targets) {
    facts_.memberTargets.insert(facts_.memberTargets.end(), std::make_move_iterator(targets.begin()),
                                std::make_move_iterator(targets.end()));
  }

  UnitContext &context_;
  Locations &locations_;
  ir::UnitFacts facts_;
};

} // namespace

ir::UnitFacts lowerUnit(UnitContext &context, const std::vector<clang::Decl *> &declarations) {
  return UnitLowering(context).run(declarations);
}

} // namespace hookqual::collect
