// SPDX-License-Identifier: MIT
// Follows one unit that starts from a precompiled header: which of its files the unit
// includes by itself, and whether parsing it without would have come to anything else.
//
// A header that the unit includes costs nothing, and is taken note of with all that it
// includes in turn. Everything else in the precompiled header must stay without effect:
// declarations are hidden (HeaderFilter), and the unit is refused when it uses a macro of
// a file that it does not include, or defines a macro before a header that mentions it.
#pragma once

#include "analyzer/collect/HeaderFilter.h"
#include "analyzer/collect/HeaderIndex.h"
#include "analyzer/collect/Locations.h"

#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringMap.h"

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace clang {
class MacroDefinition;
class MacroDirective;
class MacroInfo;
class PPCallbacks;
class Preprocessor;
class SourceManager;
class Token;
} // namespace clang

namespace hookqual::collect {

class HeaderUse : public HeaderFilter {
public:
  HeaderUse(const HeaderIndex &index, const PathNames &names, clang::Preprocessor &preprocessor);

  /// Once the precompiled header is loaded. `differingMacros` of the command line are those
  /// that it was not made with.
  void begin(const std::vector<std::string> &differingMacros);
  /// To be given to the unit's preprocessor.
  std::unique_ptr<clang::PPCallbacks> callbacks();

  bool reads(clang::SourceLocation location) override;
  bool counted(clang::SourceRange call, uint64_t number) override;
  void use(clang::SourceRange range) override;

  /// Why the unit must be parsed without the precompiled header; empty: it need not.
  const std::string &refusal() const { return refusal_; }
  /// Every file that the unit depends on, ascending.
  std::vector<std::string> dependencies() const;

private:
  friend class HeaderUseCallbacks;

  void enter(llvm::StringRef path);
  void skip(llvm::StringRef path);
  void include(uint32_t file);
  /// Default definitions count once their file is included, unless the unit has its own.
  void hideDefaults();
  void restoreDefaults(uint32_t file);
  void define(llvm::StringRef macro);
  /// A definition in the unit's own text.
  void define(llvm::StringRef macro, const clang::MacroDirective *directive);
  void check(uint32_t file, llvm::StringRef macro, const HeaderIndex::Mentions &mentions);
  /// The macro is expanded or asked for.
  void consult(llvm::StringRef macro, const clang::MacroDefinition &definition);
  void refuse(const std::string &why);
  /// Whether an earlier definition, of a file that is included, comes to the same.
  bool hasVisibleTwin(const clang::MacroDefinition &definition);
  /// Whether two definitions of a macro expand to the same.
  bool areAlike(const clang::MacroInfo &a, const clang::MacroInfo *b) const;
  bool areAlike(const clang::Token &a, const clang::Token &b) const;
  int64_t fileOf(const clang::MacroInfo *info);
  /// The file of the precompiled header, or -1 for the unit's own and the compiler's.
  int64_t fileOf(clang::FileID file);

  const HeaderIndex &index_;
  const PathNames &names_;
  clang::Preprocessor &preprocessor_;
  const clang::SourceManager &sources_;
  std::string refusal_;
  llvm::BitVector included_;
  std::set<std::string> entered_;                          // not of the precompiled header
  llvm::StringMap<const HeaderIndex::Mentions *> defined_; // by the unit, so far
  llvm::StringMap<clang::MacroInfo *> hidden_; // default definitions of files that are not included yet
  llvm::DenseMap<const clang::MacroInfo *, int64_t> macroFiles_;
  llvm::DenseMap<clang::FileID, int64_t> files_;
  std::vector<HeaderPlace> differing_; // where the unit would have expanded another macro
  bool isSorted_ = true;
};

} // namespace hookqual::collect
