// SPDX-License-Identifier: MIT
// kernel-doc comments ─► the parts of a hook's documentation.
#pragma once

#include "reports/Hooks.h"

#include "llvm/ADT/StringRef.h"

#include <optional>

namespace hookqual::hooks {

/// Of the comment above a function, if it is this function's: `name() - summary`.
std::optional<reports::HookDoc> functionDoc(llvm::StringRef comment, llvm::StringRef function);

/// One comment documents many hooks: an entry begins with `@hook:` and is indented below. Gives
/// each hook that has one its doc, unless it has one of its own already.
void addListedDocs(llvm::StringRef comment, std::vector<reports::Hook> &hooks);

} // namespace hookqual::hooks
