// SPDX-License-Identifier: MIT
#pragma once

#include "analyzer/systems/Sections.h"

namespace hookqual::systems {

/// `exported_framework` and `exported_operations`, a row a symbol; of modules outside the tree,
/// `module_uses` and `module_entries`.
Tables loadableTables(const SectionInput &input);

} // namespace hookqual::systems
