// SPDX-License-Identifier: MIT
// The arms of one switch as siblings: what each checks before it goes on, beyond what was
// checked before the switch.
#pragma once

#include "analyzer/learn/Families.h"

namespace hookqual::learn {

/// A family for each switch of the function that has enough arms which change something.
void forEachSwitch(ProgramChecks &checks, ir::FunctionId function,
                   const std::function<void(const Family &)> &visit);

} // namespace hookqual::learn
