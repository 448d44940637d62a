// SPDX-License-Identifier: MIT
// Globs of rules against names of the program.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace hookqual::infer {

/// Whether one of the globs matches the whole name; the loader has checked that they are globs.
bool matchesAny(const std::vector<std::string> &globs, std::string_view name);

} // namespace hookqual::infer
