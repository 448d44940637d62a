// SPDX-License-Identifier: MIT
// What is wrong, in one sentence that names the hook call which is nearest to the path; and
// what would put it right.
#pragma once

#include "analyzer/witness/HookCalls.h"
#include "analyzer/witness/Kind.h"
#include "reports/Finding.h"

namespace hookqual::witness {

struct Account {
  Kind kind = Kind::Missing;
  const Path &path;
  const std::vector<HookCall> &hookCalls; // around the path
};

/// The call that the sentence is about; null when there is none.
const HookCall *nearestOf(const infer::RuleResult &result, const ir::Program &program,
                          const Account &account);

/// Of a finding that has its operation and object already; `nearest` as above.
std::string messageOf(const ir::Program &program, const infer::RuleResult &result, const Account &account,
                      const HookCall *nearest, const reports::Finding &finding);

/// Of a finding that has its authorizer, function and place already.
reports::Advice adviceOn(const rules::Rule &rule, const reports::Finding &finding);

} // namespace hookqual::witness
