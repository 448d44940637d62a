// SPDX-License-Identifier: MIT
// Which hooks stand between what, counted: the picture of a placement.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace hookqual::reports {

/// Operations of one row under one hook.
struct MatrixCell {
  uint32_t row = 0, column = 0; // positions
  uint64_t mediated = 0, unknown = 0, violated = 0;
  uint32_t calls = 0; // on a shortest way from the row, if it is a system call
};

/// Columns are the hooks that rules ask for first; a rule's alternatives count with the first.
struct Matrix {
  std::vector<std::string> rows, columns; // ascending
  std::vector<MatrixCell> cells;          // ascending by row and column; none that is empty
};

} // namespace hookqual::reports
