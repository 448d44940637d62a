// SPDX-License-Identifier: MIT
// What calls go to, and which functions are put into members: both are asked of the
// finished values, so that a pointer kept in a local variable first makes no difference.
#pragma once

#include "analyzer/ir/UnitFacts.h"

#include <vector>

namespace clang {
class VarDecl;
} // namespace clang

namespace hookqual::collect {

class UnitContext;

/// Calls through a pointer that turned out to be a function or a loaded member say so.
ir::Function resolveCallTargets(const UnitContext &unit, ir::Function function);

/// `x->f = function`.
std::vector<ir::MemberTarget> assignedTargets(const UnitContext &unit, const ir::Function &function);

/// Functions in the initialiser of a variable, which may make other functions wanted, and the
/// variables pointed to that may hold functions in turn.
std::vector<ir::MemberTarget> initializedTargets(UnitContext &unit, const clang::VarDecl &variable);

} // namespace hookqual::collect
