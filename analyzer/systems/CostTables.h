// SPDX-License-Identifier: MIT
#pragma once

#include "analyzer/systems/Sections.h"

namespace hookqual::systems {

/// `cost`, a row a system call; `redundant_checks`, a row a pair of hook calls.
Tables costTables(const SectionInput &input);

} // namespace hookqual::systems
