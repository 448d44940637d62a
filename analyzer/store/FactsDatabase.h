// SPDX-License-Identifier: MIT
// What FactsReader keeps to itself: its connection and the ways to walk over rows.
#pragma once

#include "analyzer/store/Blob.h"
#include "analyzer/store/FactsReader.h"
#include "analyzer/store/Sql.h"

namespace hookqual::store {

inline constexpr char kSelectTargets[] =
    "SELECT record, field, members.file, t.spelling, h.spelling, origin FROM member_targets "
    "LEFT JOIN members ON members.id = member JOIN symbols t ON t.id = target LEFT JOIN symbols h ON h.id = "
    "holder";

inline constexpr char kSelectAliases[] = "SELECT n.spelling, t.spelling, is_weak FROM aliases "
                                         "JOIN symbols n ON n.id = name JOIN symbols t ON t.id = target";

/// A null column reads as the empty string, which is what the IR has for `none`.
inline ir::MemberTarget targetAt(SQLite::Statement &row) {
  ir::MemberTarget target;
  target.member = {textAt(row, 0), textAt(row, 1), textAt(row, 2)};
  target.target = textAt(row, 3);
  target.holder = textAt(row, 4);
  target.origin = numberAt(row, 5) == 0 ? ir::TargetOrigin::Initializer : ir::TargetOrigin::Assignment;
  return target;
}

inline ir::Alias aliasAt(SQLite::Statement &row) {
  return {textAt(row, 0), textAt(row, 1), numberAt(row, 2) != 0};
}

class FactsReader::Database {
public:
  explicit Database(const std::string &path)
      : sqlite(path, SQLite::OPEN_READONLY), meta(sqlite, "SELECT value FROM meta WHERE key = ?"),
        body(sqlite, "SELECT body FROM functions WHERE id = ?") {}

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

  template <typename Item, typename Read>
  static llvm::Error decodeInto(std::vector<Item> &items, llvm::StringRef blob, Read read) {
    llvm::Expected<std::string> bytes = unpack(blob);
    if (!bytes)
      return bytes.takeError();
    llvm::Expected<Item> item = read(*bytes);
    if (!item)
      return item.takeError();
    items.push_back(std::move(*item));
    return llvm::Error::success();
  }

  SQLite::Database sqlite;
  SQLite::Statement meta, body;
};

} // namespace hookqual::store
