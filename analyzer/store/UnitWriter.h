// SPDX-License-Identifier: MIT
// The rows of one unit. Statements are prepared once; rows that units share (symbols,
// header inlines, records) are remembered, so that most of a unit is one lookup each.
#pragma once

#include "analyzer/ir/References.h"
#include "analyzer/ir/UnitFacts.h"
#include "analyzer/store/Sql.h"

#include "llvm/ADT/StringMap.h"

#include <map>

namespace hookqual::store {

class UnitWriter {
public:
  explicit UnitWriter(SQLite::Database &database);

  /// Both must run inside a transaction.
  void write(const ir::UnitFacts &facts, const std::string &digest);
  void remove(const std::string &unit);

  /// After a transaction that did not commit: remembered rows may not exist.
  void forget();

private:
  int64_t lastRow() const { return database_.getLastInsertRowid(); }
  int64_t symbol(const std::string &spelling);
  int64_t member(const ir::Member &member);
  int64_t file(const std::string &path);
  /// The row with this hash in `known` or in the table, or a new one.
  int64_t function(const ir::Function &function);
  int64_t insertFunction(const ir::Function &function, int64_t symbol, const std::string &hash,
                         const std::string &bytes);
  int64_t prototype(const ir::Prototype &prototype);
  int64_t record(const ir::Record &record);
  void writeReferences(int64_t function, const ir::References &references);
  void writeMentions(SQLite::Statement &insert, int64_t function, const std::set<ir::Member> &members);
  void writeTarget(int64_t unit, const ir::MemberTarget &target);
  static int64_t selectRow(SQLite::Statement &select);

  SQLite::Database &database_;
  SQLite::Statement selectSymbol_, insertSymbol_, selectMember_, insertMember_, selectFile_, insertFile_;
  SQLite::Statement selectUnit_, insertUnit_, deleteUnit_, deleteSkipped_;
  SQLite::Statement insertNote_, insertDependency_, insertUnitFunction_, insertUnitPrototype_,
      insertUnitRecord_;
  SQLite::Statement selectFunction_, insertFunction_, selectPrototype_, insertPrototype_, selectRecord_,
      insertRecord_;
  SQLite::Statement insertCall_, insertMemberCall_, insertMemberLoad_, insertMemberStore_, insertAddress_;
  SQLite::Statement insertTarget_, insertAlias_;
  SQLite::Statement listOwned_, dropOwned_, deleteFunctions_, deletePrototypes_, deleteRecords_;
  llvm::StringMap<int64_t> symbols_, files_, functions_, prototypes_, records_;
  std::map<ir::Member, int64_t> members_;
};

} // namespace hookqual::store
