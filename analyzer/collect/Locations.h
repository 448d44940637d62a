// SPDX-License-Identifier: MIT
// Clang's source locations as the IR keeps them: files by their name below the source
// root, where they are expanded and where they are spelled.
#pragma once

#include "analyzer/ir/FunctionBuilder.h"

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"

#include <string>

namespace clang {
class LangOptions;
class NamedDecl;
class SourceManager;
} // namespace clang

namespace hookqual::collect {

/// Turns paths as the compiler saw them into names that do not depend on the machine.
class PathNames {
public:
  PathNames(llvm::StringRef sourceRoot, llvm::StringRef directory);

  /// Relative to the source root when below it, else absolute.
  std::string nameOf(llvm::StringRef path) const;

private:
  std::string root_, realRoot_, directory_;
};

class Locations {
public:
  Locations(const clang::SourceManager &sources, const clang::LangOptions &language, PathNames names);

  /// The file in which the location is expanded.
  const std::string &fileOf(clang::SourceLocation location);
  uint32_t lineOf(clang::SourceLocation location) const;

  /// Written in a header rather than in the unit's .c files.
  bool isInHeader(clang::SourceLocation location);

  /// The name of a variable, without the counter of a pasted one: that depends on what was
  /// compiled before.
  llvm::StringRef nameOf(const clang::NamedDecl &variable) const;

  /// Named by the text of a macro, not by what people gave to it.
  bool isOfMacro(const clang::NamedDecl &variable) const;

  ir::LocationId locate(clang::SourceRange range, ir::FunctionBuilder &builder);

private:
  const std::string &fileOf(clang::FileID file);
  /// Written by token pasting, as names with a counter in them are.
  bool isPasted(clang::SourceLocation location) const;

  const clang::SourceManager &sources_;
  const clang::LangOptions &language_;
  PathNames names_;
  llvm::DenseMap<clang::FileID, std::string> files_;
  const std::string builtIn_ = "<built-in>"; // the compiler's own declarations
};

} // namespace hookqual::collect
