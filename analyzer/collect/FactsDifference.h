// SPDX-License-Identifier: MIT
// Whether two ways of collecting one unit came to the same facts.
#pragma once

#include "analyzer/ir/UnitFacts.h"

#include <string>

namespace hookqual::collect {

/// Empty when equal, else `facts differ: ` and the first lines of their text that do.
std::string differenceBetween(const ir::UnitFacts &plain, const ir::UnitFacts &precompiled);

} // namespace hookqual::collect
