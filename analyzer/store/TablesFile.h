// SPDX-License-Identifier: MIT
// Tables of results as one SQLite file that explains itself: `about` says what it is of,
// `about_tables` and `about_columns` what each table and column holds.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <utility>
#include <vector>

namespace hookqual::store {

struct PublishedColumn {
  std::string name, meaning;
  bool isNumber = false;
};

struct PublishedTable {
  std::string name, title, note;
  std::vector<PublishedColumn> columns;
  std::vector<std::vector<std::string>> rows; // an empty number is null
};

/// Makes the file, which is not there yet. Equal tables give equal bytes.
llvm::Error writeTablesFile(llvm::StringRef path,
                            const std::vector<std::pair<std::string, std::string>> &about,
                            const std::vector<PublishedTable> &tables);

} // namespace hookqual::store
