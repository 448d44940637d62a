// SPDX-License-Identifier: MIT
#include "analyzer/store/DatabaseFile.h"
#include "analyzer/store/Rows.h"

#include "llvm/ADT/Twine.h"
#include "llvm/Support/Endian.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

namespace hookqual::store {
namespace {

// Offsets of https://www.sqlite.org/fileformat.html#the_database_header
constexpr size_t kHeaderBytes = 100;
constexpr size_t kPageSize = 16, kChangeCounter = 24, kPageCount = 28, kUserVersion = 60, kApplication = 68,
                 kPageCountValidFor = 92;

uint32_t numberAt(llvm::StringRef header, size_t offset) {
  return llvm::support::endian::read32be(header.data() + offset);
}

/// What the header says the file's size must at least be; 0 when it does not say.
uint64_t expectedBytes(llvm::StringRef header) {
  if (numberAt(header, kChangeCounter) != numberAt(header, kPageCountValidFor))
    return 0;
  const uint16_t stored = llvm::support::endian::read16be(header.data() + kPageSize);
  const uint64_t pageSize = stored == 1 ? 65536 : stored; // 65536 does not fit its two bytes
  return pageSize * numberAt(header, kPageCount);
}

bool isSqlite(llvm::StringRef header) {
  return header.starts_with(llvm::StringRef("SQLite format 3\0", 16));
}

bool isOurs(llvm::StringRef header) {
  return isSqlite(header) && header.size() == kHeaderBytes &&
         numberAt(header, kApplication) == uint32_t(kApplicationId);
}

} // namespace

llvm::Error checkReplaceable(llvm::StringRef path) {
  uint64_t size = 0;
  if (llvm::sys::fs::file_size(path, size) || size == 0)
    return llvm::Error::success();
  auto buffer = llvm::MemoryBuffer::getFileSlice(path, std::min<uint64_t>(size, kHeaderBytes), 0);
  if (buffer && isOurs((*buffer)->getBuffer()))
    return llvm::Error::success();
  return llvm::createStringError(path + ": not a hookqual facts database, and not overwritten");
}

void removeDatabase(llvm::StringRef path) {
  for (const char *suffix : {"", "-wal", "-shm", "-journal"})
    llvm::sys::fs::remove(path + suffix);
}

llvm::Error checkDatabaseFile(llvm::StringRef path) {
  const auto fail = [&](const llvm::Twine &what) { return llvm::createStringError(path + ": " + what); };
  uint64_t size = 0;
  if (std::error_code failure = llvm::sys::fs::file_size(path, size))
    return fail(failure.message());
  if (size == 0)
    return fail("empty file, not a hookqual facts database");
  auto buffer = llvm::MemoryBuffer::getFileSlice(path, std::min<uint64_t>(size, kHeaderBytes), 0);
  if (!buffer)
    return fail(buffer.getError().message());
  const llvm::StringRef header = (*buffer)->getBuffer();
  if (!isSqlite(header))
    return fail("not a hookqual facts database");
  if (header.size() < kHeaderBytes)
    return fail("truncated facts database");
  if (!isOurs(header))
    return fail("not a hookqual facts database");
  if (numberAt(header, kUserVersion) != uint32_t(kSchemaVersion))
    return fail("facts of schema version " + llvm::Twine(numberAt(header, kUserVersion)) +
                ", this is version " + llvm::Twine(kSchemaVersion) + "; capture again");
  if (size < expectedBytes(header))
    return fail("truncated facts database");
  return llvm::Error::success();
}

} // namespace hookqual::store
