// SPDX-License-Identifier: MIT
// Splits a POSIX shell command into words: `.cmd` files and the `command` strings of
// compile_commands.json are shell text.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookqual::capture {

/// The words of the first simple command in `text`; what follows an unquoted `;`, `&`, `|`
/// or line end is another command and is left out. Nothing when a quote is not closed.
std::optional<std::vector<std::string>> splitShellWords(std::string_view text);

} // namespace hookqual::capture
