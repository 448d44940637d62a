// SPDX-License-Identifier: MIT
// Bytes of the binary forms: variable-length integers and length-prefixed strings.
// A reader never leaves its input; after a failure every further read yields zero, so
// that decoders check once, at the end.
#pragma once

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>

namespace hookqual::ir {

class ByteWriter {
public:
  void byte(uint8_t value) { bytes_.push_back(char(value)); }

  void number(uint64_t value) {
    for (; value >= 0x80; value >>= 7)
      byte(uint8_t(value) | 0x80);
    byte(uint8_t(value));
  }

  /// Small magnitudes stay small whatever their sign.
  void signedNumber(int64_t value) { number((uint64_t(value) << 1) ^ uint64_t(value >> 63)); }

  void string(llvm::StringRef text) {
    number(text.size());
    raw(text);
  }

  void raw(llvm::StringRef bytes) { bytes_.append(bytes.data(), bytes.size()); }

  size_t size() const { return bytes_.size(); }

  std::string take() { return std::move(bytes_); }

private:
  std::string bytes_;
};

class ByteReader {
public:
  explicit ByteReader(llvm::StringRef bytes) : rest_(bytes) {}

  bool failed() const { return failed_; }
  bool atEnd() const { return rest_.empty(); }
  llvm::StringRef rest() const { return rest_; }
  void fail() {
    failed_ = true;
    rest_ = {};
  }

  uint8_t byte() {
    if (rest_.empty()) {
      fail();
      return 0;
    }
    const uint8_t value = uint8_t(rest_.front());
    rest_ = rest_.drop_front();
    return value;
  }

  uint64_t number() {
    uint64_t value = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      const uint8_t next = byte();
      value |= uint64_t(next & 0x7f) << shift;
      if (next < 0x80)
        return value;
    }
    fail();
    return 0;
  }

  uint32_t number32() {
    const uint64_t value = number();
    if (value > UINT32_MAX)
      fail();
    return failed_ ? 0 : uint32_t(value);
  }

  int64_t signedNumber() {
    const uint64_t value = number();
    return int64_t(value >> 1) ^ -int64_t(value & 1);
  }

  bool flag() { return enumerator<uint8_t>(1) != 0; }

  template <typename Enum> Enum enumerator(Enum last) {
    const uint8_t value = byte();
    if (value > uint8_t(last))
      fail();
    return failed_ ? Enum(0) : Enum(value);
  }

  /// How many elements follow. Each takes at least one byte, so a count beyond the rest
  /// is foreign input and must not become an allocation.
  size_t count() {
    const uint64_t value = number();
    if (value > rest_.size())
      fail();
    return failed_ ? 0 : size_t(value);
  }

  llvm::StringRef raw(size_t size) {
    if (size > rest_.size()) {
      fail();
      return {};
    }
    const llvm::StringRef bytes = rest_.take_front(size);
    rest_ = rest_.drop_front(size);
    return bytes;
  }

  std::string string() { return raw(count()).str(); }

private:
  llvm::StringRef rest_;
  bool failed_ = false;
};

} // namespace hookqual::ir
