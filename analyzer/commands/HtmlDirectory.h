// SPDX-License-Identifier: MIT
#pragma once

#include "reports/Finding.h"

#include "llvm/Support/Error.h"

#include <string>

namespace hookqual::commands {

/// The pages of the report below `path`; lines are read below `sourceRoot`, and are left out, which
/// is said on the error stream, when they are not there.
llvm::Error writeHtmlDirectory(const reports::Report &report, const std::string &sourceRoot,
                               const std::string &path);

} // namespace hookqual::commands
