// SPDX-License-Identifier: MIT
// Gives header inlines their hash, callees first, so that a hash covers all that the body
// may do (Merkle style): equal hashes in two units mean equal behaviour.
#pragma once

#include "analyzer/ir/UnitFacts.h"

namespace hookqual::collect {

/// Sets Symbol::bodyHash of all inlines and respells every reference to them.
ir::UnitFacts withBodyHashes(ir::UnitFacts facts);

} // namespace hookqual::collect
