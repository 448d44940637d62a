// SPDX-License-Identifier: MIT
// Which operations of the rules exported functions make without asking the rule's hooks: whoever
// calls one of them must ask, and a loadable module need not.
#pragma once

#include "analyzer/systems/Coverage.h"
#include "analyzer/systems/Sections.h"

namespace hookqual::systems {

struct UnaskedOperation {
  std::string symbol;
  const rules::Rule *rule = nullptr;
  /// Where the operation is made; invalid: the exported function itself is the operation.
  ir::FunctionId function;
};

/// Ascending by symbol and rule.
std::vector<UnaskedOperation>
unaskedOperations(const SectionInput &input, const std::vector<CoveredRule> &rules, const AskedHooks &asked);

} // namespace hookqual::systems
