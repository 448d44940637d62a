// SPDX-License-Identifier: MIT
// Report ─► text in a compiler's style, the reader's form of a run.
//
// Each finding is one `file:line:col: warning: message [rule-id]`, which editors can jump
// to, with its path below; then the ledger that says what the verdict rests on; the last
// line is the summary.
#pragma once

#include "reports/Finding.h"

#include "llvm/Support/raw_ostream.h"

#include <cstddef>

namespace hookqual::reports {

enum class Colour : uint8_t { Never, Always };

struct TextOptions {
  Colour colour = Colour::Never;
  size_t shownPerList = 10; // of skipped units, entries, ...; the rest is counted
};

void writeText(const Report &report, llvm::raw_ostream &out, const TextOptions &options = {});

/// The ledger alone, for commands that have no findings to show.
void writeLedger(const Report &report, llvm::raw_ostream &out, const TextOptions &options = {});

} // namespace hookqual::reports
