// SPDX-License-Identifier: MIT
// One parsed unit ─► ir::UnitFacts: lowers what is the unit's own, then on demand what
// that refers to in headers, each once.
#pragma once

#include "analyzer/collect/Locations.h"
#include "analyzer/ir/UnitFacts.h"

#include <string>
#include <vector>

namespace clang {
class ASTContext;
class Decl;
} // namespace clang

namespace hookqual::collect {

/// `declarations` are the top-level ones the parser saw; the translation unit itself is
/// never walked, because that would deserialise a precompiled header.
ir::UnitFacts lowerUnit(clang::ASTContext &ast, PathNames names, const std::string &unit,
                        const std::vector<clang::Decl *> &declarations);

} // namespace hookqual::collect
