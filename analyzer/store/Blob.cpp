// SPDX-License-Identifier: MIT
#include "analyzer/store/Blob.h"
#include "analyzer/ir/ByteStream.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/BLAKE3.h"
#include "llvm/Support/Compression.h"

namespace hookqual::store {
namespace {

constexpr uint8_t kRaw = 0, kZstd = 1;
constexpr size_t kWorthCompressing = 128;
/// No function of any kernel comes near; a larger size is damage, not data.
constexpr uint64_t kLargestBlob = uint64_t(1) << 26;

llvm::Error damaged() {
  return llvm::createStringError("damaged blob");
}

} // namespace

std::string pack(llvm::StringRef bytes, int level) {
  ir::ByteWriter out;
  if (bytes.size() >= kWorthCompressing && llvm::compression::zstd::isAvailable()) {
    llvm::SmallVector<uint8_t, 0> compressed;
    llvm::compression::zstd::compress(llvm::arrayRefFromStringRef(bytes), compressed, level);
    if (compressed.size() < bytes.size()) {
      out.byte(kZstd);
      out.number(bytes.size());
      out.raw(llvm::toStringRef(compressed));
      return out.take();
    }
  }
  out.byte(kRaw);
  out.number(bytes.size());
  out.raw(bytes);
  return out.take();
}

llvm::Expected<std::string> unpack(llvm::StringRef blob) {
  ir::ByteReader in(blob);
  const uint8_t form = in.byte();
  const uint64_t size = in.number();
  const llvm::StringRef rest = in.rest();
  if (in.failed() || form > kZstd || size > kLargestBlob)
    return damaged();
  if (form == kRaw)
    return rest.size() == size ? llvm::Expected<std::string>(rest.str()) : damaged();
  std::string bytes(size, '\0');
  size_t written = size;
  llvm::Error error = llvm::compression::zstd::decompress(llvm::arrayRefFromStringRef(rest),
                                                          reinterpret_cast<uint8_t *>(bytes.data()), written);
  if (error) {
    llvm::consumeError(std::move(error));
    return damaged();
  }
  return written == size ? llvm::Expected<std::string>(std::move(bytes)) : damaged();
}

std::string hashOf(llvm::StringRef bytes) {
  const auto hash = llvm::BLAKE3::hash<kHashBytes>(llvm::arrayRefFromStringRef(bytes));
  return std::string(reinterpret_cast<const char *>(hash.data()), hash.size());
}

} // namespace hookqual::store
