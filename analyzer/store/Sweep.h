// SPDX-License-Identifier: MIT
// Deletes what only removed units had. Who else has it is read from the lists of all units:
// a few milliseconds for a whole kernel, which an index would cost with every unit added.
#pragma once

#include "analyzer/store/Chunks.h"
#include "analyzer/store/IdList.h"

namespace hookqual::store {

/// Ids that removed units referred to, in any order.
struct Released {
  Ids functions, prototypes, records, files;
};

void sweep(SQLite::Database &database, ChunkTable &chunks, Released released);

} // namespace hookqual::store
