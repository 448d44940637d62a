// SPDX-License-Identifier: MIT
// The representative path told in steps: Path ─tell─► reports::PathStep.
#pragma once

#include "analyzer/witness/Path.h"
#include "reports/Finding.h"

namespace hookqual::witness {

reports::SourceRange rangeOf(const ir::Function &function, ir::LocationId location);

/// What is called there, or the field that is read or written: `inode_operations.unlink`.
std::string textOfSite(const ir::Function &function, const ir::Instruction &site);

/// `wayToRoot` names the functions above the path's root, outermost first; they are told
/// without conditions, since the object does not exist there yet.
std::vector<reports::PathStep> tellPath(const ir::Program &program, infer::TermPool &terms, const Path &path,
                                        const std::vector<ir::FunctionId> &wayToRoot);

} // namespace hookqual::witness
