// SPDX-License-Identifier: MIT
// A unit also depends on files that do not exist: a header that appears in an include
// directory hides those of its name in later ones. Here such files are looked for, so that
// a unit is collected again when one comes or goes.
//
// Names in quotes are searched for beside the including file first; a file that appears there
// is not noticed.
#pragma once

#include "analyzer/capture/SourceDigests.h"

#include <llvm/ADT/DenseMap.h>
#include <llvm/ADT/StringMap.h>

#include <map>
#include <string>
#include <vector>

namespace hookqual::capture {

/// The operands of -I, absolute, in their order.
std::vector<std::string> includeDirectories(const std::vector<std::string> &arguments,
                                            const std::string &directory);

class HeaderShadows {
public:
  explicit HeaderShadows(SourceDigests &sources) : sources_(sources) {}

  /// The files in earlier directories by whose name one of `files` could be included, as a
  /// text that is equal when they are the same; empty when there are none.
  std::string of(const std::vector<std::string> &directories, const std::vector<store::FileNumber> &files);

private:
  using Shadows = llvm::DenseMap<store::FileNumber, std::vector<std::string>>;

  std::vector<std::string> find(const std::vector<std::string> &directories, store::FileNumber file);
  bool exists(const std::string &path);

  SourceDigests &sources_;
  llvm::StringMap<bool> existing_;
  std::map<std::vector<std::string>, Shadows> known_; // by directories
};

} // namespace hookqual::capture
