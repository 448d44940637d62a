// SPDX-License-Identifier: MIT
#pragma once

#include "analyzer/systems/Sections.h"

namespace hookqual::systems {

/// `refetches`, a row a pair of fetches.
Tables refetchTables(const SectionInput &input);

} // namespace hookqual::systems
