// SPDX-License-Identifier: MIT
#include "analyzer/store/Dictionary.h"

#include "llvm/ADT/SmallString.h"

namespace hookqual::store {

Dictionary::Dictionary(SQLite::Database &database, Beginning beginning)
    : database_(database), isComplete_(beginning == Beginning::Empty),
      selectString_(database, "SELECT id FROM strings WHERE text = ?"),
      insertString_(database, "INSERT INTO strings (text) VALUES (?)"),
      selectMember_(database, "SELECT id FROM members WHERE record = ? AND field = ? AND file = ?"),
      insertMember_(database, "INSERT INTO members (record, field, file) VALUES (?, ?, ?)"),
      selectFile_(database, "SELECT id FROM files WHERE path = ? AND digest = ?"),
      insertFile_(database, "INSERT INTO files (path, digest) VALUES (?, ?)") {}

template <typename... Values>
int64_t Dictionary::findOrInsert(SQLite::Statement &select, SQLite::Statement &insert,
                                 const Values &...values) {
  if (!isComplete_)
    if (const int64_t row = findRow(select, values...))
      return row;
  run(insert, values...);
  return database_.getLastInsertRowid();
}

int64_t Dictionary::string(llvm::StringRef text) {
  int64_t &row = strings_[text];
  return row != 0 ? row : row = findOrInsert(selectString_, insertString_, text.str());
}

int64_t Dictionary::member(int64_t record, int64_t field, int64_t file) {
  int64_t &row = members_[{record, field, file}];
  return row != 0 ? row : row = findOrInsert(selectMember_, insertMember_, record, field, file);
}

int64_t Dictionary::file(llvm::StringRef path, llvm::StringRef digest) {
  llvm::SmallString<256> key(digest);
  key.push_back('\0'); // a digest has no zero byte, so the path begins where it seems to
  key += path;
  int64_t &row = files_[key];
  return row != 0 ? row : row = findOrInsert(selectFile_, insertFile_, path.str(), digest.str());
}

} // namespace hookqual::store
