// SPDX-License-Identifier: MIT
#pragma once

#include "analyzer/systems/Sections.h"

namespace hookqual::systems {

/// `dispatchers`, a row a function; `early_exits`, a row a way on which it asks nobody.
Tables dispatchTables(const SectionInput &input);

} // namespace hookqual::systems
