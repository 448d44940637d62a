// SPDX-License-Identifier: MIT
// From the root of a path up to an entry: the calls by which control comes there, decided by the
// solver together with the path below them.
#pragma once

#include "analyzer/witness/Entries.h"
#include "analyzer/witness/PathFormula.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <optional>
#include <span>

namespace hookqual::witness {

struct Ascended {
  PathVerdict verdict; // feasible; its path begins at the entry
  ir::Entry entry;
};

/// The way from one of `entries`, of which that of the plainest entry and then the shortest is
/// tried first. `path` is feasible from where it begins. Nothing when no way was found before the
/// bound was hit: there may be one, since callers may be missing and the bound is low.
std::optional<Ascended> ascend(const ir::Program &program, const Path &path,
                               std::span<const EntryRoute> entries,
                               llvm::function_ref<PathVerdict(const Path &)> decide);

} // namespace hookqual::witness
