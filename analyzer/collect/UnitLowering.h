// SPDX-License-Identifier: MIT
// One parsed unit ─► ir::UnitFacts: lowers what is the unit's own, then on demand what
// that refers to in headers, each once.
#pragma once

#include "analyzer/ir/UnitFacts.h"

#include <vector>

namespace clang {
class Decl;
} // namespace clang

namespace hookqual::collect {

class UnitContext;

/// `declarations` are the top-level ones the parser saw; the translation unit itself is
/// never walked, because that would deserialise a precompiled header.
ir::UnitFacts lowerUnit(UnitContext &context, const std::vector<clang::Decl *> &declarations);

} // namespace hookqual::collect
