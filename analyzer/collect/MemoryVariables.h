// SPDX-License-Identifier: MIT
// Which local variables live in memory: aggregates, and scalars whose address is taken.
// All others become SSA values.
#pragma once

#include "llvm/ADT/DenseSet.h"

namespace clang {
class FunctionDecl;
class VarDecl;
} // namespace clang

namespace hookqual::collect {

using VariableSet = llvm::DenseSet<const clang::VarDecl *>;

/// Local variables and parameters of the function that must live in memory.
VariableSet findMemoryVariables(const clang::FunctionDecl &function);

} // namespace hookqual::collect
