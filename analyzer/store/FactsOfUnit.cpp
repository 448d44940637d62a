// SPDX-License-Identifier: MIT
// The facts of one unit, put together from the rows that its lists name.
#include "analyzer/ir/Binary.h"
#include "analyzer/store/FactsDatabase.h"

namespace hookqual::store {
namespace {

constexpr char kSelectTargets[] =
    "SELECT r.text, f.text, p.text, t.text, h.text, origin FROM member_targets "
    "LEFT JOIN members ON members.id = member LEFT JOIN strings r ON r.id = members.record "
    "LEFT JOIN strings f ON f.id = members.field LEFT JOIN strings p ON p.id = members.file "
    "JOIN strings t ON t.id = target LEFT JOIN strings h ON h.id = holder WHERE unit = ? ORDER BY position";

constexpr char kSelectAliases[] = "SELECT n.text, t.text, is_weak FROM aliases JOIN strings n ON n.id = name "
                                  "JOIN strings t ON t.id = target WHERE unit = ? ORDER BY n.text, t.text";

/// A null column reads as the empty string, which is what the IR has for `none`.
ir::MemberTarget targetAt(SQLite::Statement &row) {
  ir::MemberTarget target;
  target.member = {textAt(row, 0), textAt(row, 1), textAt(row, 2)};
  target.target = textAt(row, 3);
  target.holder = textAt(row, 4);
  target.origin = numberAt(row, 5) == 0 ? ir::TargetOrigin::Initializer : ir::TargetOrigin::Assignment;
  return target;
}

/// The items in these rows, ascending by `key`.
template <typename Database, typename Item, typename Read, typename Key>
llvm::Error readItems(Database &database, SQLite::Statement &select, const Ids &ids, std::vector<Item> &items,
                      Read read, Key key) {
  for (const int64_t id : ids) {
    llvm::Expected<Item> item = database.decode(select, id, read);
    if (!item)
      return item.takeError();
    items.push_back(std::move(*item));
  }
  std::ranges::sort(items, [&](const Item &a, const Item &b) { return key(a) < key(b); });
  return llvm::Error::success();
}

} // namespace

llvm::Expected<ir::UnitFacts> FactsReader::unitFacts(llvm::StringRef name) const {
  ir::UnitFacts facts;
  facts.unit = name.str();
  std::optional<UnitLists> lists;
  llvm::Error error = database_->forEachUnit(
      path_, [&](const UnitLists &unit) { lists = unit; }, "WHERE name = ?", facts.unit);
  if (!error && !lists)
    error = llvm::createStringError(path_ + ": no unit '" + facts.unit + "'");
  if (!error)
    error = readBodies(*lists, facts);
  if (!error)
    error = readLinks(lists->unit, facts);
  if (error)
    return std::move(error);
  return facts;
}

llvm::Error FactsReader::readBodies(const UnitLists &lists, ir::UnitFacts &facts) const {
  Database &database = *database_;
  llvm::Error error = guardedResult(path_, [&]() -> llvm::Error {
    llvm::Error failure = readItems(database, database.functionById, lists.functions, facts.functions,
                                    ir::readBinary, [](const auto &f) { return toString(f.symbol); });
    if (!failure)
      failure = readItems(database, database.prototypeById, lists.prototypes, facts.prototypes,
                          ir::readPrototype, [](const auto &p) { return std::tie(p.name, p.file); });
    if (!failure)
      failure = readItems(database, database.recordById, lists.records, facts.records, ir::readRecord,
                          [](const auto &r) { return std::tie(r.name, r.file); });
    return failure;
  });
  return error ? llvm::createStringError(path_ + ": " + llvm::toString(std::move(error)))
               : llvm::Error::success();
}

llvm::Error FactsReader::readLinks(int64_t unit, ir::UnitFacts &facts) const {
  auto files = dependencies(facts.unit);
  if (!files)
    return files.takeError();
  for (auto &[path, digest] : *files)
    facts.dependencies.push_back(std::move(path));
  llvm::Error error = database_->forEach(
      path_, "SELECT note FROM unit_notes WHERE unit = ? ORDER BY position",
      [&](auto &row) { facts.notes.push_back(textAt(row, 0)); }, unit);
  if (!error)
    error = database_->forEach(
        path_, kSelectTargets, [&](auto &row) { facts.memberTargets.push_back(targetAt(row)); }, unit);
  if (!error)
    error = database_->forEach(
        path_, kSelectAliases,
        [&](auto &row) { facts.aliases.push_back({textAt(row, 0), textAt(row, 1), numberAt(row, 2) != 0}); },
        unit);
  return error;
}

llvm::Expected<std::vector<std::pair<std::string, std::string>>>
FactsReader::dependencies(llvm::StringRef unit) const {
  Ids ids;
  llvm::Error error = database_->forEachUnit(
      path_, [&](const UnitLists &lists) { ids = lists.dependencies; }, "WHERE name = ?", unit.str());
  if (error)
    return std::move(error);
  std::vector<std::pair<std::string, std::string>> files;
  error = guarded(path_, [&] {
    SQLite::Statement &select = database_->fileById;
    for (const int64_t id : ids) {
      bindAll(select, id);
      if (select.executeStep())
        files.emplace_back(textAt(select, 0), textAt(select, 1));
      select.reset();
    }
  });
  if (error)
    return std::move(error);
  std::ranges::sort(files);
  return files;
}

} // namespace hookqual::store
