// SPDX-License-Identifier: MIT
// The source that facts were captured from, to show lines of it. It may be gone: then there
// are no lines, and that is said once.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/MemoryBuffer.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookqual::commands {

class SourceTree {
public:
  /// An empty directory: nobody knows where the source is.
  explicit SourceTree(std::string directory) : directory_(std::move(directory)) {}

  std::optional<std::string> line(const std::string &file, uint32_t line);

  /// What could not be read, or an empty text.
  const std::string &complaint() const { return complaint_; }

private:
  struct File {
    std::unique_ptr<llvm::MemoryBuffer> buffer; // null: not there
    std::vector<llvm::StringRef> lines;
  };
  const File &open(const std::string &file);

  std::string directory_, complaint_;
  std::map<std::string, File> files_;
};

} // namespace hookqual::commands
