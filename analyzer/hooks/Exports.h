// SPDX-License-Identifier: MIT
// What a kernel's source exports to loadable modules, and to which of them. The text is read as it
// stands, as that of hooks is: exports of every configuration and architecture.
#pragma once

#include "analyzer/hooks/Conventions.h"
#include "reports/Finding.h"

#include <string>
#include <vector>

namespace hookqual::hooks {

struct ExportedSymbol {
  std::string name;
  std::string audience;  // as the conventions say it: `any`, `gpl`
  std::string nameSpace; // that a module must import; empty: none
  reports::SourceRange where;
};

/// By file and place. Files that cannot be read export nothing.
std::vector<ExportedSymbol> readExports(const std::string &root, const Conventions &conventions,
                                        unsigned jobs);

} // namespace hookqual::hooks
