// SPDX-License-Identifier: MIT
// A path drawn into the source: a column of bars for each function, its events on the lines
// where they happen.
#pragma once

#include "reports/ExplainText.h"
#include "reports/TextStyle.h"

namespace hookqual::reports {

void drawPath(const Finding &finding, const SourceLines &source, Shown shown, TextStyle &style);

} // namespace hookqual::reports
