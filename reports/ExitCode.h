// SPDX-License-Identifier: MIT
// What a run tells the shell. The numbers are a contract (README.md).
#pragma once

#include "reports/Finding.h"

namespace hookqual::reports {

enum class ExitCode : int {
  NothingFound = 0, // nothing that is not in the baseline, nor suppressed
  Findings = 1,
  WrongInput = 2,   // wrong usage, rules or input; no report was made
  LessComplete = 3, // nothing found, but less was looked at than before
};

/// Whether the finding is one the user has not yet seen or justified.
bool isNew(const Finding &finding);

/// Without a baseline ledger, the run is compared with one that parsed every unit: what
/// rules are silent depends on what was captured, so it is no defect of the first run.
ExitCode exitCodeOf(const Report &report, const Ledger *baseline = nullptr);

} // namespace hookqual::reports
