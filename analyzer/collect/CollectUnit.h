// SPDX-License-Identifier: MIT
// The door of this room: one translation unit in, its facts out.
//
//   argument vector ─Clang─► AST ─UnitLowering─► ir::UnitFacts ─► store
//
// A unit that does not parse yields an error, never partial facts. With a precompiled
// header it yields the same facts, sooner.
#pragma once

#include "analyzer/collect/PrecompiledHeader.h"
#include "analyzer/ir/UnitFacts.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::collect {

struct CollectOptions {
  std::vector<std::string> arguments; // of the compiler driver without argv[0], source file included
  std::string directory;              // in which the compiler ran
  std::string sourceRoot;             // paths below it are recorded relative to it
  std::string unit;                   // name of the unit, relative to the source root
  std::string objectTree;             // where generated files lie; may be empty
  const PrecompiledHeader *precompiled = nullptr;
  bool verifiesPrecompiled = false; // parse without it too, and compare
  bool endsProcess = false;         // what the compiler allocated need not be freed
};

struct CollectedFacts {
  ir::UnitFacts facts;
  /// Why the precompiled header was not used, although there was one; else empty.
  std::string parsedPlainly;
};

/// The error is the first one of the compiler: `file:line:col: error: text`.
llvm::Expected<CollectedFacts> collectUnit(const CollectOptions &options);

} // namespace hookqual::collect
