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
  /// The functions above where the path begins, outermost first, if the calls from the entry were
  /// not decided with it; they are told without conditions.
  std::vector<ir::FunctionId> wayToRoot;
};

std::vector<reports::PathStep> tell(const ir::Program &program, const infer::RuleResult &result,
                                    const Story &story);

} // namespace hookqual::witness
