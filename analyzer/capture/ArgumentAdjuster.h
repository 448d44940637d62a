// SPDX-License-Identifier: MIT
// From the arguments the kernel was (or would be) compiled with to arguments that our
// Clang parses the same source with. What decides the syntax tree stays as it is: macros,
// include paths, language and target options. What only concerns code generation, warnings,
// dependency files or GCC is dropped, so that a tree configured for GCC parses too and the
// user's dependency files are never written to.
#pragma once

#include <string>
#include <vector>

namespace hookqual::capture {

/// `arguments` begin with the compiler; the result has none, and ends with silence (-w).
std::vector<std::string> adjustArguments(const std::vector<std::string> &arguments);

} // namespace hookqual::capture
