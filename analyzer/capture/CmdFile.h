// SPDX-License-Identifier: MIT
// Kbuild's `.foo.o.cmd` files: how each object of a built (or recorded) tree was made.
#pragma once

#include "analyzer/capture/CompileCommand.h"

#include <llvm/Support/Error.h>

#include <optional>
#include <string_view>

namespace hookqual::capture {

/// The compile command in the text of one `.cmd` file of the object tree `directory`, if it
/// compiles C for the kernel: host tools, assembly, links and archives yield nothing.
std::optional<CompileCommand> parseCmdFile(std::string_view text, std::string_view directory);

/// All kernel units of `objectTree` below the relative path `wanted` (a directory, or a C
/// file standing for its object), in the order of their objects' names.
llvm::Expected<std::vector<CompileCommand>> readCmdFiles(const std::string &objectTree,
                                                         const std::string &wanted);

/// Deletes the `.cmd` files that readCmdFiles would read, so that make records them anew.
void removeCmdFiles(const std::string &objectTree, const std::string &wanted);

} // namespace hookqual::capture
