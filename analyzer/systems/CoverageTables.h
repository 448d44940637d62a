// SPDX-License-Identifier: MIT
#pragma once

#include "analyzer/systems/Sections.h"

namespace hookqual::systems {

/// `modules`, `registrations`, `unanswered_hooks`, `rule_coverage`; when modules were named, also
/// `undecided`.
Tables coverageTables(const SectionInput &input);

} // namespace hookqual::systems
