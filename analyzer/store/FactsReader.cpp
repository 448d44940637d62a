// SPDX-License-Identifier: MIT
// Opening, and rows that are given as they are; FactsOfUnit.cpp puts units together,
// FactsTables.cpp reads whole tables for linking.
#include "analyzer/store/FactsReader.h"
#include "analyzer/store/Blob.h"
#include "analyzer/store/DatabaseFile.h"
#include "analyzer/store/FactsDatabase.h"
#include "analyzer/store/IdList.h"

#include "llvm/Support/JSON.h"

#include <algorithm>
#include <map>

namespace hookqual::store {
namespace {

std::vector<std::string> itemsOf(llvm::StringRef jsonArray) {
  std::vector<std::string> items;
  llvm::Expected<llvm::json::Value> value = llvm::json::parse(jsonArray);
  if (!value) {
    llvm::consumeError(value.takeError());
    return items;
  }
  if (const llvm::json::Array *array = value->getAsArray())
    for (const llvm::json::Value &item : *array)
      items.push_back(item.getAsString().value_or("").str());
  return items;
}

} // namespace

FactsReader::FactsReader(std::unique_ptr<Database> database, std::string path)
    : database_(std::move(database)), path_(std::move(path)) {}
FactsReader::FactsReader(FactsReader &&) noexcept = default;
FactsReader &FactsReader::operator=(FactsReader &&) noexcept = default;
FactsReader::~FactsReader() = default;

llvm::Expected<FactsReader> FactsReader::open(llvm::StringRef path) {
  if (llvm::Error unfit = checkDatabaseFile(path))
    return std::move(unfit);
  return guardedResult(path, [&]() -> llvm::Expected<FactsReader> {
    return FactsReader(std::make_unique<Database>(path.str()), path.str());
  });
}

llvm::Expected<std::optional<std::string>> FactsReader::meta(llvm::StringRef key) const {
  using Result = llvm::Expected<std::optional<std::string>>;
  return guardedResult(path_, [&]() -> Result {
    SQLite::Statement &select = database_->meta;
    bindAll(select, key.str());
    return select.executeStep() ? std::optional(textAt(select, 0)) : std::nullopt;
  });
}

llvm::Expected<std::vector<std::pair<std::string, std::string>>> FactsReader::allMeta() const {
  return pairs("SELECT key, value FROM meta ORDER BY key");
}

llvm::Expected<std::vector<std::string>> FactsReader::units() const {
  std::vector<std::string> names;
  llvm::Error error = database_->forEach(path_, "SELECT name FROM units ORDER BY name",
                                         [&](auto &row) { names.push_back(textAt(row, 0)); });
  if (error)
    return std::move(error);
  return names;
}

llvm::Expected<std::vector<SkippedRow>> FactsReader::skippedUnits() const {
  std::vector<SkippedRow> rows;
  llvm::Error error = database_->forEach(
      path_, "SELECT unit, reason, reproducer FROM skipped_units ORDER BY unit",
      [&](auto &row) { rows.push_back({textAt(row, 0), textAt(row, 1), textAt(row, 2)}); });
  if (error)
    return std::move(error);
  return rows;
}

llvm::Expected<std::vector<std::string>>
FactsReader::unitsMadeFrom(const std::set<std::string> &files) const {
  std::set<int64_t> versions;
  std::vector<std::string> names;
  llvm::Error error = database_->forEach(path_, "SELECT id, path FROM files", [&](auto &row) {
    if (files.contains(textAt(row, 1)))
      versions.insert(numberAt(row, 0));
  });
  const auto isRead = [&](llvm::StringRef list) {
    const std::optional<Ids> ids = decodeIds(list);
    return ids && std::ranges::any_of(*ids, [&](int64_t id) { return versions.contains(id); });
  };
  if (!error)
    error = database_->forEach(path_, "SELECT name, dependencies FROM units ORDER BY name", [&](auto &row) {
      if (isRead(bytesAt(row, 1)))
        names.push_back(textAt(row, 0));
    });
  if (error)
    return std::move(error);
  return names;
}

llvm::Expected<std::vector<ManifestRow>> FactsReader::manifest() const {
  std::vector<ManifestRow> rows;
  llvm::Error error = database_->forEach(
      path_, "SELECT unit, directory, file, object, arguments FROM manifest ORDER BY unit", [&](auto &row) {
        rows.push_back(
            {textAt(row, 0), textAt(row, 1), textAt(row, 2), textAt(row, 3), itemsOf(textAt(row, 4))});
      });
  if (error)
    return std::move(error);
  return rows;
}

llvm::Expected<std::vector<std::pair<std::string, std::string>>> FactsReader::pairs(const char *sql) const {
  std::vector<std::pair<std::string, std::string>> found;
  llvm::Error error =
      database_->forEach(path_, sql, [&](auto &row) { found.emplace_back(textAt(row, 0), textAt(row, 1)); });
  if (error)
    return std::move(error);
  return found;
}

llvm::Expected<std::vector<std::pair<std::string, std::string>>> FactsReader::unitDigests() const {
  return pairs("SELECT name, digest FROM units ORDER BY name");
}

llvm::Expected<std::vector<std::pair<std::string, std::string>>> FactsReader::parsedPlainly() const {
  return pairs("SELECT name, parsed_plainly FROM units WHERE parsed_plainly <> '' ORDER BY name");
}

llvm::Expected<std::vector<std::pair<std::string, uint64_t>>> FactsReader::noteTotals() const {
  std::map<std::string, uint64_t> totals;
  llvm::Error error = database_->forEach(path_, "SELECT note FROM unit_notes", [&](auto &row) {
    const std::string note = textAt(row, 0);
    const auto [what, count] = llvm::StringRef(note).rsplit(": ");
    uint64_t number = 1;
    count.getAsInteger(10, number);
    totals[what.str()] += number;
  });
  if (error)
    return std::move(error);
  return std::vector<std::pair<std::string, uint64_t>>(totals.begin(), totals.end());
}

} // namespace hookqual::store
