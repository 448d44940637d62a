// SPDX-License-Identifier: MIT
#include "analyzer/infer/NamePatterns.h"

#include "llvm/Support/GlobPattern.h"

#include <algorithm>

namespace hookqual::infer {

bool matchesAny(const std::vector<std::string> &globs, std::string_view name) {
  return std::any_of(globs.begin(), globs.end(), [&](const std::string &glob) {
    auto pattern = llvm::GlobPattern::create(glob);
    if (pattern)
      return pattern->match(name);
    llvm::consumeError(pattern.takeError());
    return glob == name;
  });
}

} // namespace hookqual::infer
