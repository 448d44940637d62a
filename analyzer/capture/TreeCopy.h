// SPDX-License-Identifier: MIT
// A clean copy of a kernel source tree that Kbuild would refuse as it is.
#pragma once

#include <llvm/Support/Error.h>

#include <string>

namespace hookqual::capture {

/// Copies the sources below `from` to the new directory `to`, without what a build, git or
/// a configuration left in them.
llvm::Error copySourceTree(const std::string &from, const std::string &to);

} // namespace hookqual::capture
