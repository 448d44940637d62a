// SPDX-License-Identifier: MIT
// Which rules' operations a module can decide about: those one of whose authorizers asks a hook
// that the module answers.
#pragma once

#include "analyzer/systems/Dispatch.h"
#include "analyzer/systems/Modules.h"
#include "rules/Rule.h"

#include <set>

namespace hookqual::systems {

struct CoveredRule {
  const rules::Rule *rule = nullptr;
  std::set<std::string> hooks;   // that its authorizers ask; none: they judge without modules
  std::set<std::string> modules; // that answer one of these
};

/// In the order of the rules.
std::vector<CoveredRule> coveredRules(const ir::Program &program, const rules::RuleSet &rules,
                                      const AskedHooks &asked,
                                      const std::vector<Registration> &registrations);

/// Functions that hold operations of the rule, or calls that may be one, ascending.
std::vector<ir::FunctionId> functionsOperating(const ir::Program &program, const rules::RuleSet &rules,
                                               const rules::Rule &rule);

} // namespace hookqual::systems
