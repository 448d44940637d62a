// SPDX-License-Identifier: MIT
// Views of expressions without what has no meaning for the IR.
#pragma once

namespace clang {
class BinaryOperator;
class Expr;
class FunctionDecl;
} // namespace clang

namespace hookqual::collect {

/// Without parentheses, `__extension__`, `_Generic`, `__builtin_choose_expr` and constant
/// markers: the node that Clang's CFG lists.
const clang::Expr *stripped(const clang::Expr *expression);

/// Whether the expression denotes something with an address rather than a value: functions
/// and the text that initialises an array do, although they are no lvalues.
bool denotesPlace(const clang::Expr *expression);

/// The function that is named, through `&`, `*`, casts and decay; null when it is not plain.
const clang::FunctionDecl *namedFunction(const clang::Expr *expression);

/// The operand that a chain of `&&` and `||` evaluates last.
const clang::Expr *lastLeaf(const clang::BinaryOperator &logical);

} // namespace hookqual::collect
