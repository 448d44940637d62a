// SPDX-License-Identifier: MIT
// Files, and the paths inside compiler argument vectors.
#pragma once

#include <llvm/Support/Error.h>

#include <string>
#include <string_view>
#include <vector>

namespace hookqual::capture {

/// `text` as an error about the user's input.
llvm::Error inputError(const std::string &text);

llvm::Expected<std::string> readFile(const std::string &path);
llvm::Error writeFile(const std::string &path, std::string_view text);

/// `path` made absolute against `directory`, `.` and `..` resolved, symbolic links kept.
std::string absolutePath(std::string_view path, std::string_view directory);

/// `path` relative to `root`; empty when it does not lie below it.
std::string pathBelow(std::string_view path, std::string_view root);

/// The absolute C source in a compiler's argument vector; empty when there is none.
std::string sourceFileOf(const std::vector<std::string> &arguments, const std::string &directory);

/// The operand of -o as written; empty when there is none.
std::string objectFileOf(const std::vector<std::string> &arguments);

} // namespace hookqual::capture
