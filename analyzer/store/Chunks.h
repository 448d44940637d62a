// SPDX-License-Identifier: MIT
// Where bodies and declarations lie: many of them compressed as one chunk. Alone, a function
// of the kernel (a kilobyte) takes twice the space, a prototype (150 bytes) five times.
#pragma once

#include "analyzer/ir/ByteStream.h"
#include "analyzer/store/Sql.h"

#include <unordered_map>

namespace hookqual::store {

/// A place in `chunks`.
struct Place {
  int64_t chunk = 0, start = 0;
};

/// The chunks of a database that is written; gives ids.
class ChunkTable {
public:
  explicit ChunkTable(SQLite::Database &database);

  int64_t newId() { return ++lastId_; }
  void insert(int64_t id, int64_t items, llvm::StringRef bytes);
  /// One item less; a chunk without items goes.
  void release(int64_t id);

private:
  int64_t lastId_;
  SQLite::Statement insert_, release_, remove_;
};

/// Collects items until a chunk is full. Rows may refer to it before it is inserted.
class ChunkWriter {
public:
  explicit ChunkWriter(ChunkTable &table) : table_(table) {}

  Place add(llvm::StringRef item);
  /// Inserts what was collected. Must be called at the end.
  void flush();

private:
  ChunkTable &table_;
  int64_t id_ = 0, items_ = 0; // of the chunk being filled
  ir::ByteWriter bytes_;
};

/// Gives items back; keeps some chunks open, since neighbours are asked for together.
class ChunkReader {
public:
  explicit ChunkReader(SQLite::Database &database)
      : select_(database, "SELECT bytes FROM chunks WHERE id = ?") {}

  /// Valid until the next call.
  llvm::Expected<llvm::StringRef> item(Place place);

private:
  llvm::Expected<llvm::StringRef> chunk(int64_t id);

  SQLite::Statement select_;
  std::unordered_map<int64_t, std::string> open_;
};

} // namespace hookqual::store
