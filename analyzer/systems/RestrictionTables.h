// SPDX-License-Identifier: MIT
#pragma once

#include "analyzer/systems/Sections.h"

namespace hookqual::systems {

/// `lost_denials`, a row a branch or call; `authoritative_uses`, a row a hook call and check.
Tables restrictionTables(const SectionInput &input);

} // namespace hookqual::systems
