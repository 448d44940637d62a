// SPDX-License-Identifier: MIT
// The type errors that were refuted, each with what leaves no path for it.
#pragma once

#include "reports/Finding.h"
#include "reports/TextReport.h"

namespace hookqual::reports {

void writeRefutations(const Report &report, llvm::raw_ostream &out, Colour colour = Colour::Never);

} // namespace hookqual::reports
