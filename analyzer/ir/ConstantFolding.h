// SPDX-License-Identifier: MIT
// Arithmetic on integer constants at the width of their type, as C defines it on the
// kernel's targets (two's complement, wrapping). Constants are kept sign-extended from
// their width to 64 bits; wider types are never folded.
#pragma once

#include "analyzer/ir/Function.h"

#include <optional>

namespace hookqual::ir {

/// The canonical representation of `bits` low bits of `constant` as a constant of `type`.
int64_t normalizeConstant(int64_t constant, Type type);

/// The value of a constant of type `from` converted to `to`.
int64_t convertConstant(int64_t constant, Type from, Type to);

std::optional<int64_t> foldUnary(Opcode opcode, int64_t operand, Type operandType, Type type);

/// Nothing for undefined operations (division by zero, oversized shifts) and wide types.
std::optional<int64_t> foldBinary(Opcode opcode, int64_t left, int64_t right, Type operandType, Type type);

bool isComparison(Opcode opcode);

/// The comparison that holds exactly when `opcode` does not.
Opcode invertComparison(Opcode opcode);

/// The opcode that gives the same with its operands exchanged, or None.
Opcode mirrored(Opcode opcode);

} // namespace hookqual::ir
