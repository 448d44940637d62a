// SPDX-License-Identifier: MIT
// One C function with a body: AST + CFG ─► ir::Function.
#pragma once

#include "analyzer/ir/Function.h"

namespace clang {
class FunctionDecl;
} // namespace clang

namespace hookqual::collect {

class UnitContext;

/// `definition` has a body. Inline symbols still lack their hash.
ir::Function lowerFunction(UnitContext &unit, const clang::FunctionDecl &definition);

} // namespace hookqual::collect
