// SPDX-License-Identifier: MIT
// A directory of results that appears whole or not at all: it is made beside its name and then
// takes the place of what was there before.
#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <string>

namespace hookqual::commands {

class OutputDirectory {
public:
  /// `mark` is a file that every such directory has. A directory that is there already must be
  /// empty or have it: nothing else is ever replaced.
  static llvm::Expected<OutputDirectory> create(const std::string &path, const std::string &mark);

  OutputDirectory(OutputDirectory &&other) noexcept;
  OutputDirectory &operator=(OutputDirectory &&) = delete;
  /// What was not committed goes.
  ~OutputDirectory();

  /// Where files may be made until commit().
  const std::string &path() const { return draft_; }
  /// `name` may have folders.
  llvm::Error write(const std::string &name, llvm::function_ref<void(llvm::raw_ostream &)> write) const;
  llvm::Error commit();

private:
  OutputDirectory(std::string path, std::string draft) : path_(std::move(path)), draft_(std::move(draft)) {}

  std::string path_, draft_; // no draft: committed, or moved from
};

} // namespace hookqual::commands
