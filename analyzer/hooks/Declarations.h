// SPDX-License-Identifier: MIT
// What hooks a tree declares: the text of a header ─hooksDeclaredIn─► hooks, still without callers,
// modules and documentation.
#pragma once

#include "analyzer/hooks/Conventions.h"
#include "analyzer/hooks/Lexer.h"
#include "reports/Hooks.h"

#include "llvm/Support/Error.h"

namespace hookqual::hooks {

/// In the order of the text; none if it has no such macro or record. Fails on a declaration that
/// is not understood: a hook must not be lost in silence.
llvm::Expected<std::vector<reports::Hook>> hooksDeclaredIn(llvm::StringRef text, const DeclarationForm &form);

} // namespace hookqual::hooks
