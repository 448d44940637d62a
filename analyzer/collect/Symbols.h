// SPDX-License-Identifier: MIT
// Which program-wide symbol a declaration of this unit denotes (ir/Symbol.h).
//
// Header inlines are spelled with an empty hash here; BodyHash fills it in when all
// bodies of the unit are lowered.
#pragma once

#include "analyzer/ir/Symbol.h"

#include <map>
#include <string>
#include <vector>

namespace clang {
class Decl;
class FunctionDecl;
class NamedDecl;
class VarDecl;
} // namespace clang

namespace hookqual::collect {

class Locations;

class Symbols {
public:
  Symbols(Locations &locations, std::string unit) : locations_(locations), unit_(std::move(unit)) {}

  ir::Symbol symbolOf(const clang::FunctionDecl &function);
  ir::Symbol symbolOf(const clang::VarDecl &variable);

  /// Null when the unit reads none.
  const clang::FunctionDecl *definitionOf(const clang::FunctionDecl &function) const;

  /// Lowered because it is written here, not because somebody refers to it.
  bool isOwn(const clang::FunctionDecl &definition);
  bool isOwn(const clang::VarDecl &definition);

private:
  ir::Symbol internal(std::string name, const clang::NamedDecl &declaration);
  /// Without a counter in it; the second that is then named alike gets `.2`.
  std::string nameOf(const clang::NamedDecl &declaration);

  Locations &locations_;
  std::string unit_;
  std::map<std::string, std::vector<const clang::Decl *>> namedAlike_;
};

} // namespace hookqual::collect
