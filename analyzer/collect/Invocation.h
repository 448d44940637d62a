// SPDX-License-Identifier: MIT
// How the compiler is called inside this process, and what it says when it fails.
#pragma once

#include "analyzer/collect/Locations.h"

#include "clang/Basic/Diagnostic.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/VirtualFileSystem.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace clang {
class CompilerInstance;
} // namespace clang

namespace hookqual::collect {

/// Keeps the first error, which the others mostly follow from: `file:line:col: error: text`.
class FirstError : public clang::DiagnosticConsumer {
public:
  explicit FirstError(const PathNames &names) : names_(names) {}

  void HandleDiagnostic(clang::DiagnosticsEngine::Level level, const clang::Diagnostic &diagnostic) override;
  llvm::Error take(llvm::StringRef unit) const;
  /// The line of the main file that led to the error, through any includes; 0: none did.
  unsigned mainFileLine() const { return mainFileLine_; }

private:
  std::string positionOf(const clang::Diagnostic &diagnostic) const;
  static unsigned mainFileLineOf(const clang::Diagnostic &diagnostic);

  const PathNames &names_;
  std::optional<std::string> message_;
  unsigned mainFileLine_ = 0;
};

/// A compiler for driver arguments without argv[0], which runs in `directory` and reports to
/// `diagnostics`, which must outlive it.
llvm::Expected<std::unique_ptr<clang::CompilerInstance>> makeCompiler(std::vector<std::string> arguments,
                                                                      const std::string &directory,
                                                                      FirstError &diagnostics,
                                                                      llvm::StringRef unit);

} // namespace hookqual::collect
