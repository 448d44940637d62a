// SPDX-License-Identifier: MIT
// What FactsReader keeps to itself: its connection and the ways to walk over rows.
#pragma once

#include "analyzer/store/Chunks.h"
#include "analyzer/store/FactsReader.h"
#include "analyzer/store/IdList.h"
#include "analyzer/store/Sql.h"

#include "llvm/ADT/DenseMap.h"

namespace hookqual::store {

/// The columns of a row of `units` that are lists of ids.
struct UnitLists {
  int64_t unit = 0;
  Ids functions, prototypes, records, dependencies;
};

class FactsReader::Database {
  static std::string namedIn(const std::string &table) {
    return "SELECT chunk, start, " + table + ".id FROM strings JOIN " + table +
           " ON name = strings.id WHERE text = ? ORDER BY hash";
  }

public:
  explicit Database(const std::string &path)
      : sqlite(path, SQLite::OPEN_READONLY), meta(sqlite, "SELECT value FROM meta WHERE key = ?"),
        functionById(sqlite, "SELECT chunk, start FROM functions WHERE id = ?"),
        prototypeById(sqlite, "SELECT chunk, start FROM prototypes WHERE id = ?"),
        recordById(sqlite, "SELECT chunk, start FROM records WHERE id = ?"),
        fileById(sqlite, "SELECT path, digest FROM files WHERE id = ?"),
        prototypesNamed(sqlite, namedIn("prototypes")), recordsNamed(sqlite, namedIn("records")),
        chunks(sqlite) {}

  /// `visit(statement)` for every row of `sql`.
  template <typename Visit, typename... Values>
  llvm::Error forEach(llvm::StringRef path, const std::string &sql, Visit visit, const Values &...values) {
    return guarded(path, [&] {
      SQLite::Statement select(sqlite, sql);
      bindAll(select, values...);
      while (select.executeStep())
        visit(select);
    });
  }

  /// The same for a visitor that may fail, which ends the walk.
  template <typename Visit, typename... Values>
  llvm::Error forEachChecked(llvm::StringRef path, const std::string &sql, Visit visit,
                             const Values &...values) {
    return guardedResult(path, [&]() -> llvm::Error {
      SQLite::Statement select(sqlite, sql);
      bindAll(select, values...);
      while (select.executeStep())
        if (llvm::Error error = visit(select))
          return llvm::createStringError(path + ": " + llvm::toString(std::move(error)));
      return llvm::Error::success();
    });
  }

  /// `visit(lists)` for every unit, ascending by name.
  template <typename Visit, typename... Values>
  llvm::Error forEachUnit(llvm::StringRef path, Visit visit, const std::string &where = "",
                          const Values &...values) {
    return forEachChecked(
        path,
        "SELECT id, functions, prototypes, records, dependencies FROM units " + where + " ORDER BY name",
        [&](auto &row) -> llvm::Error {
          UnitLists lists;
          lists.unit = numberAt(row, 0);
          Ids *columns[] = {&lists.functions, &lists.prototypes, &lists.records, &lists.dependencies};
          for (int column = 0; column < 4; ++column) {
            std::optional<Ids> ids = decodeIds(bytesAt(row, column + 1));
            if (!ids)
              return llvm::createStringError("damaged facts database: a list of ids");
            *columns[column] = std::move(*ids);
          }
          visit(lists);
          return llvm::Error::success();
        },
        values...);
  }

  /// The item at the place that columns 0 and 1 of `row` name.
  template <typename Read>
  auto itemAt(SQLite::Statement &row, Read read) -> decltype(read(llvm::StringRef())) {
    llvm::Expected<llvm::StringRef> bytes = chunks.item({numberAt(row, 0), numberAt(row, 1)});
    if (!bytes)
      return bytes.takeError();
    return read(*bytes);
  }

  /// The item in row `id`, which `select` places.
  template <typename Read>
  auto decode(SQLite::Statement &select, int64_t id, Read read) -> decltype(read(llvm::StringRef())) {
    bindAll(select, id);
    if (!select.executeStep())
      return llvm::createStringError("damaged facts database: no row " + std::to_string(id));
    auto item = itemAt(select, read);
    select.reset();
    return item;
  }

  /// `visit(item)` for every item that `sql` places.
  template <typename Read, typename Visit>
  llvm::Error forEachItem(llvm::StringRef path, const char *sql, Read read, Visit visit) {
    return forEachChecked(path, sql, [&](auto &row) -> llvm::Error {
      auto item = itemAt(row, read);
      if (!item)
        return item.takeError();
      visit(*item);
      return llvm::Error::success();
    });
  }

  /// `visit(id, item)` for the items of one name, in the order of their hashes.
  template <typename Read, typename Visit>
  llvm::Error forEachNamed(llvm::StringRef path, SQLite::Statement &select, llvm::StringRef name, Read read,
                           Visit visit) {
    return guardedResult(path, [&]() -> llvm::Error {
      bindAll(select, name.str());
      while (select.executeStep()) {
        auto item = itemAt(select, read);
        if (!item)
          return llvm::createStringError(path + ": " + llvm::toString(item.takeError()));
        visit(numberAt(select, 2), std::move(*item));
      }
      return llvm::Error::success();
    });
  }

  /// Fills `unitsWithRecord`, once.
  llvm::Error countRecords(llvm::StringRef path) {
    if (!unitsWithRecord.empty())
      return llvm::Error::success();
    return forEachUnit(path, [&](const UnitLists &lists) {
      for (const int64_t record : lists.records)
        ++unitsWithRecord[record];
    });
  }

  SQLite::Database sqlite;
  SQLite::Statement meta, functionById, prototypeById, recordById, fileById, prototypesNamed, recordsNamed;
  ChunkReader chunks;
  llvm::DenseMap<int64_t, uint64_t> unitsWithRecord;
};

} // namespace hookqual::store
