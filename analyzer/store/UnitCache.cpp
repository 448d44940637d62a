// SPDX-License-Identifier: MIT
#include "analyzer/store/UnitCache.h"

#include "analyzer/store/Blob.h"
#include "analyzer/store/DatabaseFile.h"
#include "analyzer/store/IdList.h"
#include "analyzer/store/Sql.h"

#include "analyzer/store/cache.sql.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"

#include <deque>
#include <sqlite3.h>

namespace hookqual::store {

namespace {

/// application_id: `hkqc`; raise user_version with every change of cache.sql or of the facts.
constexpr int kCacheId = 0x686b7163;
constexpr int kCacheVersion = 3;

bool isDamage(const SQLite::Exception &exception) {
  return exception.getErrorCode() == SQLITE_CORRUPT || exception.getErrorCode() == SQLITE_NOTADB;
}

/// `action` with exceptions of SQLite turned into errors.
template <typename Action> auto withCache(const std::string &path, Action action) {
  try {
    return action();
  } catch (const SQLite::Exception &exception) {
    using Result = decltype(action());
    return isDamage(exception) ? Result(llvm::make_error<DamagedCache>(path))
                               : Result(sqlError(path, exception));
  }
}

/// SQLite notices damage of its pages, but not of what they hold.
std::string checksumOf(const UnitCache::Facts &facts) {
  return hashOf(facts.parsedPlainly + '\n' + facts.bytes);
}

/// Everything is read and checked only where a capture did not close the cache.
bool isUsable(const std::string &path) {
  const bool wasClosed = !llvm::sys::fs::exists(path + "-wal");
  try {
    SQLite::Database sqlite(path, SQLite::OPEN_READWRITE);
    return sqlite.execAndGet("PRAGMA application_id").getInt() == kCacheId &&
           sqlite.execAndGet("PRAGMA user_version").getInt() == kCacheVersion &&
           (wasClosed || sqlite.execAndGet("PRAGMA quick_check(1)").getString() == "ok");
  } catch (const SQLite::Exception &) {
    return false; // damaged, or of another program: it is only a cache
  }
}

} // namespace

char DamagedCache::ID;

void DamagedCache::log(llvm::raw_ostream &out) const {
  out << path_ << ": damaged";
}

class UnitCache::Database {
public:
  explicit Database(const std::string &path)
      : sqlite(path, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE), settings(sqlite),
        insertFile(sqlite, "INSERT INTO files (path, size, modified, inode, digest, options) "
                           "VALUES (?, 0, 0, 0, '', '')"),
        updateFile(sqlite, "UPDATE files SET size = ?, modified = ?, inode = ?, digest = ?, options = ? "
                           "WHERE id = ?"),
        selectUnits(sqlite, "SELECT id, closure, dependencies FROM units WHERE request = ? "
                            "ORDER BY used DESC, id DESC"),
        selectFacts(sqlite, "SELECT facts, parsed_plainly, checksum FROM units WHERE id = ?"),
        insertUnit(sqlite, "INSERT OR REPLACE INTO units "
                           "(request, closure, dependencies, facts, parsed_plainly, checksum, used) "
                           "VALUES (?, ?, ?, ?, ?, ?, ?)"),
        touchUnit(sqlite, "UPDATE units SET used = ? WHERE id = ?") {
    run = sqlite.execAndGet("SELECT coalesce(max(used), 0) + 1 FROM units").getInt64();
    SQLite::Statement select(sqlite, "SELECT id, path FROM files");
    while (select.executeStep())
      remember(numberAt(select, 0), textAt(select, 1));
  }

  struct Settings {
    explicit Settings(SQLite::Database &sqlite) {
      sqlite.exec("PRAGMA auto_vacuum = INCREMENTAL"); // before the first table, or without effect
      sqlite.exec("PRAGMA journal_mode = WAL");
      sqlite.exec("PRAGMA synchronous = NORMAL"); // a power cut may undo the last units, no more
      if (sqlite.execAndGet("PRAGMA application_id").getInt() == kCacheId)
        return;
      SQLite::Transaction transaction(sqlite);
      sqlite.exec(kCacheSql);
      sqlite.exec("PRAGMA application_id = " + std::to_string(kCacheId));
      sqlite.exec("PRAGMA user_version = " + std::to_string(kCacheVersion));
      transaction.commit();
    }
  };

  void remember(int64_t id, const std::string &path) {
    fileIds[path] = id;
    filePaths.resize(std::max(filePaths.size(), size_t(id) + 1));
    filePaths[size_t(id)] = path;
  }

  int64_t file(const std::string &path) {
    const auto known = fileIds.find(path);
    if (known != fileIds.end())
      return known->second;
    store::run(insertFile, path);
    remember(sqlite.getLastInsertRowid(), path);
    return fileIds[path];
  }

  SQLite::Database sqlite;
  Settings settings;
  SQLite::Statement insertFile, updateFile, selectUnits, selectFacts, insertUnit, touchUnit;
  llvm::StringMap<int64_t> fileIds;
  std::deque<std::string> filePaths; // by id; references into it stay valid
  int64_t run = 0;                   // counts captures; stands for the time of use
};

UnitCache::UnitCache(std::unique_ptr<Database> database, std::string path)
    : database_(std::move(database)), path_(std::move(path)) {}
UnitCache::UnitCache(UnitCache &&) noexcept = default;
UnitCache::~UnitCache() = default;

void UnitCache::remove(const std::string &path) {
  removeDatabase(path);
}

llvm::Expected<UnitCache> UnitCache::open(llvm::StringRef path) {
  return withCache(path.str(), [&]() -> llvm::Expected<UnitCache> {
    if (llvm::sys::fs::exists(path) && !isUsable(path.str()))
      remove(path.str());
    return UnitCache(std::make_unique<Database>(path.str()), path.str());
  });
}

llvm::Expected<std::vector<CachedFile>> UnitCache::files() {
  return withCache(path_, [&]() -> llvm::Expected<std::vector<CachedFile>> {
    std::vector<CachedFile> files;
    SQLite::Statement select(database_->sqlite,
                             "SELECT id, path, size, modified, inode, digest, options FROM files "
                             "ORDER BY id");
    while (select.executeStep()) {
      CachedFile file{numberAt(select, 0),
                      textAt(select, 1),
                      numberAt(select, 2),
                      numberAt(select, 3),
                      numberAt(select, 4),
                      textAt(select, 5),
                      {}};
      const std::string options = textAt(select, 6);
      llvm::SmallVector<llvm::StringRef> names;
      llvm::StringRef(options).split(names, ' ', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
      file.options.assign(names.begin(), names.end());
      files.push_back(std::move(file));
    }
    return files;
  });
}

llvm::Error UnitCache::putFiles(const std::vector<CachedFile> &files) {
  return withCache(path_, [&]() -> llvm::Error {
    SQLite::Transaction transaction(database_->sqlite);
    for (const CachedFile &file : files)
      store::run(database_->updateFile, file.size, file.modified, file.inode, file.digest,
                 llvm::join(file.options, " "), file.number);
    transaction.commit();
    return llvm::Error::success();
  });
}

llvm::Expected<std::vector<FileNumber>> UnitCache::numbersOf(const std::vector<std::string> &paths) {
  return withCache(path_, [&]() -> llvm::Expected<std::vector<FileNumber>> {
    SQLite::Transaction transaction(database_->sqlite);
    std::vector<FileNumber> numbers;
    for (const std::string &path : paths)
      numbers.push_back(database_->file(path));
    transaction.commit();
    std::ranges::sort(numbers);
    return numbers;
  });
}

const std::string &UnitCache::pathOf(FileNumber file) const {
  return database_->filePaths.at(size_t(file));
}

llvm::Expected<std::vector<CachedUnit>> UnitCache::find(llvm::StringRef request) {
  return withCache(path_, [&]() -> llvm::Expected<std::vector<CachedUnit>> {
    std::vector<CachedUnit> units;
    SQLite::Statement &select = database_->selectUnits;
    bindAll(select, request.str());
    while (select.executeStep()) {
      std::optional<Ids> ids = decodeIds(bytesAt(select, 2));
      if (ids && (ids->empty() || size_t(ids->back()) < database_->filePaths.size()))
        units.push_back({numberAt(select, 0), std::move(*ids), textAt(select, 1)});
    }
    select.reset();
    return units;
  });
}

llvm::Expected<UnitCache::Facts> UnitCache::facts(int64_t row) {
  return withCache(path_, [&]() -> llvm::Expected<Facts> {
    SQLite::Statement &select = database_->selectFacts;
    bindAll(select, row);
    if (!select.executeStep())
      return llvm::createStringError(path_ + ": the entry is gone");
    Facts facts{bytesAt(select, 0).str(), textAt(select, 1)};
    const bool isWhole = bytesAt(select, 2) == checksumOf(facts);
    select.reset();
    if (!isWhole)
      return Facts();
    return facts;
  });
}

llvm::Error UnitCache::put(llvm::StringRef request, const CachedUnit &unit, const Facts &facts) {
  return withCache(path_, [&]() -> llvm::Error {
    SQLite::Transaction transaction(database_->sqlite);
    const std::string dependencies = encodeIds(unit.dependencies);
    const std::string checksum = checksumOf(facts);
    store::run(database_->insertUnit, request.str(), unit.closure, BlobBytes{dependencies},
               BlobBytes{facts.bytes}, facts.parsedPlainly, BlobBytes{checksum}, database_->run);
    transaction.commit();
    return llvm::Error::success();
  });
}

llvm::Error UnitCache::touch(const std::vector<int64_t> &rows) {
  return withCache(path_, [&]() -> llvm::Error {
    SQLite::Transaction transaction(database_->sqlite);
    for (const int64_t row : rows)
      store::run(database_->touchUnit, database_->run, row);
    transaction.commit();
    return llvm::Error::success();
  });
}

llvm::Error UnitCache::prune(uint64_t bytes) {
  return withCache(path_, [&]() -> llvm::Error {
    SQLite::Transaction transaction(database_->sqlite);
    SQLite::Statement remove(database_->sqlite, R"(
      DELETE FROM units WHERE id IN (
        SELECT id FROM (SELECT id, sum(length(facts)) OVER (ORDER BY used DESC, id DESC) AS total FROM units)
        WHERE total > ?))");
    store::run(remove, int64_t(bytes));
    transaction.commit();
    database_->sqlite.exec("PRAGMA incremental_vacuum");
    return llvm::Error::success();
  });
}

} // namespace hookqual::store
