// SPDX-License-Identifier: MIT
// Rule files ─loadRules─► RuleSet, the typed rules that `infer` works with.
//
// Strict: whatever is not understood is an error, and all errors of all files are told at
// once, `file:line:col: text` each.
#pragma once

#include "rules/Rule.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBufferRef.h"

#include <string>

namespace hookqual::rules {

/// Reads files, and the `*.yaml` below directories in the order of their paths. Names of
/// constants are common to all of them.
llvm::Expected<RuleSet> loadRules(llvm::ArrayRef<std::string> pathsOrDirectories);

/// The same over texts in memory; a buffer's identifier is its file name.
llvm::Expected<RuleSet> loadRuleTexts(llvm::ArrayRef<llvm::MemoryBufferRef> texts);

} // namespace hookqual::rules
