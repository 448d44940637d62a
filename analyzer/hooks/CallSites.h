// SPDX-License-Identifier: MIT
// Where a file calls the functions that ask hooks, or names them so that others call
// them: in its functions, its initializers, and in what its macros stand for. Declarations and definitions
// are no calls; neither is a member of the same name.
#pragma once

#include "analyzer/hooks/SourceFile.h"
#include "reports/Hooks.h"

#include "llvm/ADT/StringSet.h"

namespace hookqual::hooks {

struct FoundCall {
  std::string callee;
  reports::HookSite site; // the function around it; of a call in a macro's body, the macro
};

/// In the order of the text.
std::vector<FoundCall> callsIn(const SourceFile &file, const llvm::StringSet<> &callees);

} // namespace hookqual::hooks
