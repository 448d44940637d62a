// SPDX-License-Identifier: MIT
#include "analyzer/store/Sweep.h"

namespace hookqual::store {
namespace {

struct Kind {
  const char *units; // the list of every unit
  const char *table;
  bool liesInChunks;
};

void sortOnce(Ids &ids) {
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
}

/// Those of `candidates` that are in no unit's list.
Ids unused(SQLite::Database &database, const Kind &kind, Ids candidates) {
  sortOnce(candidates);
  std::vector<bool> isUsed(candidates.empty() ? 0 : size_t(candidates.back()) + 1);
  SQLite::Statement lists(database, kind.units);
  while (lists.executeStep())
    for (const int64_t id : decodeIds(bytesAt(lists, 0)).value_or(Ids()))
      if (id >= 0 && size_t(id) < isUsed.size())
        isUsed[size_t(id)] = true;
  std::erase_if(candidates, [&](int64_t id) { return id < 0 || isUsed[size_t(id)]; });
  return candidates;
}

void remove(SQLite::Database &database, ChunkTable &chunks, const Kind &kind, Ids candidates) {
  if (candidates.empty())
    return;
  const std::string table = kind.table;
  SQLite::Statement remove(database, "DELETE FROM " + table + " WHERE id = ?");
  SQLite::Statement selectChunk(database, kind.liesInChunks ? "SELECT chunk FROM " + table + " WHERE id = ?"
                                                            : "SELECT 0 WHERE ? <> 0");
  for (const int64_t id : unused(database, kind, std::move(candidates))) {
    if (const int64_t chunk = findRow(selectChunk, id))
      chunks.release(chunk);
    run(remove, id);
  }
}

} // namespace

void sweep(SQLite::Database &database, ChunkTable &chunks, Released released) {
  remove(database, chunks, {"SELECT functions FROM units", "functions", true}, std::move(released.functions));
  remove(database, chunks, {"SELECT prototypes FROM units", "prototypes", true},
         std::move(released.prototypes));
  remove(database, chunks, {"SELECT records FROM units", "records", true}, std::move(released.records));
  remove(database, chunks, {"SELECT dependencies FROM units", "files", false}, std::move(released.files));
}

} // namespace hookqual::store
