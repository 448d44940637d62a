// SPDX-License-Identifier: MIT
// Spellings that the reader and the writer of the text form share.
#pragma once

#include "analyzer/ir/Function.h"

#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>

namespace hookqual::ir::text {

inline constexpr Type kInt32{TypeClass::Integer, true, 32};
inline constexpr Type kPointer{TypeClass::Pointer, false, 64};
inline constexpr Type kCode{TypeClass::Code, false, 64};

/// How much of `text`, from its beginning, is one bare word. `-` and `+` belong to words
/// only behind a `/` or `@`, since paths have them and expressions mean something else.
size_t wordLength(llvm::StringRef text);

/// `text` as a bare word if it is one, else in quotes with escapes.
std::string word(llvm::StringRef text);
std::string quoted(llvm::StringRef text);

std::optional<Type> typeNamed(llvm::StringRef name);

/// `and`, `lt`, `neg`, ...; the empty string for Opcode::None.
llvm::StringRef nameOf(Opcode opcode);
std::optional<Opcode> opcodeNamed(llvm::StringRef name);
bool isUnary(Opcode opcode);

/// The type an operation has unless the text says otherwise: comparisons and `not` are
/// int32, everything else has the type of its first operand.
Type defaultType(Opcode opcode, const Type &firstOperand);

/// Both operands of these have one type, so that a bare number takes its neighbour's.
bool balancesOperands(Opcode opcode);

} // namespace hookqual::ir::text
