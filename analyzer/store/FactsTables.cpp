// SPDX-License-Identifier: MIT
// Whole tables for linking and for the self-check.
#include "analyzer/ir/Binary.h"
#include "analyzer/store/FactsDatabase.h"

namespace hookqual::store {

llvm::Error FactsReader::forEachSymbol(TextVisitor visit) const {
  return database_->forEach(path_, "SELECT id, spelling FROM symbols ORDER BY id",
                            [&](auto &row) { visit(numberAt(row, 0), textAt(row, 1)); });
}

llvm::Error
FactsReader::forEachMember(llvm::function_ref<void(int64_t id, const ir::Member &member)> visit) const {
  return database_->forEach(path_, "SELECT id, record, field, file FROM members ORDER BY id", [&](auto &row) {
    visit(numberAt(row, 0), {textAt(row, 1), textAt(row, 2), textAt(row, 3)});
  });
}

llvm::Error FactsReader::forEachFunction(llvm::function_ref<void(FunctionRow row)> visit) const {
  return database_->forEach(
      path_,
      "SELECT functions.id, symbol, min(units.name), is_weak, calls, value_calls FROM functions "
      "JOIN unit_functions ON function = functions.id JOIN units ON units.id = unit "
      "GROUP BY functions.id ORDER BY functions.id",
      [&](auto &row) {
        visit({numberAt(row, 0), numberAt(row, 1), textAt(row, 2), numberAt(row, 3) != 0,
               uint64_t(numberAt(row, 4)), uint64_t(numberAt(row, 5))});
      });
}

llvm::Error FactsReader::forEachMention(MentionTable table,
                                        llvm::function_ref<void(MentionRow row)> visit) const {
  const char *sql = nullptr;
  switch (table) {
  case MentionTable::Calls:
    sql = "SELECT function, callee, 1 FROM calls";
    break;
  case MentionTable::MemberCalls:
    sql = "SELECT function, member, sites FROM member_calls";
    break;
  case MentionTable::MemberLoads:
    sql = "SELECT function, member, 1 FROM member_loads";
    break;
  case MentionTable::MemberStores:
    sql = "SELECT function, member, 1 FROM member_stores";
    break;
  }
  return database_->forEach(path_, sql, [&](auto &row) {
    visit({numberAt(row, 0), numberAt(row, 1), uint64_t(numberAt(row, 2))});
  });
}

llvm::Error FactsReader::forEachTarget(llvm::function_ref<void(const ir::MemberTarget &target)> visit) const {
  return database_->forEach(path_, kSelectTargets, [&](auto &row) { visit(targetAt(row)); });
}

llvm::Error FactsReader::forEachAlias(llvm::function_ref<void(const ir::Alias &alias)> visit) const {
  return database_->forEach(path_, kSelectAliases, [&](auto &row) { visit(aliasAt(row)); });
}

llvm::Error FactsReader::forEachPrototype(llvm::function_ref<void(ir::Prototype prototype)> visit) const {
  return database_->forEachChecked(
      path_, "SELECT declaration FROM prototypes ORDER BY name, hash", [&](auto &row) -> llvm::Error {
        std::vector<ir::Prototype> read;
        llvm::Error error = database_->decodeInto(read, bytesAt(row, 0), ir::readPrototype);
        if (!error)
          visit(std::move(read.front()));
        return error;
      });
}

llvm::Error
FactsReader::forEachRecord(llvm::function_ref<void(ir::Record record, uint64_t units)> visit) const {
  return database_->forEachChecked(
      path_,
      "SELECT definition, count(*) FROM records JOIN unit_records ON record = records.id "
      "GROUP BY records.id ORDER BY name, hash",
      [&](auto &row) -> llvm::Error {
        std::vector<ir::Record> read;
        llvm::Error error = database_->decodeInto(read, bytesAt(row, 0), ir::readRecord);
        if (!error)
          visit(std::move(read.front()), uint64_t(numberAt(row, 1)));
        return error;
      });
}

llvm::Error FactsReader::forEachInline(llvm::function_ref<void(const ir::Function &function)> visit) const {
  return database_->forEachChecked(path_,
                                   "SELECT body FROM functions JOIN symbols ON symbols.id = symbol "
                                   "WHERE linkage = 2 ORDER BY spelling, hash",
                                   [&](auto &row) -> llvm::Error {
                                     llvm::Expected<ir::Function> function = decode(bytesAt(row, 0));
                                     if (!function)
                                       return function.takeError();
                                     visit(*function);
                                     return llvm::Error::success();
                                   });
}

llvm::Expected<std::vector<std::string>> FactsReader::selfcheck() const {
  std::vector<std::string> views, complaints;
  llvm::Error error =
      database_->forEach(path_,
                         "SELECT name FROM sqlite_schema WHERE type = 'view' AND name LIKE 'selfcheck%' "
                         "ORDER BY name",
                         [&](auto &row) { views.push_back(textAt(row, 0)); });
  for (size_t i = 0; i < views.size() && !error; ++i)
    error = database_->forEach(path_, "SELECT count(*), min(what) FROM " + views[i], [&](auto &row) {
      if (numberAt(row, 0) != 0)
        complaints.push_back(views[i] + ": " + textAt(row, 0) + ", first " + textAt(row, 1));
    });
  if (error)
    return std::move(error);
  return complaints;
}

} // namespace hookqual::store
