// SPDX-License-Identifier: MIT
// The compiler arguments of a build, reduced to what parsing needs.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace hookqual::collect {

/// Without outputs, dependency files, plugins and warnings.
std::vector<std::string> compilingArguments(std::span<const std::string> arguments);

/// The same with `-fsyntax-only`.
std::vector<std::string> parsingArguments(std::span<const std::string> arguments);

} // namespace hookqual::collect
