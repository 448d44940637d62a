// SPDX-License-Identifier: MIT
#include "analyzer/commands/SourceTree.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/Path.h"

namespace hookqual::commands {

const SourceTree::File &SourceTree::open(const std::string &file) {
  auto [at, isNew] = files_.try_emplace(file);
  File &opened = at->second;
  if (!isNew)
    return opened;
  llvm::SmallString<128> path(directory_);
  llvm::sys::path::append(path, file);
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
  if (buffer) {
    opened.buffer = std::move(*buffer);
    for (llvm::line_iterator line(*opened.buffer, /*SkipBlanks=*/false); !line.is_at_eof(); ++line)
      opened.lines.push_back(*line);
  } else if (complaint_.empty()) {
    complaint_ = directory_.empty() ? "the database does not say where its source is"
                                    : path.str().str() + ": " + buffer.getError().message();
  }
  return opened;
}

std::optional<std::string> SourceTree::line(const std::string &file, uint32_t line) {
  const File &opened = open(file);
  if (line == 0 || line > opened.lines.size())
    return std::nullopt;
  return opened.lines[line - 1].str();
}

} // namespace hookqual::commands
