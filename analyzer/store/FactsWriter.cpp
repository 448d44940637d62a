// SPDX-License-Identifier: MIT
#include "analyzer/store/FactsWriter.h"
#include "analyzer/store/DatabaseFile.h"
#include "analyzer/store/UnitWriter.h"

#include "analyzer/store/schema.sql.h"
#include "analyzer/store/selfcheck.sql.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

namespace hookqual::store {
namespace {

std::string jsonArray(const std::vector<std::string> &items) {
  llvm::json::Array array;
  for (const std::string &item : items)
    array.push_back(llvm::json::fixUTF8(item));
  std::string text;
  llvm::raw_string_ostream(text) << llvm::json::Value(std::move(array));
  return text;
}

/// The file and what SQLite keeps beside it.
void removeDatabase(const std::string &path) {
  for (const char *suffix : {"", "-wal", "-shm", "-journal"})
    llvm::sys::fs::remove(path + suffix);
}

} // namespace

class FactsWriter::Database {
public:
  Database(const std::string &path, int flags)
      : sqlite(path, flags), settings(sqlite), units(sqlite),
        insertSkipped(sqlite,
                      "INSERT OR REPLACE INTO skipped_units (unit, reason, reproducer) VALUES (?, ?, ?)"),
        insertManifest(sqlite, "INSERT OR REPLACE INTO manifest (unit, directory, file, object, arguments) "
                               "VALUES (?, ?, ?, ?, ?)"),
        insertMeta(sqlite, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)") {}

  /// What must be done to the connection before any statement can be prepared.
  struct Settings {
    explicit Settings(SQLite::Database &sqlite) {
      sqlite.exec("PRAGMA foreign_keys = ON");
      // Exclusive: a second capture into the same file is told so instead of interleaved.
      sqlite.exec("PRAGMA locking_mode = EXCLUSIVE");
      sqlite.exec("PRAGMA journal_mode = WAL");
      // With a write-ahead log this never corrupts; a power cut may undo the last units.
      sqlite.exec("PRAGMA synchronous = NORMAL");
      sqlite.exec("PRAGMA cache_size = -65536");
      sqlite.exec("CREATE TEMP TABLE owned (kind TEXT NOT NULL, id INTEGER NOT NULL)");
      const bool isNew = sqlite.execAndGet("PRAGMA application_id").getInt() == 0;
      SQLite::Transaction transaction(sqlite, SQLite::TransactionBehavior::IMMEDIATE);
      if (isNew) {
        sqlite.exec(kSchemaSql);
        sqlite.exec(kSelfcheckSql);
        sqlite.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
        sqlite.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
      }
      transaction.commit();
    }
  };

  SQLite::Database sqlite;
  Settings settings;
  UnitWriter units;
  SQLite::Statement insertSkipped, insertManifest, insertMeta;
};

FactsWriter::FactsWriter(std::unique_ptr<Database> database, std::string path, std::string destination)
    : database_(std::move(database)), path_(std::move(path)), destination_(std::move(destination)) {}
FactsWriter::FactsWriter(FactsWriter &&) noexcept = default;
FactsWriter::~FactsWriter() {
  if (!database_ || destination_.empty())
    return;
  database_.reset(); // a capture given up leaves no half-written file
  removeDatabase(path_);
}

llvm::Expected<FactsWriter> FactsWriter::create(llvm::StringRef destination) {
  std::string path = (destination + ".partial").str();
  if (llvm::Error unfit = checkReplaceable(destination))
    return std::move(unfit);
  return guardedResult(destination, [&]() -> llvm::Expected<FactsWriter> {
    removeDatabase(path);
    auto database = std::make_unique<Database>(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE);
    return FactsWriter(std::move(database), std::move(path), destination.str());
  });
}

llvm::Expected<FactsWriter> FactsWriter::open(llvm::StringRef path) {
  if (llvm::Error unfit = checkDatabaseFile(path))
    return std::move(unfit);
  return guardedResult(path, [&]() -> llvm::Expected<FactsWriter> {
    return FactsWriter(std::make_unique<Database>(path.str(), SQLite::OPEN_READWRITE), path.str(), "");
  });
}

llvm::Error FactsWriter::addUnit(const ir::UnitFacts &facts, llvm::StringRef unitDigest) {
  llvm::Error error = guarded(path_, [&] {
    SQLite::Transaction transaction(database_->sqlite);
    database_->units.write(facts, unitDigest.str());
    transaction.commit();
  });
  if (error)
    database_->units.forget();
  return error;
}

llvm::Error FactsWriter::addSkipped(llvm::StringRef unit, llvm::StringRef reason,
                                    llvm::StringRef reproducer) {
  return guarded(path_, [&] {
    SQLite::Transaction transaction(database_->sqlite);
    database_->units.remove(unit.str());
    run(database_->insertSkipped, unit.str(), reason.str(), reproducer.str());
    transaction.commit();
  });
}

llvm::Error FactsWriter::removeUnit(llvm::StringRef unit) {
  return guarded(path_, [&] {
    SQLite::Transaction transaction(database_->sqlite);
    database_->units.remove(unit.str());
    transaction.commit();
  });
}

llvm::Error FactsWriter::addManifest(const ManifestRow &row) {
  return guarded(path_, [&] {
    run(database_->insertManifest, row.unit, row.directory, row.file, row.object, jsonArray(row.arguments));
  });
}

llvm::Error FactsWriter::setMeta(llvm::StringRef key, llvm::StringRef value) {
  return guarded(path_, [&] { run(database_->insertMeta, key.str(), value.str()); });
}

llvm::Error FactsWriter::finish() {
  llvm::Error error = guarded(path_, [&] {
    database_->sqlite.exec("PRAGMA optimize");
    // Out of the write-ahead log, so that the result is one file that can be read anywhere.
    database_->sqlite.exec("PRAGMA journal_mode = DELETE");
  });
  database_.reset();
  if (error || destination_.empty())
    return error;
  if (std::error_code failure = llvm::sys::fs::rename(path_, destination_))
    return llvm::createStringError(failure, destination_ + ": cannot replace: " + failure.message());
  return llvm::Error::success();
}

} // namespace hookqual::store
