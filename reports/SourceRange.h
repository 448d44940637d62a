// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>

namespace hookqual::reports {

struct SourceRange {
  std::string file; // relative to the source root
  uint32_t line = 0, column = 0, endLine = 0, endColumn = 0;
  friend bool operator==(const SourceRange &, const SourceRange &) = default;
};

} // namespace hookqual::reports
