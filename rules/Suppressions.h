// SPDX-License-Identifier: MIT
// Findings that somebody has looked at and justified, in a file outside the kernel's tree:
//
//   - suppress: fb446849eb2e8bca
//     reason: the ring's owner passed the hook when it opened the file
//     reviewer: M. Example <m@example.org>
//     date: 2026-11-30
//     until: 2027-06-30
//
// In place of an id (or its beginning) may stand `rule`, `function` and `file`, which must all match.
#pragma once

#include "rules/Rule.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"

#include <string>
#include <vector>

namespace hookqual::rules {

struct Suppression {
  SourcePoint where;
  std::string id;                   // of the finding, or its beginning; empty: the others decide
  std::string rule, function, file; // globs; empty: any
  std::string reason, reviewer, date;
  std::string until; // the last day; empty: for good
};

/// Strict, like rules: every mistake of all files is told, `file:line:col: text` each.
llvm::Expected<std::vector<Suppression>> loadSuppressions(llvm::ArrayRef<std::string> files);
llvm::Expected<std::vector<Suppression>> loadSuppressionTexts(llvm::ArrayRef<llvm::MemoryBufferRef> texts);

} // namespace hookqual::rules
