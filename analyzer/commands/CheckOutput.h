// SPDX-License-Identifier: MIT
// In which form, and where, `check` writes its report.
#pragma once

#include "reports/Finding.h"
#include "reports/SarifReport.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hookqual::commands {

struct CheckOutput {
  std::string format;             // empty: by the ending of the path, else text
  std::vector<std::string> paths; // none: the standard output
  std::string sarifProfile = "full";
  reports::VersionControl versionControl;
};

void addCheckOutputOptions(CLI::App &command, CheckOutput &output);

/// Files appear whole or not at all. `sourceRoot`: where lines of the source are read, for HTML.
llvm::Error writeCheckOutput(const CheckOutput &output, const reports::Report &report,
                             const std::string &sourceRoot);

} // namespace hookqual::commands
