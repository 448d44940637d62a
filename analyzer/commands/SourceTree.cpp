// SPDX-License-Identifier: MIT
#include "analyzer/commands/SourceTree.h"

#include "llvm/ADT/SmallString.h"
#include "llvm/Support/LineIterator.h"
#include "llvm/Support/Path.h"

namespace hookqual::commands {

const llvm::MemoryBuffer *SourceTree::open(const std::string &file) {
  auto [at, isNew] = files_.try_emplace(file);
  if (!isNew)
    return at->second.get();
  llvm::SmallString<128> path(directory_);
  llvm::sys::path::append(path, file);
  auto buffer = llvm::MemoryBuffer::getFile(path, /*IsText=*/true);
  if (buffer)
    at->second = std::move(*buffer);
  else if (complaint_.empty())
    complaint_ = directory_.empty() ? "the database does not say where its source is"
                                    : path.str().str() + ": " + buffer.getError().message();
  return at->second.get();
}

std::optional<std::string> SourceTree::line(const std::string &file, uint32_t line) {
  const llvm::MemoryBuffer *buffer = open(file);
  if (!buffer)
    return std::nullopt;
  for (llvm::line_iterator at(*buffer, /*SkipBlanks=*/false); !at.is_at_eof(); ++at)
    if (at.line_number() == line)
      return at->str();
  return std::nullopt;
}

} // namespace hookqual::commands
