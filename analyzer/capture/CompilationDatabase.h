// SPDX-License-Identifier: MIT
// compile_commands.json, as CMake, Bear and the kernel's own scripts write it.
#pragma once

#include "analyzer/capture/CompileCommand.h"

#include <llvm/Support/Error.h>

#include <string>
#include <vector>

namespace hookqual::capture {

/// The C units of the database, in its order; entries of other languages are not ours.
/// `path` is absolute: relative directories in the file count from where it lies.
llvm::Expected<std::vector<CompileCommand>> readCompilationDatabase(const std::string &path);

} // namespace hookqual::capture
