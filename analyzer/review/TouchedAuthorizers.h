// SPDX-License-Identifier: MIT
// Which authorizer calls of the base a patch may have to do with: those in the functions that
// it changes and near them in the call graph, and those that guard elsewhere what it calls now.
#pragma once

#include "analyzer/mutate/HookCalls.h"
#include "analyzer/review/ChangedFunctions.h"

#include <map>
#include <string>
#include <vector>

namespace hookqual::review {

/// Calls in the base, by authorizer.
using AuthorizerCalls = std::map<std::string, std::vector<mutate::HookCall>>;

AuthorizerCalls touchedAuthorizers(const link::LinkedProgram &base, const link::LinkedProgram &now,
                                   const std::vector<ChangedFunction> &changed, const rules::RuleSet &rules);

} // namespace hookqual::review
