// SPDX-License-Identifier: MIT
#include "analyzer/collect/CollectUnit.h"

#include "analyzer/collect/Arguments.h"
#include "analyzer/collect/CounterUses.h"
#include "analyzer/collect/FactsDifference.h"
#include "analyzer/collect/HeaderUse.h"
#include "analyzer/collect/Invocation.h"
#include "analyzer/collect/UnitContext.h"
#include "analyzer/collect/UnitLowering.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/DeclGroup.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/Utils.h"
#include "clang/Lex/Preprocessor.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "llvm/Support/BuryPointer.h"

#include <algorithm>
#include <optional>

namespace hookqual::collect {

namespace {

/// System headers too: their content decides the facts as well.
class AllDependencies : public clang::DependencyCollector {
public:
  bool needSystemDependencies() override { return true; }
  bool sawDependency(llvm::StringRef file, bool, bool, bool, bool isMissing) override {
    return !isMissing && !file.starts_with("<");
  }
};

class UnitConsumer : public clang::ASTConsumer {
public:
  UnitConsumer(const std::string &unit, const PathNames &names, const CounterUses &counters, HeaderUse *use,
               std::optional<ir::UnitFacts> &facts)
      : unit_(unit), names_(names), counters_(counters), use_(use), facts_(facts) {}

  /// Ends the parse as soon as it is known to be in vain.
  bool HandleTopLevelDecl(clang::DeclGroupRef group) override {
    declarations_.insert(declarations_.end(), group.begin(), group.end());
    return !isRefused();
  }

  void HandleTranslationUnit(clang::ASTContext &ast) override {
    if (ast.getDiagnostics().hasErrorOccurred() || isRefused())
      return;
    // Layouts may deserialise declarations, which are handed to us while we walk.
    const std::vector<clang::Decl *> declarations = std::exchange(declarations_, {});
    Locations locations(ast.getSourceManager(), ast.getLangOpts(), names_, counters_, use_);
    UnitContext context(ast, locations, unit_);
    facts_ = lowerUnit(context, declarations);
    facts_->unit = unit_;
  }

private:
  bool isRefused() const { return use_ && !use_->refusal().empty(); }

  const std::string &unit_;
  const PathNames &names_;
  const CounterUses &counters_;
  HeaderUse *use_;
  std::optional<ir::UnitFacts> &facts_;
  std::vector<clang::Decl *> declarations_;
};

class UnitAction : public clang::ASTFrontendAction {
public:
  UnitAction(const std::string &unit, const PathNames &names) : unit_(unit), names_(names) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &compiler,
                                                        llvm::StringRef) override {
    return std::make_unique<UnitConsumer>(unit_, names_, counters_, useOf(compiler), facts_);
  }

  std::optional<ir::UnitFacts> take() { return std::move(facts_); }

protected:
  virtual HeaderUse *useOf(clang::CompilerInstance &) { return nullptr; }

  void ExecuteAction() override {
    clang::Preprocessor &preprocessor = getCompilerInstance().getPreprocessor();
    preprocessor.addPPCallbacks(counters_.callbacks(preprocessor));
    clang::ASTFrontendAction::ExecuteAction();
  }

private:
  const std::string &unit_;
  const PathNames &names_;
  CounterUses counters_;
  std::optional<ir::UnitFacts> facts_;
};

/// Macros of the command line that differ from the precompiled header's are defined where the
/// unit begins; Clang would refuse them beside it.
class PrecompiledUnitAction : public UnitAction {
public:
  PrecompiledUnitAction(const std::string &unit, const PathNames &names, const HeaderIndex &index,
                        std::vector<std::string> differingMacros)
      : UnitAction(unit, names), names_(names), index_(index), macros_(std::move(differingMacros)) {}

  const HeaderUse *use() const { return use_.get(); }

protected:
  HeaderUse *useOf(clang::CompilerInstance &compiler) override {
    use_ = std::make_unique<HeaderUse>(index_, names_, compiler.getPreprocessor());
    return use_.get();
  }

  void ExecuteAction() override {
    clang::Preprocessor &preprocessor = getCompilerInstance().getPreprocessor();
    preprocessor.setPredefines(definitions()); // all others the precompiled header has
    // Restored by what checks the options, which is switched off.
    if (!index_.counters.empty())
      preprocessor.setCounterValue(unsigned(index_.counters.rbegin()->first) + 1);
    use_->begin(macros_);
    preprocessor.addPPCallbacks(use_->callbacks());
    UnitAction::ExecuteAction();
  }

private:
  std::string definitions() const {
    std::string text;
    for (llvm::StringRef macro : macros_) {
      text += ("#undef " + macroNameIn(macro) + "\n").str();
      if (macro.consume_front("U"))
        continue;
      const auto [name, value] = macro.drop_front().split('=');
      text += ("#define " + name + " " + (macro.contains('=') ? value : "1") + "\n").str();
    }
    return text;
  }

  const PathNames &names_;
  const HeaderIndex &index_;
  std::vector<std::string> macros_;
  std::unique_ptr<HeaderUse> use_;
};

/// The compiler of one unit. Freeing a syntax tree takes about as long as lowering it: where the
/// process ends after the unit, it is left to the system.
class UnitCompiler {
public:
  UnitCompiler(const CollectOptions &options, const PathNames &names)
      : options_(options), diagnostics_(names) {}
  ~UnitCompiler() {
    if (options_.endsProcess)
      llvm::BuryPointer(std::move(compiler_));
  }
  UnitCompiler(const UnitCompiler &) = delete;
  UnitCompiler &operator=(const UnitCompiler &) = delete;

  llvm::Error make() {
    auto made =
        makeCompiler(parsingArguments(options_.arguments), options_.directory, diagnostics_, options_.unit);
    if (!made)
      return made.takeError();
    compiler_ = std::move(*made);
    compiler_->getFrontendOpts().DisableFree = options_.endsProcess;
    return llvm::Error::success();
  }

  clang::CompilerInstance *operator->() { return compiler_.get(); }

  llvm::Expected<ir::UnitFacts> run(UnitAction &action) {
    compiler_->ExecuteAction(action);
    std::optional<ir::UnitFacts> facts = action.take();
    if (!facts)
      return diagnostics_.take(options_.unit);
    return std::move(*facts);
  }

private:
  const CollectOptions &options_;
  FirstError diagnostics_;
  std::unique_ptr<clang::CompilerInstance> compiler_;
};

std::vector<std::string> dependenciesOf(const clang::DependencyCollector &collector, const PathNames &names) {
  std::vector<std::string> result;
  for (const std::string &file : collector.getDependencies())
    result.push_back(names.nameOf(file));
  std::ranges::sort(result);
  result.erase(std::ranges::unique(result).begin(), result.end());
  return result;
}

llvm::Expected<ir::UnitFacts> collectPlainly(const CollectOptions &options, const PathNames &names) {
  UnitCompiler compiler(options, names);
  if (llvm::Error error = compiler.make())
    return std::move(error);
  const auto dependencies = std::make_shared<AllDependencies>();
  compiler->addDependencyCollector(dependencies);
  UnitAction action(options.unit, names);
  llvm::Expected<ir::UnitFacts> facts = compiler.run(action);
  if (facts)
    facts->dependencies = dependenciesOf(*dependencies, names);
  return facts;
}

/// Takes the macros out of the options that the precompiled header does not have alike:
/// those that differ, and those that the unit lacks.
std::vector<std::string> takeDifferingMacros(clang::PreprocessorOptions &options, const HeaderIndex &index) {
  std::vector<std::string> differing;
  std::vector<std::pair<std::string, bool>> kept;
  std::set<std::string> unseen(index.macros.begin(), index.macros.end());
  for (auto &[macro, isUndefined] : options.Macros) {
    std::string spelled = (isUndefined ? "U" : "D") + macro;
    if (unseen.erase(spelled) != 0)
      kept.emplace_back(macro, isUndefined);
    else
      differing.push_back(std::move(spelled));
  }
  for (const std::string &missing : unseen) {
    const auto hasName = [&](const std::string &macro) { return macroNameIn(macro) == macroNameIn(missing); };
    if (std::ranges::none_of(differing, hasName))
      differing.insert(differing.begin(), "U" + macroNameIn(missing).str());
  }
  options.Macros = std::move(kept);
  return differing;
}

/// The facts, or why there are none with the precompiled header.
llvm::Expected<ir::UnitFacts> collectPrecompiled(const CollectOptions &options, const PathNames &names) {
  UnitCompiler compiler(options, names);
  if (llvm::Error error = compiler.make())
    return std::move(error);
  const HeaderIndex &index = options.precompiled->index;
  clang::PreprocessorOptions &preprocessing = compiler->getPreprocessorOpts();
  preprocessing.ImplicitPCHInclude = options.precompiled->file;
  // Whoever chose this header knows that its files are as they were; Clang would ask the file
  // system about each of them, for each unit.
  preprocessing.DisablePCHOrModuleValidation = clang::DisableValidationForModuleKind::PCH;
  PrecompiledUnitAction action(options.unit, names, index, takeDifferingMacros(preprocessing, index));
  llvm::Expected<ir::UnitFacts> facts = compiler.run(action);
  if (action.use() && !action.use()->refusal().empty()) {
    llvm::consumeError(facts.takeError());
    return llvm::createStringError(action.use()->refusal());
  }
  if (facts)
    facts->dependencies = action.use()->dependencies();
  return facts;
}

} // namespace

llvm::Expected<CollectedFacts> collectUnit(const CollectOptions &options) {
  const PathNames names(options.sourceRoot, options.directory, options.objectTree);
  CollectedFacts collected;
  if (options.precompiled) {
    llvm::Expected<ir::UnitFacts> facts = collectPrecompiled(options, names);
    if (facts && !options.verifiesPrecompiled)
      return CollectedFacts{std::move(*facts), ""};
    if (facts)
      collected.facts = std::move(*facts);
    else
      collected.parsedPlainly = llvm::toString(facts.takeError());
  }
  llvm::Expected<ir::UnitFacts> plain = collectPlainly(options, names);
  if (!plain)
    return plain.takeError();
  if (options.precompiled && collected.parsedPlainly.empty())
    collected.parsedPlainly = differenceBetween(*plain, collected.facts);
  collected.facts = std::move(*plain);
  return collected;
}

} // namespace hookqual::collect
