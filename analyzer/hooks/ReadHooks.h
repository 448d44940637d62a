// SPDX-License-Identifier: MIT
// A kernel tree ─readHooks─► its hooks. The tree need be neither configured nor captured: nothing
// is preprocessed, so hooks, calls and modules of every configuration and architecture are there.
//
//   declarations ─► wrappers, documentation ─► calls, registrations ─► hooks
#pragma once

#include "analyzer/hooks/Conventions.h"
#include "reports/Hooks.h"

#include "llvm/Support/Error.h"

namespace hookqual::hooks {

/// `jobs` files are read at once; the result does not depend on it. Fails if no hooks are declared.
llvm::Expected<reports::HookTree> readHooks(const std::string &root, const Conventions &conventions,
                                            unsigned jobs);

} // namespace hookqual::hooks
