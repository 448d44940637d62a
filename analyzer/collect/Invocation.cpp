// SPDX-License-Identifier: MIT
#include "analyzer/collect/Invocation.h"

#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/CompilerInvocation.h"
#include "clang/Frontend/Utils.h"
#include "llvm/ADT/SmallString.h"

#include <algorithm>
#include <iterator>

namespace hookqual::collect {

void FirstError::HandleDiagnostic(clang::DiagnosticsEngine::Level level,
                                  const clang::Diagnostic &diagnostic) {
  clang::DiagnosticConsumer::HandleDiagnostic(level, diagnostic);
  if (level < clang::DiagnosticsEngine::Error || message_)
    return;
  llvm::SmallString<256> text;
  diagnostic.FormatDiagnostic(text);
  message_ = positionOf(diagnostic) + "error: " + text.str().str();
  mainFileLine_ = mainFileLineOf(diagnostic);
}

unsigned FirstError::mainFileLineOf(const clang::Diagnostic &diagnostic) {
  if (!diagnostic.hasSourceManager() || diagnostic.getLocation().isInvalid())
    return 0;
  const clang::SourceManager &sources = diagnostic.getSourceManager();
  clang::SourceLocation location = sources.getExpansionLoc(diagnostic.getLocation());
  while (location.isValid() && sources.getFileID(location) != sources.getMainFileID())
    location = sources.getIncludeLoc(sources.getFileID(location));
  return location.isValid() ? sources.getSpellingLineNumber(location) : 0;
}

llvm::Error FirstError::take(llvm::StringRef unit) const {
  return llvm::createStringError(message_.value_or(unit.str() + ": error: cannot be compiled"));
}

std::string FirstError::positionOf(const clang::Diagnostic &diagnostic) const {
  if (!diagnostic.hasSourceManager() || diagnostic.getLocation().isInvalid())
    return "";
  const clang::PresumedLoc place = diagnostic.getSourceManager().getPresumedLoc(diagnostic.getLocation());
  if (place.isInvalid())
    return "";
  return names_.nameOf(place.getFilename()) + ":" + std::to_string(place.getLine()) + ":" +
         std::to_string(place.getColumn()) + ": ";
}

llvm::Expected<std::unique_ptr<clang::CompilerInstance>> makeCompiler(std::vector<std::string> arguments,
                                                                      const std::string &directory,
                                                                      FirstError &diagnostics,
                                                                      llvm::StringRef unit) {
  llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> files = llvm::vfs::createPhysicalFileSystem();
  if (std::error_code error = files->setCurrentWorkingDirectory(directory))
    return llvm::createStringError(error, directory + ": " + error.message());

  arguments.insert(arguments.begin(), HOOKQUAL_CLANG); // the driver finds its own headers from here
  std::vector<const char *> pointers;
  std::ranges::transform(arguments, std::back_inserter(pointers), &std::string::c_str);
  clang::CreateInvocationOptions how;
  how.VFS = files;
  how.Diags = clang::CompilerInstance::createDiagnostics(new clang::DiagnosticOptions, &diagnostics,
                                                         /*ShouldOwnClient=*/false);
  std::shared_ptr<clang::CompilerInvocation> invocation = clang::createInvocation(pointers, how);
  if (!invocation)
    return diagnostics.take(unit);
  invocation->getFileSystemOpts().WorkingDir = directory;
  invocation->getFrontendOpts().DisableFree = false;
  invocation->getDiagnosticOpts().ShowCarets = false; // else the number of errors is printed

  auto compiler = std::make_unique<clang::CompilerInstance>();
  compiler->setInvocation(std::move(invocation));
  compiler->createDiagnostics(&diagnostics, /*ShouldOwnClient=*/false);
  // Files that an overlay (-ivfsoverlay) replaces are known by the names that they have in the tree.
  compiler->createFileManager(clang::createVFSFromCompilerInvocation(
      compiler->getInvocation(), compiler->getDiagnostics(), std::move(files)));
  return compiler;
}

} // namespace hookqual::collect
