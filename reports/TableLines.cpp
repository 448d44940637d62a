// SPDX-License-Identifier: MIT
// Tables for a terminal.
#include "reports/JsonParts.h"
#include "reports/Table.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

/// One line, whatever is in it.
std::string lineOf(const std::string &text) {
  std::string line = unicode(text);
  std::ranges::replace_if(line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
  return line.empty() ? "-" : line;
}

constexpr size_t kWidest = 44; // of a column whose cells are padded

std::vector<size_t> widthsOf(const Table &table) {
  std::vector<size_t> widths;
  for (const Column &column : table.columns)
    widths.push_back(column.title.size());
  for (const std::vector<std::string> &row : table.rows)
    for (size_t i = 0; i < row.size(); ++i)
      widths[i] = std::max(widths[i], std::min(lineOf(row[i]).size(), kWidest));
  return widths;
}

void writeRow(const std::vector<std::string> &cells, const std::vector<size_t> &widths,
              llvm::raw_ostream &out) {
  std::string line = " ";
  for (size_t i = 0; i < cells.size(); ++i) {
    line += " " + cells[i];
    line.append(cells[i].size() < widths[i] ? widths[i] - cells[i].size() + 1 : 1, ' ');
  }
  out << llvm::StringRef(line).rtrim() << '\n';
}

} // namespace

void writeLines(const Table &table, llvm::raw_ostream &out) {
  out << unicode(table.title) << ": " << table.rows.size() << '\n' << unicode(table.note) << "\n\n";
  if (table.rows.empty())
    return;
  const std::vector<size_t> widths = widthsOf(table);
  std::vector<std::string> cells;
  for (const Column &column : table.columns)
    cells.push_back(column.title);
  writeRow(cells, widths, out);
  for (const std::vector<std::string> &row : table.rows) {
    cells.clear();
    for (const std::string &cell : row)
      cells.push_back(lineOf(cell));
    writeRow(cells, widths, out);
  }
  out << '\n';
}

} // namespace hookqual::reports
