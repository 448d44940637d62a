// SPDX-License-Identifier: MIT
// What a direct call leads to, and whether anything looks at a value such as its answer.
#pragma once

#include "analyzer/ir/Program.h"

namespace hookqual::ir {

/// The function that a direct call leads to; invalid for any other instruction, and without a
/// captured body.
FunctionId directCalleeOf(const Program &program, const Function &caller, const Instruction &instruction);

/// Whether another value, an instruction, a branch or a return has the value as its operand.
bool isUsed(const Function &function, ValueId value);

} // namespace hookqual::ir
