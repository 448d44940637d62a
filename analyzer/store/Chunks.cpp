// SPDX-License-Identifier: MIT
#include "analyzer/store/Chunks.h"
#include "analyzer/store/Blob.h"

namespace hookqual::store {
namespace {

/// Half of it makes bodies 5 % larger; no limit at all makes them 7 % smaller, and one item
/// then costs the reading of a whole unit.
constexpr size_t kFull = 64 << 10;
constexpr size_t kMostOpen = 512;

} // namespace

ChunkTable::ChunkTable(SQLite::Database &database)
    : lastId_(database.execAndGet("SELECT ifnull(max(id), 0) FROM chunks").getInt64()),
      insert_(database, "INSERT INTO chunks (id, items, bytes) VALUES (?, ?, ?)"),
      release_(database, "UPDATE chunks SET items = items - 1 WHERE id = ?"),
      remove_(database, "DELETE FROM chunks WHERE id = ? AND items = 0") {}

void ChunkTable::insert(int64_t id, int64_t items, llvm::StringRef bytes) {
  const std::string packed = pack(bytes);
  run(insert_, id, items, BlobBytes{packed});
}

void ChunkTable::release(int64_t id) {
  run(release_, id);
  run(remove_, id);
}

Place ChunkWriter::add(llvm::StringRef item) {
  if (bytes_.size() >= kFull)
    flush();
  if (items_ == 0)
    id_ = table_.newId();
  ++items_;
  const Place place{id_, int64_t(bytes_.size())};
  bytes_.string(item);
  return place;
}

void ChunkWriter::flush() {
  if (items_ != 0)
    table_.insert(id_, items_, bytes_.take());
  items_ = 0;
  bytes_ = {};
}

llvm::Expected<llvm::StringRef> ChunkReader::item(Place place) {
  llvm::Expected<llvm::StringRef> bytes = chunk(place.chunk);
  if (!bytes)
    return bytes.takeError();
  if (place.start < 0 || size_t(place.start) >= bytes->size())
    return llvm::createStringError("damaged place in a chunk");
  ir::ByteReader in(bytes->drop_front(size_t(place.start)));
  const llvm::StringRef item = in.raw(in.count());
  if (in.failed())
    return llvm::createStringError("damaged place in a chunk");
  return item;
}

llvm::Expected<llvm::StringRef> ChunkReader::chunk(int64_t id) {
  if (const auto known = open_.find(id); known != open_.end())
    return known->second;
  bindAll(select_, id);
  if (!select_.executeStep())
    return llvm::createStringError("no chunk " + std::to_string(id));
  llvm::Expected<std::string> bytes = unpack(bytesAt(select_, 0));
  select_.reset();
  if (!bytes)
    return bytes.takeError();
  if (open_.size() >= kMostOpen)
    open_.clear();
  return open_.emplace(id, std::move(*bytes)).first->second;
}

} // namespace hookqual::store
