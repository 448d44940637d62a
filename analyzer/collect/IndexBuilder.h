// SPDX-License-Identifier: MIT
// Watches a header being precompiled and fills in its index.
#pragma once

#include "analyzer/collect/HeaderIndex.h"
#include "analyzer/collect/Locations.h"

#include "clang/Lex/PPCallbacks.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/StringMap.h"

#include <memory>

namespace clang {
class Preprocessor;
class SourceManager;
} // namespace clang

namespace hookqual::collect {

class IndexBuilder {
public:
  /// `index.macros` is filled in already. All must outlive this.
  IndexBuilder(clang::Preprocessor &preprocessor, const PathNames &names, HeaderIndex &index);

  std::unique_ptr<clang::PPCallbacks> callbacks();

  /// Once everything is parsed.
  void finish();

private:
  friend class IndexCallbacks;

  /// Parts of a file's text that were not compiled, of all times that the file was entered.
  struct Entries {
    clang::FileID first;
    unsigned count = 0;
    std::vector<std::pair<unsigned, unsigned>> skipped; // begin and end offsets
    bool areAllSkipping(unsigned offset) const;
  };

  void enter(clang::FileID file);
  void include(clang::FileID includer, llvm::StringRef path);
  void expand(const clang::IdentifierInfo *macro, clang::SourceLocation place);
  void undefine(const clang::IdentifierInfo *macro, clang::SourceLocation place);
  void skip(clang::SourceRange range);
  uint32_t numberOf(clang::FileID file);
  void watch(llvm::StringRef macro);
  void watchDefaults(clang::FileID file);
  void takeMentions(uint32_t file, const Entries &entries);

  clang::Preprocessor &preprocessor_;
  clang::SourceManager &sources_;
  const PathNames &names_;
  HeaderIndex &index_;
  llvm::DenseMap<clang::FileID, uint32_t> numbers_;
  llvm::DenseMap<uint32_t, Entries> entries_;
  llvm::DenseSet<const clang::IdentifierInfo *> watched_, expanded_;
  const clang::IdentifierInfo *counter_;
};

} // namespace hookqual::collect
