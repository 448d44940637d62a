// SPDX-License-Identifier: MIT
#pragma once

#include "analyzer/systems/Sections.h"

namespace hookqual::systems {

/// `short_circuits`, a row a branch and hook; `unseen_errors`, a row a system call and hook.
Tables shortCircuitTables(const SectionInput &input);

} // namespace hookqual::systems
