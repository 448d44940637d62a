// SPDX-License-Identifier: MIT
#pragma once

#include "analyzer/mutate/HookCalls.h"
#include "analyzer/systems/Sections.h"

namespace hookqual::systems {

/// Calls of hooks that refuse by their answer: not of those that rules say something else of.
std::vector<mutate::HookCall> decidingCalls(const SectionInput &input);

} // namespace hookqual::systems
