// SPDX-License-Identifier: MIT
// Rows for what everything else refers to by id: strings, members, files in a version. Each
// is asked for by content; a row is made when there is none.
#pragma once

#include "analyzer/store/PackedUnit.h"
#include "analyzer/store/Rows.h"
#include "analyzer/store/Sql.h"

#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/StringMap.h"

#include <tuple>

namespace hookqual::store {

class Dictionary {
public:
  Dictionary(SQLite::Database &database, Beginning beginning);

  int64_t string(llvm::StringRef text);
  int64_t member(int64_t record, int64_t field, int64_t file);
  int64_t file(llvm::StringRef path, llvm::StringRef digest);
  /// Rows of `files` have gone.
  void forgetFiles() { files_.clear(); }

private:
  template <typename... Values>
  int64_t findOrInsert(SQLite::Statement &select, SQLite::Statement &insert, const Values &...values);

  SQLite::Database &database_;
  bool isComplete_; // all rows are remembered
  SQLite::Statement selectString_, insertString_, selectMember_, insertMember_, selectFile_, insertFile_;
  llvm::StringMap<int64_t> strings_, files_; // files: digest, zero, path
  llvm::DenseMap<std::tuple<int64_t, int64_t, int64_t>, int64_t> members_;
};

/// The rows of one unit's strings and members, found when first asked for.
class UnitRows {
public:
  UnitRows(Dictionary &dictionary, const PackedUnit &unit)
      : dictionary_(dictionary), unit_(unit), strings_(unit.strings.size()), members_(unit.members.size()) {}

  int64_t string(size_t number) {
    int64_t &row = strings_[number];
    return row != 0 ? row : row = dictionary_.string(unit_.strings[number]);
  }

  int64_t member(size_t number) {
    int64_t &row = members_[number];
    if (row != 0)
      return row;
    const PackedUnit::MemberNames &names = unit_.members[number];
    return row = dictionary_.member(string(names.record), string(names.field), string(names.file));
  }

private:
  Dictionary &dictionary_;
  const PackedUnit &unit_;
  std::vector<int64_t> strings_, members_;
};

} // namespace hookqual::store
