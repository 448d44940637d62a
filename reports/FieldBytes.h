// SPDX-License-Identifier: MIT
// Values as bytes and back: numbers, texts, lists, maps, and what has a fieldsOf
// (ReportFields.h). A text may be any bytes, as sources and their file names are, which is
// why this is no JSON.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Endian.h"

#include <concepts>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace hookqual::reports {

template <typename T>
concept Number = std::integral<T> || std::is_enum_v<T>;

class FieldWriter {
public:
  const std::string &bytes() const { return bytes_; }

  void write(Number auto value) {
    char written[sizeof(uint64_t)];
    llvm::support::endian::write64le(written, static_cast<uint64_t>(value));
    bytes_.append(written, sizeof(written));
  }
  void write(const std::string &text) {
    write(text.size());
    bytes_ += text;
  }
  template <typename A, typename B> void write(const std::pair<A, B> &both) {
    write(both.first);
    write(both.second);
  }
  template <typename T> void write(const std::optional<T> &value) {
    write(value.has_value());
    if (value)
      write(*value);
  }
  template <typename T> void write(const std::vector<T> &items) { writeItems(items); }
  template <typename K, typename V> void write(const std::map<K, V> &items) { writeItems(items); }
  template <typename T>
    requires requires(const T &whole) { fieldsOf(whole); }
  void write(const T &whole) {
    std::apply([&](const auto &...field) { (write(field), ...); }, fieldsOf(whole));
  }

private:
  void writeItems(const auto &items) {
    write(items.size());
    for (const auto &item : items)
      write(item);
  }

  std::string bytes_;
};

/// Every size is compared with what is left, so that bytes which are something else are refused.
class FieldReader {
public:
  explicit FieldReader(llvm::StringRef bytes) : left_(bytes) {}

  bool isAtEnd() const { return left_.empty(); }

  /// False when `value` is not what comes next.
  template <Number T> bool read(T &value) {
    if (left_.size() < sizeof(uint64_t))
      return false;
    value = static_cast<T>(llvm::support::endian::read64le(left_.data()));
    left_ = left_.drop_front(sizeof(uint64_t));
    return true;
  }
  bool read(std::string &text) {
    uint64_t size = 0;
    if (!read(size) || size > left_.size())
      return false;
    text = left_.take_front(size).str();
    left_ = left_.drop_front(size);
    return true;
  }
  template <typename A, typename B> bool read(std::pair<A, B> &both) {
    return read(both.first) && read(both.second);
  }
  template <typename T> bool read(std::optional<T> &value) {
    bool isThere = false;
    if (!read(isThere))
      return false;
    value.reset();
    return !isThere || read(value.emplace());
  }
  template <typename T> bool read(std::vector<T> &items) { return readItems<T>(items); }
  template <typename K, typename V> bool read(std::map<K, V> &items) {
    return readItems<std::pair<K, V>>(items);
  }
  template <typename T>
    requires requires(T &whole) { fieldsOf(whole); }
  bool read(T &whole) {
    return std::apply([&](auto &...field) { return (read(field) && ...); }, fieldsOf(whole));
  }

private:
  template <typename Item> bool readItems(auto &items) {
    uint64_t size = 0;
    if (!read(size))
      return false;
    items.clear();
    for (; size != 0; --size) { // as many as are there, whatever `size` says
      Item item;
      if (!read(item))
        return false;
      items.insert(items.end(), std::move(item));
    }
    return true;
  }

  llvm::StringRef left_;
};

} // namespace hookqual::reports
