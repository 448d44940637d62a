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

/// A function of a module outside the tree that calls what is exported and leaves asking to it.
struct ModuleUse {
  ir::FunctionId caller;
  uint32_t site = 0;
  const UnaskedOperation *operation = nullptr;
  bool asks = false; // the caller, or what it calls directly, one of the rule's hooks
};

/// In the order of callers, calls and rules.
std::vector<ModuleUse> moduleUses(const SectionInput &input, const std::vector<CoveredRule> &rules,
                                  const AskedHooks &asked, const std::vector<UnaskedOperation> &operations);

} // namespace hookqual::systems
