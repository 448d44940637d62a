// SPDX-License-Identifier: MIT
// Hooks are to restrict: they say no where the kernel would say yes, never the other way round.
// Where a denial ends in success all the same, and where a hook is asked because an ordinary check
// has failed.
#pragma once

#include "analyzer/mutate/HookCalls.h"
#include "analyzer/systems/ObjectCache.h"
#include "rules/Rule.h"

#include <string>
#include <vector>

namespace hookqual::systems {

enum class Denial : uint8_t {
  Ignored, // nothing looks at the answer
  Success, // some way on which the hook has refused returns what is no error
};

std::string_view toString(Denial denial);

struct LostDenial {
  mutate::HookCall call;
  Denial denial = Denial::Ignored;
  ir::LocationId where; // of the branch; Ignored: of the call
  std::string answers;  // that are no errors
};

/// In the order of the calls.
std::vector<LostDenial> lostDenialsIn(const ir::Program &program, const std::vector<mutate::HookCall> &calls);

struct AuthoritativeUse {
  mutate::HookCall call;
  std::string check; // the ordinary check that has failed
  ir::LocationId where;
  std::string answers; // that are no errors, when the hook has accepted
};

/// Calls of hooks on ways that an ordinary check has refused and that may succeed nevertheless.
std::vector<AuthoritativeUse> authoritativeUsesIn(const ir::Program &program, const rules::RuleSet &rules,
                                                  const std::vector<mutate::HookCall> &calls);

} // namespace hookqual::systems
