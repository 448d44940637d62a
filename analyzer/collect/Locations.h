// SPDX-License-Identifier: MIT
// Clang's source locations as the IR keeps them: files by their name below the source
// root, where they are expanded and where they are spelled.
#pragma once

#include "analyzer/ir/FunctionBuilder.h"

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringRef.h"

#include <string>
#include <vector>

namespace clang {
class LangOptions;
class NamedDecl;
class SourceManager;
} // namespace clang

namespace hookqual::collect {

class CounterUses;
class HeaderFilter;

/// Turns paths as the compiler saw them into names that do not depend on the machine.
class PathNames {
public:
  /// Relative paths count from `directory`. Generated files lie in `objectTree`, which may be
  /// the source root, lie in it, or be elsewhere.
  PathNames(llvm::StringRef sourceRoot, llvm::StringRef directory, llvm::StringRef objectTree = "");

  /// Relative to the object tree or the source root when below one of them (to the deeper
  /// one when below both), else absolute.
  std::string nameOf(llvm::StringRef path) const;

private:
  std::vector<std::string> roots_; // longest first
  std::string directory_;
};

class Locations {
public:
  /// `filter` hides what a precompiled header has too much; null hides nothing.
  Locations(const clang::SourceManager &sources, const clang::LangOptions &language, PathNames names,
            const CounterUses &counters, HeaderFilter *filter);

  /// Whether the unit includes what is written there.
  bool reads(clang::SourceLocation location) const;
  /// The facts will tell what is written there.
  void use(clang::SourceRange range) const;

  /// The file in which the location is expanded.
  const std::string &fileOf(clang::SourceLocation location);
  uint32_t lineOf(clang::SourceLocation location) const;

  /// Written in a header rather than in the unit's .c files.
  bool isInHeader(clang::SourceLocation location);

  /// The declared name, without what `__COUNTER__` put at its end: that depends on what was
  /// compiled before.
  llvm::StringRef nameOf(const clang::NamedDecl &declaration) const;

  /// Named by the text of a macro, not by what people gave to it.
  bool isOfMacro(const clang::NamedDecl &variable) const;

  ir::LocationId locate(clang::SourceRange range, ir::FunctionBuilder &builder);

private:
  const std::string &fileOf(clang::FileID file);
  /// Whether `__COUNTER__` was this number in the outermost macro call.
  bool tookCounter(clang::SourceRange call, uint64_t number) const;
  /// Written by token pasting, as names with a counter in them are.
  bool isPasted(clang::SourceLocation location) const;

  const clang::SourceManager &sources_;
  const clang::LangOptions &language_;
  PathNames names_;
  const CounterUses &counters_;
  HeaderFilter *filter_;
  llvm::DenseMap<clang::FileID, std::string> files_;
  const std::string builtIn_ = "<built-in>"; // the compiler's own declarations
};

} // namespace hookqual::collect
