// SPDX-License-Identifier: MIT
// How findings stand to what is known: `--baseline` and `--suppressions`.
#pragma once

#include "reports/Finding.h"
#include "rules/Suppressions.h"

#include "llvm/Support/Error.h"

#include <optional>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace hookqual::commands {

struct StandingOptions {
  std::string baseline;                  // empty: none
  std::vector<std::string> suppressions; // files
};

void addSuppressionsOption(CLI::App &command, std::vector<std::string> &files);

/// Reads a baseline, or a report in JSON.
llvm::Expected<reports::Report> readBaselineFile(const std::string &file);

/// Marks each finding whose routes the baseline all has as `unchanged`. The findings of the
/// baseline that are gone.
std::vector<reports::Finding> compareWithBaseline(reports::Report &report, const reports::Report &baseline);

/// What differs beside the code, and may be why findings do: `the rules`, `the configuration`, ...
std::vector<std::string> otherDifferences(const reports::Report &report, const reports::Report &baseline);

/// Gives findings their justification. Located warnings of suppressions that have run out, or
/// match nothing. `today` is YYYY-MM-DD.
std::vector<std::string> suppress(std::vector<reports::Finding> &findings,
                                  const std::vector<rules::Suppression> &suppressions,
                                  const std::string &today);

std::string today();

} // namespace hookqual::commands
