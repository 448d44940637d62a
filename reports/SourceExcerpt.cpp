// SPDX-License-Identifier: MIT
#include "reports/SourceExcerpt.h"

#include <algorithm>

namespace hookqual::reports {

namespace {

constexpr size_t kTab = 8;

} // namespace

Excerpt excerptOf(const std::string &line, const SourceRange &where, size_t width) {
  const size_t first = std::min(line.find_first_not_of(" \t"), line.size());
  const size_t end = std::min(line.find_last_not_of(" \t\r") + 1, line.size());
  const size_t begin = std::max(std::max<size_t>(where.column, 1) - 1, first);
  const size_t last =
      where.endLine == where.line && where.endColumn > where.column ? where.endColumn - 1 : end;
  Excerpt excerpt;
  for (size_t i = first; i < end && excerpt.line.size() < width; ++i) {
    const bool isMeant = i >= begin && (i < last || i == begin);
    const char mark = i == begin ? '^' : isMeant ? '~' : ' ';
    // Columns count from where the tabs stood in the file.
    const size_t columns = line[i] == '\t' ? kTab - excerpt.line.size() % kTab : 1;
    excerpt.line.append(columns, line[i] == '\t' ? ' ' : line[i]);
    excerpt.underline.append(columns, mark);
  }
  excerpt.underline.erase(excerpt.underline.find_last_not_of(' ') + 1);
  return excerpt;
}

} // namespace hookqual::reports
