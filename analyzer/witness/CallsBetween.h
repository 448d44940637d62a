// SPDX-License-Identifier: MIT
// Where one function may call another.
#pragma once

#include "analyzer/ir/Program.h"

#include <vector>

namespace hookqual::witness {

/// Sites of the calls that may lead from one to the other, in the order of the blocks.
std::vector<uint32_t> callsBetween(const ir::Program &program, ir::FunctionId caller, ir::FunctionId callee);

} // namespace hookqual::witness
