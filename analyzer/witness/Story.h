// SPDX-License-Identifier: MIT
// The representative path told in steps: Path ─tell─► reports::PathStep.
#pragma once

#include "analyzer/witness/Path.h"
#include "reports/Finding.h"

namespace hookqual::witness {

reports::SourceRange rangeOf(const ir::Function &function, ir::LocationId location);

std::vector<reports::PathStep> tellPath(const ir::Program &program, infer::TermPool &terms, const Path &path);

} // namespace hookqual::witness
