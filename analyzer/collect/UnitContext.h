// SPDX-License-Identifier: MIT
// What the lowering of one unit's functions shares: names, and the record of what was
// referred to, from which UnitLowering decides what else must be lowered or described.
#pragma once

#include "analyzer/collect/Locations.h"
#include "analyzer/collect/Symbols.h"
#include "analyzer/collect/Types.h"

#include "llvm/ADT/SetVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/ADT/StringSet.h"

#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace hookqual::collect {

class UnitContext {
public:
  UnitContext(clang::ASTContext &ast, Locations &locations, const std::string &unit);

  clang::ASTContext &ast() { return types_.ast(); }
  Locations &locations() { return locations_; }
  Types &types() { return types_; }
  Symbols &symbols() { return symbols_; }

  /// The symbol's spelling; its body, prototype or initialiser becomes wanted.
  const std::string &refer(const clang::FunctionDecl &function);
  const std::string &refer(const clang::VarDecl &variable);

  /// Whether a spelling that was given out is that of a function.
  bool isFunction(llvm::StringRef spelling) const { return functions_.contains(spelling); }

  /// Its layout becomes wanted.
  void useRecord(const clang::RecordDecl *record);

  /// A construct that was lowered to Unknown.
  void note(llvm::StringRef construct) { ++notes_[construct.str()]; }
  std::vector<std::string> notes() const;

  /// Definitions, in the order in which they were first wanted; grows while it is walked.
  const llvm::SetVector<const clang::FunctionDecl *> &wantedBodies() const { return bodies_; }
  const llvm::SetVector<const clang::VarDecl *> &wantedVariables() const { return variables_; }
  const llvm::SetVector<const clang::FunctionDecl *> &prototypes() const { return prototypes_; }
  const llvm::SetVector<const clang::RecordDecl *> &usedRecords() const { return records_; }

private:
  Locations &locations_;
  Types types_;
  Symbols symbols_;
  std::unordered_map<const clang::Decl *, std::string> spellings_; // whose references stay valid
  llvm::StringSet<> functions_;
  llvm::SetVector<const clang::FunctionDecl *> bodies_, prototypes_;
  llvm::SetVector<const clang::VarDecl *> variables_;
  llvm::SetVector<const clang::RecordDecl *> records_;
  std::map<std::string, unsigned> notes_;
};

} // namespace hookqual::collect
