// SPDX-License-Identifier: MIT
// Facts of units as they once were, so that a unit whose sources are as they were then is
// not collected again: after an edit, after `git checkout` back and forth, after a capture
// that was killed.
//
//   worker ─bytes─► UnitCache ─► FactsWriter
//
// A cache may be deleted at any time. It is written with a write-ahead log, a transaction
// an entry: killed at any moment it holds what it held. Its content never decides what is
// true: an entry counts only while its digests are those of the files of today.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hookqual::store {

/// Files are named by their number in the cache: a unit has a thousand of them.
using FileNumber = int64_t;

/// A file as the file system and its content described it.
struct CachedFile {
  FileNumber number = 0;
  std::string path;
  int64_t size = 0, modified = 0, inode = 0;
  std::string digest;
  std::vector<std::string> options; // configuration options that its text names
  friend bool operator==(const CachedFile &, const CachedFile &) = default;
};

struct CachedUnit {
  int64_t row = 0;
  std::vector<FileNumber> dependencies; // ascending
  std::string closure;                  // digest of the dependencies' contents
};

/// The file is no longer what SQLite wrote. It is only a cache: remove it and begin anew.
class DamagedCache : public llvm::ErrorInfo<DamagedCache> {
public:
  static char ID;
  explicit DamagedCache(std::string path) : path_(std::move(path)) {}
  void log(llvm::raw_ostream &out) const override;
  std::error_code convertToErrorCode() const override { return llvm::inconvertibleErrorCode(); }

private:
  std::string path_;
};

/// All functions may fail with DamagedCache, since most damage is found where it is met.
class UnitCache {
public:
  /// A file that is no cache of this version is replaced by an empty one.
  static llvm::Expected<UnitCache> open(llvm::StringRef path);
  static void remove(const std::string &path);

  UnitCache(UnitCache &&) noexcept;
  ~UnitCache();

  /// By number.
  llvm::Expected<std::vector<CachedFile>> files();
  /// Replaces what is known of these.
  llvm::Error putFiles(const std::vector<CachedFile> &files);
  /// Ascending; files that were not known get a number.
  llvm::Expected<std::vector<FileNumber>> numbersOf(const std::vector<std::string> &paths);
  const std::string &pathOf(FileNumber file) const;

  /// The entries of a request, newest first.
  llvm::Expected<std::vector<CachedUnit>> find(llvm::StringRef request);
  struct Facts {
    std::string bytes, parsedPlainly;
  };
  /// Without bytes when these are not as they were put.
  llvm::Expected<Facts> facts(int64_t row);
  llvm::Error put(llvm::StringRef request, const CachedUnit &unit, const Facts &facts);
  /// Entries that are used now are the last to be pruned.
  llvm::Error touch(const std::vector<int64_t> &rows);
  /// Forgets what was used longest ago until the facts take no more than `bytes`.
  llvm::Error prune(uint64_t bytes);

private:
  class Database;
  UnitCache(std::unique_ptr<Database> database, std::string path);

  std::unique_ptr<Database> database_;
  std::string path_;
};

} // namespace hookqual::store
