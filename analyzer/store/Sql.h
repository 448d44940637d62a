// SPDX-License-Identifier: MIT
// A thin layer over SQLiteCpp: typed binding in one call, and the wall that no SQLite
// exception passes.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <string>

namespace hookqual::store {

/// Marks the bytes of a BLOB column, since text and bytes are both std::string here. They
/// are not copied: they must live until the statement is done.
struct BlobBytes {
  llvm::StringRef bytes;
};

/// For columns that refer to a row or to nothing.
struct RowOrNull {
  int64_t row = 0; // 0: null
};

namespace detail {

inline void bindOne(SQLite::Statement &statement, int index, int64_t value) {
  statement.bind(index, value);
}
inline void bindOne(SQLite::Statement &statement, int index, const std::string &value) {
  statement.bind(index, value);
}
inline void bindOne(SQLite::Statement &statement, int index, BlobBytes value) {
  statement.bindNoCopy(index, static_cast<const void *>(value.bytes.data()), int(value.bytes.size()));
}
inline void bindOne(SQLite::Statement &statement, int index, RowOrNull value) {
  if (value.row == 0)
    statement.bind(index);
  else
    statement.bind(index, value.row);
}

} // namespace detail

/// Readies `statement` with these values for its parameters.
template <typename... Values> void bindAll(SQLite::Statement &statement, const Values &...values) {
  statement.reset();
  int index = 0;
  (detail::bindOne(statement, ++index, values), ...);
}

/// Runs a statement that yields no rows.
template <typename... Values> void run(SQLite::Statement &statement, const Values &...values) {
  bindAll(statement, values...);
  statement.exec();
  statement.reset();
}

inline std::string textAt(SQLite::Statement &statement, int column) {
  return statement.getColumn(column).getString();
}
inline int64_t numberAt(SQLite::Statement &statement, int column) {
  return statement.getColumn(column).getInt64();
}
inline llvm::StringRef bytesAt(SQLite::Statement &statement, int column) {
  const SQLite::Column value = statement.getColumn(column);
  return {static_cast<const char *>(value.getBlob()), size_t(value.getBytes())};
}

/// The row that `select` finds; 0 for none.
template <typename... Values> int64_t findRow(SQLite::Statement &select, const Values &...values) {
  bindAll(select, values...);
  const int64_t row = select.executeStep() ? numberAt(select, 0) : 0;
  select.reset();
  return row;
}

inline llvm::Error sqlError(llvm::StringRef path, const SQLite::Exception &exception) {
  return llvm::createStringError(path + ": " + exception.what());
}

/// `action` with exceptions of SQLite turned into errors that name the file.
template <typename Action> llvm::Error guarded(llvm::StringRef path, Action action) {
  try {
    action();
    return llvm::Error::success();
  } catch (const SQLite::Exception &exception) {
    return sqlError(path, exception);
  }
}

/// The same for an action that returns an llvm::Expected.
template <typename Action> auto guardedResult(llvm::StringRef path, Action action) -> decltype(action()) {
  try {
    return action();
  } catch (const SQLite::Exception &exception) {
    return sqlError(path, exception);
  }
}

} // namespace hookqual::store
