// SPDX-License-Identifier: MIT
#include "analyzer/store/FactsWriter.h"
#include "analyzer/store/Blob.h"
#include "analyzer/store/DatabaseFile.h"
#include "analyzer/store/UnitWriter.h"

#include "analyzer/store/schema.sql.h"
#include "analyzer/store/selfcheck.sql.h"

#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

#include <fcntl.h>
#include <filesystem>
#include <sqlite3.h>
#include <unistd.h>

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

std::string partialName(llvm::StringRef destination) {
  return (destination + ".partial").str();
}

/// Whether another writer has this database open.
bool isBusy(const std::string &path) {
  if (!llvm::sys::fs::exists(path))
    return false;
  try {
    SQLite::Database sqlite(path, SQLite::OPEN_READWRITE);
    SQLite::Transaction transaction(sqlite, SQLite::TransactionBehavior::IMMEDIATE);
    return false;
  } catch (const SQLite::Exception &exception) {
    return exception.getErrorCode() == SQLITE_BUSY;
  }
}

/// Waits until the file, or the directory's entry for it, is on the disk.
std::error_code flushToDisk(const std::string &path) {
  const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (file < 0)
    return std::error_code(errno, std::generic_category());
  const std::error_code result =
      ::fsync(file) == 0 ? std::error_code() : std::error_code(errno, std::generic_category());
  ::close(file);
  return result;
}

} // namespace

class FactsWriter::Database {
public:
  Database(const std::string &path, Beginning beginning)
      : sqlite(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE), settings(sqlite, beginning),
        transaction(sqlite, SQLite::TransactionBehavior::IMMEDIATE), units(sqlite, beginning),
        insertSkipped(sqlite,
                      "INSERT OR REPLACE INTO skipped_units (unit, reason, reproducer) VALUES (?, ?, ?)"),
        insertManifest(sqlite, "INSERT OR REPLACE INTO manifest (unit, directory, file, object, arguments) "
                               "VALUES (?, ?, ?, ?, ?)"),
        insertMeta(sqlite, "INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)"),
        deleteSkipped(sqlite, "DELETE FROM skipped_units WHERE unit = ?"),
        deleteManifest(sqlite, "DELETE FROM manifest WHERE unit = ?") {}

  /// What must be done to the connection before any statement can be prepared.
  struct Settings {
    Settings(SQLite::Database &sqlite, Beginning beginning) {
      sqlite.exec("PRAGMA foreign_keys = ON");
      sqlite.exec("PRAGMA locking_mode = EXCLUSIVE");
      // Nothing of a partial file survives a crash, so nothing is done for the case.
      sqlite.exec("PRAGMA journal_mode = MEMORY");
      sqlite.exec("PRAGMA synchronous = OFF");
      sqlite.exec("PRAGMA cache_size = -65536");
      if (beginning == Beginning::Filled)
        return;
      sqlite.exec(kSchemaSql);
      sqlite.exec(kSelfcheckSql);
      sqlite.exec("PRAGMA application_id = " + std::to_string(kApplicationId));
      sqlite.exec("PRAGMA user_version = " + std::to_string(kSchemaVersion));
    }
  };

  SQLite::Database sqlite;
  Settings settings;
  SQLite::Transaction transaction; // of all changes
  UnitWriter units;
  SQLite::Statement insertSkipped, insertManifest, insertMeta, deleteSkipped, deleteManifest;
};

FactsWriter::FactsWriter(std::unique_ptr<Database> database, std::string destination)
    : database_(std::move(database)), destination_(std::move(destination)) {}
FactsWriter::FactsWriter(FactsWriter &&) noexcept = default;
FactsWriter::~FactsWriter() {
  if (!database_)
    return;
  database_.reset(); // a capture given up leaves no half-written file
  removeDatabase(partialName(destination_));
}

llvm::Expected<FactsWriter> FactsWriter::create(llvm::StringRef destination) {
  if (llvm::Error unfit = checkReplaceable(destination))
    return std::move(unfit);
  return open(destination, Beginning::Empty);
}

llvm::Expected<FactsWriter> FactsWriter::revise(llvm::StringRef path) {
  if (llvm::Error unfit = checkDatabaseFile(path))
    return std::move(unfit);
  return open(path, Beginning::Filled);
}

llvm::Expected<FactsWriter> FactsWriter::open(llvm::StringRef destination, Beginning beginning) {
  const std::string path = partialName(destination);
  if (isBusy(path))
    return llvm::createStringError(destination + ": another capture is writing it");
  removeDatabase(path);
  if (beginning == Beginning::Filled) {
    std::error_code failure;
    std::filesystem::copy_file(destination.str(), path, failure); // within the kernel, unlike LLVM's
    if (failure) {
      removeDatabase(path);
      return llvm::createStringError(failure, path + ": cannot be written: " + failure.message());
    }
  }
  auto database = guardedResult(destination, [&]() -> llvm::Expected<std::unique_ptr<Database>> {
    return std::make_unique<Database>(path, beginning);
  });
  if (!database) {
    removeDatabase(path);
    return database.takeError();
  }
  return FactsWriter(std::move(*database), destination.str());
}

template <typename Action> llvm::Error FactsWriter::change(Action action) {
  llvm::Error error = guarded(destination_, action);
  hasFailed_ = hasFailed_ || bool(error);
  return error;
}

llvm::Error FactsWriter::addUnit(const PackedUnit &unit, llvm::StringRef unitDigest,
                                 llvm::ArrayRef<Dependency> dependencies, llvm::StringRef parsedPlainly) {
  return change([&] { database_->units.write(unit, unitDigest.str(), dependencies, parsedPlainly.str()); });
}

llvm::Error FactsWriter::addUnit(const PackedUnit &unit, llvm::StringRef unitDigest) {
  std::vector<Dependency> dependencies;
  for (const llvm::StringRef path : unit.dependencies)
    dependencies.push_back({path, ""});
  return addUnit(unit, unitDigest, dependencies);
}

llvm::Error FactsWriter::addUnit(const ir::UnitFacts &facts, llvm::StringRef unitDigest) {
  llvm::Expected<PackedUnit> unit = openPackedUnit(packUnit(facts));
  return unit ? addUnit(*unit, unitDigest) : unit.takeError();
}

llvm::Error FactsWriter::addSkipped(llvm::StringRef unit, llvm::StringRef reason,
                                    llvm::StringRef reproducer) {
  return change([&] {
    database_->units.remove(unit.str());
    run(database_->insertSkipped, unit.str(), reason.str(), reproducer.str());
  });
}

llvm::Error FactsWriter::removeUnit(llvm::StringRef unit) {
  return change([&] {
    database_->units.remove(unit.str());
    run(database_->deleteSkipped, unit.str());
    run(database_->deleteManifest, unit.str());
  });
}

llvm::Error FactsWriter::addManifest(const ManifestRow &row) {
  return change([&] {
    run(database_->insertManifest, row.unit, row.directory, row.file, row.object, jsonArray(row.arguments));
  });
}

llvm::Error FactsWriter::setMeta(llvm::StringRef key, llvm::StringRef value) {
  return change([&] { run(database_->insertMeta, key.str(), value.str()); });
}

llvm::Error FactsWriter::finish() {
  const std::string path = partialName(destination_);
  const auto fail = [&](std::error_code failure) {
    removeDatabase(path);
    return llvm::createStringError(failure, destination_ + ": cannot be written: " + failure.message());
  };
  if (hasFailed_)
    return llvm::createStringError(destination_ + ": not written after an error");
  if (llvm::Error error = change([&] {
        database_->units.finish();
        database_->transaction.commit();
      }))
    return error;
  database_.reset();
  if (std::error_code failure = flushToDisk(path))
    return fail(failure);
  if (std::error_code failure = llvm::sys::fs::rename(path, destination_))
    return fail(failure);
  const llvm::StringRef directory = llvm::sys::path::parent_path(destination_);
  flushToDisk(directory.empty() ? "." : directory.str()); // some file systems cannot
  return llvm::Error::success();
}

} // namespace hookqual::store
