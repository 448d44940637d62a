// SPDX-License-Identifier: MIT
#include "analyzer/collect/CollectUnit.h"

#include "analyzer/collect/Arguments.h"
#include "analyzer/collect/UnitLowering.h"

#include "clang/AST/ASTConsumer.h"
#include "clang/AST/DeclGroup.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/Utils.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <algorithm>
#include <optional>

namespace hookqual::collect {

namespace {

/// Keeps the first error, which the others mostly follow from.
class FirstError : public clang::DiagnosticConsumer {
public:
  explicit FirstError(const PathNames &names) : names_(names) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &diagnostic) override {
    clang::DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
    if (level < clang::DiagnosticsEngine::Error || message_)
      return;
    llvm::SmallString<256> text;
    diagnostic.FormatDiagnostic(text);
    message_ = positionOf(diagnostic) + "error: " + text.str().str();
  }

  llvm::Error take(llvm::StringRef unit) const {
    return llvm::createStringError(message_.value_or(unit.str() + ": error: cannot be compiled"));
  }

private:
  std::string positionOf(const clang::Diagnostic &diagnostic) const {
    if (!diagnostic.hasSourceManager() || diagnostic.getLocation().isInvalid())
      return "";
    const clang::PresumedLoc place = diagnostic.getSourceManager().getPresumedLoc(diagnostic.getLocation());
    if (place.isInvalid())
      return "";
    return names_.nameOf(place.getFilename()) + ":" + std::to_string(place.getLine()) + ":" +
           std::to_string(place.getColumn()) + ": ";
  }

  const PathNames &names_;
  std::optional<std::string> message_;
};

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
  UnitConsumer(const CollectOptions &options, const PathNames &names, std::optional<ir::UnitFacts> &facts)
      : options_(options), names_(names), facts_(facts) {}

  bool HandleTopLevelDecl(clang::DeclGroupRef group) override {
    declarations_.insert(declarations_.end(), group.begin(), group.end());
    return true;
  }

  void HandleTranslationUnit(clang::ASTContext &ast) override {
    if (ast.getDiagnostics().hasErrorOccurred())
      return;
    // Layouts may deserialise declarations, which are handed to us while we walk.
    const std::vector<clang::Decl *> declarations = std::exchange(declarations_, {});
    facts_ = lowerUnit(ast, names_, options_.unit, declarations);
  }

private:
  const CollectOptions &options_;
  const PathNames &names_;
  std::optional<ir::UnitFacts> &facts_;
  std::vector<clang::Decl *> declarations_;
};

class UnitAction : public clang::ASTFrontendAction {
public:
  UnitAction(const CollectOptions &options, const PathNames &names) : options_(options), names_(names) {}

  std::unique_ptr<clang::ASTConsumer> CreateASTConsumer(clang::CompilerInstance &, llvm::StringRef) override {
    return std::make_unique<UnitConsumer>(options_, names_, facts_);
  }

  std::optional<ir::UnitFacts> take() { return std::move(facts_); }

private:
  const CollectOptions &options_;
  const PathNames &names_;
  std::optional<ir::UnitFacts> facts_;
};

std::shared_ptr<clang::CompilerInvocation>
makeInvocation(const CollectOptions &options, clang::DiagnosticConsumer &diagnostics,
               llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files) {
  std::vector<std::string> arguments = parsingArguments(options.arguments);
  arguments.insert(arguments.begin(), HOOKQUAL_CLANG); // the driver finds its own headers from here
  std::vector<const char *> pointers;
  std::ranges::transform(arguments, std::back_inserter(pointers), &std::string::c_str);

  clang::CreateInvocationOptions how;
  how.VFS = std::move(files);
  how.Diags = clang::CompilerInstance::createDiagnostics(new clang::DiagnosticOptions, &diagnostics,
                                                         /*ShouldOwnClient=*/false);
  std::shared_ptr<clang::CompilerInvocation> invocation = clang::createInvocation(pointers, how);
  if (!invocation)
    return nullptr;
  invocation->getFileSystemOpts().WorkingDir = options.directory;
  invocation->getFrontendOpts().DisableFree = false;
  invocation->getDiagnosticOpts().ShowCarets = false; // else the number of errors is printed
  return invocation;
}

std::vector<std::string> dependenciesOf(const clang::DependencyCollector &collector, const PathNames &names) {
  std::vector<std::string> result;
  for (const std::string &file : collector.getDependencies())
    result.push_back(names.nameOf(file));
  std::ranges::sort(result);
  result.erase(std::ranges::unique(result).begin(), result.end());
  return result;
}

} // namespace

llvm::Expected<ir::UnitFacts> collectUnit(const CollectOptions &options) {
  const PathNames names(options.sourceRoot, options.directory);
  FirstError diagnostics(names);
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = llvm::vfs::createPhysicalFileSystem();
  if (std::error_code error = files->setCurrentWorkingDirectory(options.directory))
    return llvm::createStringError(error, options.directory + ": " + error.message());

  std::shared_ptr<clang::CompilerInvocation> invocation = makeInvocation(options, diagnostics, files);
  if (!invocation)
    return diagnostics.take(options.unit);
  clang::CompilerInstance compiler;
  compiler.setInvocation(std::move(invocation));
  compiler.createDiagnostics(&diagnostics, /*ShouldOwnClient=*/false);
  compiler.createFileManager(files);
  const auto dependencies = std::make_shared<AllDependencies>();
  compiler.addDependencyCollector(dependencies);

  UnitAction action(options, names);
  compiler.ExecuteAction(action);
  std::optional<ir::UnitFacts> facts = action.take();
  if (!facts)
    return diagnostics.take(options.unit);
  facts->dependencies = dependenciesOf(*dependencies, names);
  return std::move(*facts);
}

} // namespace hookqual::collect
