// SPDX-License-Identifier: MIT
#include "rules/Diagnostics.h"

#include "llvm/ADT/Twine.h"

#include <algorithm>
#include <tuple>

namespace hookqual::rules {

std::string located(const SourcePoint &where, llvm::StringRef text) {
  if (where.line == 0)
    return (where.file + ": " + text).str();
  return (where.file + ":" + llvm::Twine(where.line) + ":" + llvm::Twine(where.column) + ": " + text).str();
}

llvm::Error Diagnostics::takeError() {
  std::sort(messages_.begin(), messages_.end(), [](const Message &a, const Message &b) {
    return std::tie(a.where.file, a.where.line, a.where.column, a.text) <
           std::tie(b.where.file, b.where.line, b.where.column, b.text);
  });
  llvm::Error all = llvm::Error::success();
  for (const Message &message : messages_)
    all = llvm::joinErrors(std::move(all), llvm::createStringError(located(message.where, message.text)));
  messages_.clear();
  return all;
}

std::string didYouMean(llvm::StringRef text, llvm::ArrayRef<llvm::StringRef> candidates) {
  // A third of the word may be wrong: more than that is another word.
  unsigned best = std::max<size_t>(1, text.size() / 3) + 1;
  llvm::StringRef nearest;
  for (llvm::StringRef candidate : candidates) {
    unsigned distance = text.edit_distance_insensitive(candidate, true, best);
    if (distance < best) {
      best = distance;
      nearest = candidate;
    }
  }
  return nearest.empty() ? std::string() : ("; did you mean '" + nearest + "'?").str();
}

} // namespace hookqual::rules
