// SPDX-License-Identifier: MIT
#include "analyzer/capture/WorkerMessages.h"

#include <llvm/ADT/SmallVector.h>

namespace hookqual::capture {

namespace {

/// A report has one line a unit; the rest is seen again through its reproducer.
std::string shortened(llvm::StringRef line) {
  constexpr size_t kLongest = 200;
  line = line.trim();
  return line.size() <= kLongest ? line.str() : line.take_front(kLongest).str() + "...";
}

std::string mainLineOf(llvm::StringRef messages) {
  llvm::SmallVector<llvm::StringRef> lines;
  messages.split(lines, '\n', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (llvm::StringRef line : lines)
    if (line.contains("error:"))
      return shortened(line);
  for (llvm::StringRef line : lines) // the function's type before it may fill a page
    if (size_t assertion = line.find("Assertion `"); assertion != llvm::StringRef::npos)
      return shortened(line.substr(assertion));
  return lines.empty() ? "" : shortened(lines.front());
}

} // namespace

std::string reasonOf(const ProcessEnd &end, llvm::StringRef messages) {
  const std::string line = mainLineOf(messages);
  if (!end.stopped.empty())
    return "the worker " + end.stopped + (line.empty() ? "" : ": " + line);
  return line.empty() ? "the worker ended with status " + std::to_string(end.status) : line;
}

} // namespace hookqual::capture
