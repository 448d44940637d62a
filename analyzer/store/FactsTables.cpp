// SPDX-License-Identifier: MIT
// Whole tables for linking and for dumps, and declarations by name.
#include "analyzer/ir/Binary.h"
#include "analyzer/store/FactsDatabase.h"

namespace hookqual::store {

llvm::Error
FactsReader::forEachString(llvm::function_ref<void(int64_t id, llvm::StringRef text)> visit) const {
  return database_->forEach(path_, "SELECT id, text FROM strings ORDER BY id",
                            [&](auto &row) { visit(numberAt(row, 0), bytesAt(row, 1)); });
}

llvm::Error FactsReader::forEachMember(llvm::function_ref<void(const MemberRow &row)> visit) const {
  return database_->forEach(path_, "SELECT id, record, field, file FROM members ORDER BY id", [&](auto &row) {
    visit({numberAt(row, 0), numberAt(row, 1), numberAt(row, 2), numberAt(row, 3)});
  });
}

llvm::Error FactsReader::forEachFunction(llvm::function_ref<void(const FunctionRow &row)> visit) const {
  constexpr size_t kNoUnit = SIZE_MAX;
  std::vector<size_t> firstUnit; // by row
  size_t place = 0;
  if (llvm::Error error = database_->forEachUnit(path_, [&](const UnitLists &lists) {
        if (!lists.functions.empty() && size_t(lists.functions.back()) >= firstUnit.size())
          firstUnit.resize(size_t(lists.functions.back()) + 1, kNoUnit);
        for (const int64_t id : lists.functions)
          firstUnit[size_t(id)] = std::min(firstUnit[size_t(id)], place);
        ++place;
      }))
    return error;
  Mentions mentions;
  return database_->forEachChecked(
      path_, "SELECT id, symbol, is_weak, calls, value_calls, mentions FROM functions ORDER BY id",
      [&](auto &row) -> llvm::Error {
        const int64_t id = numberAt(row, 0);
        if (!decodeInto(mentions, bytesAt(row, 5)))
          return llvm::createStringError("damaged facts database: mentions of function " +
                                         std::to_string(id));
        if (size_t(id) < firstUnit.size() && firstUnit[size_t(id)] != kNoUnit)
          visit({id, numberAt(row, 1), firstUnit[size_t(id)], numberAt(row, 2) != 0,
                 uint64_t(numberAt(row, 3)), uint64_t(numberAt(row, 4)), mentions});
        return llvm::Error::success();
      });
}

llvm::Error FactsReader::forEachFunctionHash(
    llvm::function_ref<void(llvm::StringRef symbol, llvm::StringRef hash)> visit) const {
  return database_->forEach(path_,
                            "SELECT text, hash FROM functions JOIN strings ON strings.id = functions.symbol",
                            [&](auto &row) { visit(bytesAt(row, 0), bytesAt(row, 1)); });
}

llvm::Error FactsReader::forEachTarget(llvm::function_ref<void(const TargetRow &row)> visit) const {
  return database_->forEach(
      path_, "SELECT member, target, holder, origin FROM member_targets", [&](auto &row) {
        visit({numberAt(row, 0), numberAt(row, 1), numberAt(row, 2),
               numberAt(row, 3) == 0 ? ir::TargetOrigin::Initializer : ir::TargetOrigin::Assignment});
      });
}

llvm::Error FactsReader::forEachAlias(llvm::function_ref<void(const ir::Alias &alias)> visit) const {
  return database_->forEach(
      path_,
      "SELECT n.text, t.text, is_weak FROM aliases JOIN strings n ON n.id = name "
      "JOIN strings t ON t.id = target",
      [&](auto &row) { visit({textAt(row, 0), textAt(row, 1), numberAt(row, 2) != 0}); });
}

llvm::Expected<std::vector<ir::Prototype>> FactsReader::prototypesNamed(llvm::StringRef name) const {
  std::vector<ir::Prototype> prototypes;
  llvm::Error error = database_->forEachNamed(
      path_, database_->prototypesNamed, name, ir::readPrototype,
      [&](int64_t, ir::Prototype prototype) { prototypes.push_back(std::move(prototype)); });
  if (error)
    return std::move(error);
  return prototypes;
}

llvm::Expected<std::vector<CountedRecord>> FactsReader::recordsNamed(llvm::StringRef name) const {
  if (llvm::Error error = database_->countRecords(path_))
    return std::move(error);
  std::vector<CountedRecord> records;
  llvm::Error error = database_->forEachNamed(
      path_, database_->recordsNamed, name, ir::readRecord, [&](int64_t id, ir::Record record) {
        records.push_back({std::move(record), database_->unitsWithRecord.lookup(id)});
      });
  if (error)
    return std::move(error);
  return records;
}

llvm::Expected<ir::Function> FactsReader::function(int64_t id) const {
  return guardedResult(path_, [&]() -> llvm::Expected<ir::Function> {
    llvm::Expected<ir::Function> function = database_->decode(database_->functionById, id, ir::readBinary);
    if (!function)
      return llvm::createStringError(path_ + ": " + llvm::toString(function.takeError()));
    return function;
  });
}

llvm::Error FactsReader::forEachInline(llvm::function_ref<void(const ir::Function &function)> visit) const {
  return database_->forEachItem(path_, "SELECT chunk, start FROM functions WHERE linkage = 2", ir::readBinary,
                                visit);
}

llvm::Error
FactsReader::forEachPrototype(llvm::function_ref<void(const ir::Prototype &prototype)> visit) const {
  return database_->forEachItem(path_, "SELECT chunk, start FROM prototypes", ir::readPrototype, visit);
}

llvm::Error FactsReader::forEachRecord(llvm::function_ref<void(const ir::Record &record)> visit) const {
  return database_->forEachItem(path_, "SELECT chunk, start FROM records", ir::readRecord, visit);
}

} // namespace hookqual::store
