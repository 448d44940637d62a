// SPDX-License-Identifier: MIT
// The rows of one unit. Statements are prepared once. What units share (header inlines,
// prototypes, records) is known by its hash, so that most of a unit is one lookup each.
#pragma once

#include "analyzer/store/Chunks.h"
#include "analyzer/store/Dictionary.h"
#include "analyzer/store/IdList.h"
#include "analyzer/store/PackedUnit.h"
#include "analyzer/store/Rows.h"
#include "analyzer/store/Sweep.h"

#include "llvm/ADT/ArrayRef.h"

namespace hookqual::store {

class UnitWriter {
public:
  UnitWriter(SQLite::Database &database, Beginning beginning);

  void write(const PackedUnit &unit, const std::string &digest, llvm::ArrayRef<Dependency> dependencies,
             const std::string &parsedPlainly);
  void remove(const std::string &unit);

  /// Inserts what waits for its chunk to fill and deletes what no unit has any more. Must be
  /// called at the end.
  void finish();

private:
  /// A table whose rows units share.
  struct Shared {
    Shared(SQLite::Database &database, const char *select, const char *insert)
        : selectRow(database, select), insertRow(database, insert) {}

    SQLite::Statement selectRow, insertRow;
    llvm::StringMap<int64_t> rows; // by hash
  };

  Ids functions(const PackedUnit &unit, UnitRows &rows);
  int64_t inlineFunction(const PackedUnit::Function &function, UnitRows &rows);
  int64_t insertFunction(const PackedUnit::Function &function, UnitRows &rows, Place body);
  Ids declarations(Shared &table, const std::vector<PackedUnit::Declaration> &items, UnitRows &rows);
  int64_t declaration(Shared &table, const PackedUnit::Declaration &item, UnitRows &rows);
  Ids files(llvm::ArrayRef<Dependency> dependencies);
  void writeLinks(int64_t unit, const PackedUnit &packed, UnitRows &rows);

  SQLite::Database &database_;
  Beginning beginning_;
  Dictionary dictionary_;
  ChunkTable chunks_;
  // Own bodies go with their unit, so no chunk has those of two; the others are mixed.
  ChunkWriter ownBodies_{chunks_}, inlineBodies_{chunks_}, declarations_{chunks_};
  Shared inlines_, prototypes_, records_;
  SQLite::Statement selectUnit_, insertUnit_, deleteUnit_, deleteSkipped_;
  SQLite::Statement insertNote_, insertTarget_, insertAlias_;
  Released released_;
};

} // namespace hookqual::store
