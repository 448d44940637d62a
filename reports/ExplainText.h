// SPDX-License-Identifier: MIT
// One finding in full: its path drawn into the source, as GCC draws its analyzer's, each event
// with the state of the objects; the rule; and what to do.
#pragma once

#include "reports/Finding.h"
#include "reports/PathText.h"
#include "reports/TextReport.h"

#include <functional>
#include <optional>

namespace hookqual::reports {

/// A line of a file of the source tree; nothing when it cannot be read.
using SourceLines = std::function<std::optional<std::string>(const std::string &file, uint32_t line)>;

struct ExplainOptions {
  Colour colour = Colour::Never;
  Shown shown = Shown::Important;
};

void writeExplanation(const Finding &finding, const SourceLines &source, llvm::raw_ostream &out,
                      const ExplainOptions &options = {});

} // namespace hookqual::reports
