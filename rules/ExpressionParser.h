// SPDX-License-Identifier: MIT
// Text of an operand ─parseExpression─► rules::Expression.
//
//   expression := ['&'] primary ('->' name | '.' name)*
//   primary    := name | arg0 … | base | value | result | NULL | current | system
//               | up(expression, struct T, member)
//
// `up(e, struct T, m)` is the record T whose member m the pointer e is: container_of.
#pragma once

#include "rules/Rule.h"

#include "llvm/ADT/StringRef.h"

#include <string>
#include <variant>

namespace hookqual::rules {

/// What is wrong with an expression, and where in its text (0 is its first character).
struct ExpressionFault {
  uint32_t offset = 0;
  std::string text;
};

/// `where` is the place of the text's first character.
std::variant<Expression, ExpressionFault> parseExpression(llvm::StringRef text, const SourcePoint &where);

} // namespace hookqual::rules
