// SPDX-License-Identifier: MIT
// Which finding an id on the command line means.
#pragma once

#include "reports/Finding.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace hookqual::commands {

/// `id` is a fingerprint or the beginning of just one. Fails with those that it may mean: all
/// that begin so, else those that are near.
llvm::Expected<const reports::Finding *> findingMeant(const reports::Report &report, llvm::StringRef id);

} // namespace hookqual::commands
