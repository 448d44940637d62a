// SPDX-License-Identifier: MIT
// The tree as it is after some patches, without touching it:
//
//   kernel tree ─copy what a patch names─► overlay directory ─git apply─► changed files
//                                          └─► a file system overlay for the compiler
//
// Only files that patches name are copied. The compiler sees them under their names in the tree.
#pragma once

#include "analyzer/review/Git.h"
#include "analyzer/review/Series.h"

#include "llvm/Support/Error.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace hookqual::review {

class Overlay {
public:
  /// `tree` is absolute; the copies lie below `scratch`, which exists.
  Overlay(std::string tree, const std::string &scratch)
      : tree_(std::move(tree)), directory_(scratch + "/tree"), scratch_(scratch), git_(scratch) {}

  /// Applies one patch onto what is there. The error says which hunk of which file does not
  /// apply, and nothing was changed then.
  llvm::Error apply(const Patch &patch);

  /// Relative to the tree; of the last patch: files that are not as they were before it.
  const std::vector<std::string> &lastChanged() const { return lastChanged_; }
  /// Files that are not as in the tree.
  std::vector<std::string> changed() const;
  bool isRemoved(const std::string &file) const;

  /// What Clang's -ivfsoverlay reads.
  llvm::Error writeFileSystem(const std::string &path) const;
  /// The file's content now; fails when there is none.
  llvm::Expected<std::string> read(const std::string &file) const;

private:
  llvm::Expected<std::vector<std::string>> filesNamedBy(const Patch &patch) const;
  llvm::Error refuseUnfit(const Patch &patch) const;
  llvm::Error copy(const std::string &file);
  std::string explainFailure(const Patch &patch, llvm::StringRef errors) const;

  std::string tree_, directory_, scratch_;
  Git git_;
  std::map<std::string, std::string> digests_; // of the files that patches name; empty: absent
  std::vector<std::string> lastChanged_;
};

} // namespace hookqual::review
