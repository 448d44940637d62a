// SPDX-License-Identifier: MIT
// Which calls made an object: what was just made belongs to its maker.
#pragma once

#include "analyzer/infer/Term.h"
#include "analyzer/ir/Program.h"

#include <string>
#include <vector>

namespace hookqual::infer {

/// Whether all that is unknown in `objects`, terms of the function, was yielded or filled in by
/// calls of the named makers, or of functions that return nothing but what those made.
bool mustBeMadeBy(const ir::Program &program, const TermPool &terms, ir::FunctionId function, TermId objects,
                  const std::vector<std::string> &makers);

} // namespace hookqual::infer
