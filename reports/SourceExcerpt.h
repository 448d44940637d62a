// SPDX-License-Identifier: MIT
// One line of source, and what of it is meant underlined.
#pragma once

#include "reports/Finding.h"

#include <string>

namespace hookqual::reports {

struct Excerpt {
  std::string line;      // without the blanks it begins with, tabs as blanks, at most `width` columns
  std::string underline; // `     ^~~~`
};

/// `where` begins in `line`, as it stands in the file.
Excerpt excerptOf(const std::string &line, const SourceRange &where, size_t width);

} // namespace hookqual::reports
