// SPDX-License-Identifier: MIT
// The headers that many units include, parsed once:
//
//   names of headers ─► prefix.h ─Clang─► prefix.pch + prefix.index (HeaderIndex)
//
// A unit that starts from it has the same facts as without it; where that is not sure,
// HeaderUse says so, and the unit is parsed without.
#pragma once

#include "analyzer/collect/HeaderIndex.h"

#include "llvm/Support/Error.h"

#include <memory>
#include <string>
#include <vector>

namespace hookqual::collect {

struct PrecompiledOptions {
  std::vector<std::string> arguments; // of a unit, without its source file
  std::string directory, sourceRoot, objectTree;
  std::string prefix; // the header that includes the others; the results are named after it
};

/// Writes the two files beside `prefix`, whole or not at all.
llvm::Error precompile(const PrecompiledOptions &options);

struct PrecompiledHeader {
  std::string file;
  HeaderIndex index;

  /// What `precompile` made of `prefix`.
  static llvm::Expected<std::shared_ptr<const PrecompiledHeader>> load(const std::string &prefix);
};

} // namespace hookqual::collect
