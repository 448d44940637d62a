// SPDX-License-Identifier: MIT
// The representative path told in steps: Path ─tell─► reports::PathStep.
#pragma once

#include "analyzer/witness/HookCalls.h"
#include "reports/Finding.h"

namespace hookqual::witness {

reports::SourceRange rangeOf(const ir::Function &function, ir::LocationId location);

/// What is called there, or the field that is read or written: `inode_operations.unlink`.
std::string textOfSite(const ir::Function &function, const ir::Instruction &site);

/// `fs/read_write.c:120`.
std::string placeOf(const ir::Function &function, const ir::Instruction &site);

struct Story {
  const Path &path;
  const std::vector<HookCall> &hookCalls; // around the path
  ir::Entry entry;                        // by which control came; class None if none was seen
  /// The functions above the path's root, outermost first; they are told without conditions,
  /// since the object does not exist there yet.
  std::vector<ir::FunctionId> wayToRoot;
};

std::vector<reports::PathStep> tell(const ir::Program &program, const infer::RuleResult &result,
                                    const Story &story);

} // namespace hookqual::witness
