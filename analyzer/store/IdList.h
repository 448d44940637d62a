// SPDX-License-Identifier: MIT
// Lists of row ids as a column: ascending, each as its distance from the one before. The
// shared header inlines, records and files of a unit take about a byte each.
#pragma once

#include "analyzer/ir/ByteStream.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

namespace hookqual::store {

using Ids = std::vector<int64_t>;

inline std::string encodeIds(Ids ids) {
  std::ranges::sort(ids);
  const auto repeated = std::ranges::unique(ids);
  ids.erase(repeated.begin(), repeated.end());
  ir::ByteWriter out;
  int64_t previous = 0;
  for (const int64_t id : ids) {
    out.number(uint64_t(id - previous));
    previous = id;
  }
  return out.take();
}

/// No table of any kernel comes near; a larger id is damage and must not become an allocation.
inline constexpr uint64_t kLargestId = uint64_t(1) << 28;

/// Nothing for bytes that are no list.
inline std::optional<Ids> decodeIds(llvm::StringRef bytes) {
  Ids ids;
  ids.reserve(bytes.size());
  ir::ByteReader in(bytes);
  uint64_t id = 0;
  while (!in.atEnd()) {
    id += in.number();
    if (id > kLargestId)
      return std::nullopt;
    ids.push_back(int64_t(id));
  }
  return in.failed() ? std::nullopt : std::optional(std::move(ids));
}

} // namespace hookqual::store
