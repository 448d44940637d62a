// SPDX-License-Identifier: MIT
// Values and conditions of a function as a reader of its source would write them.
#pragma once

#include "analyzer/ir/Program.h"

#include <string>

namespace hookqual::systems {

/// `dentry->d_inode`, `flags & 64`; what a function answered, by the function.
std::string textOfValue(const ir::Program &program, const ir::Function &function, ir::ValueId value);
/// The same, but what a function answered by the variable that holds it, if any does.
std::string textOfObject(const ir::Program &program, const ir::Function &function, ir::ValueId value);

/// What holds when the branch at the end of the block goes to this successor: `mode & 2`,
/// `!(mode & 2)`, `cmd == 1..3`; empty when nothing is known.
std::string textOfEdge(const ir::Program &program, const ir::Function &function, ir::BlockId block,
                       size_t successor);

/// What holds on the only way to the block and then along this edge, joined by `&&`.
std::string textOfWay(const ir::Program &program, const ir::Function &function, ir::BlockId block,
                      size_t successor);

/// `file.c:12:5`.
std::string textOfPlace(const ir::Function &function, ir::LocationId location);
std::string textOfPlace(const ir::Function &function);

/// `0, -13`: each text once, in order of appearance.
std::string joined(const std::vector<std::string> &texts, std::string_view separator = ", ");

} // namespace hookqual::systems
