// SPDX-License-Identifier: MIT
// The authorizer calls that placement is measured by: every call of a function of the rules'
// hook families that returns a value, outside the files that place nothing.
#pragma once

#include "analyzer/ir/Program.h"
#include "rules/Rule.h"

#include <string>
#include <vector>

namespace hookqual::mutate {

struct HookCall {
  ir::FunctionId function; // that makes the call
  uint32_t site = 0;
  std::string hook;
};

/// Ascending by hook, function and site. `hooks`: only these, when not empty.
std::vector<HookCall> findHookCalls(const ir::Program &program, const rules::RuleSet &rules,
                                    const std::vector<std::string> &hooks);

/// The same calls, of the hooks' families, in these functions alone.
std::vector<HookCall> findHookCallsIn(const ir::Program &program, const rules::RuleSet &rules,
                                      const std::vector<ir::FunctionId> &functions);

} // namespace hookqual::mutate
