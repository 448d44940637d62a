// SPDX-License-Identifier: MIT
// Learning from the code: siblings that disagree about what they require, and rules that nobody
// wrote.
//
//   ir::Program ─ProgramChecks─► what each function checks ─Families─► siblings
//     ─Consistency─► deviations by Statistic ─► reports::Lead
#pragma once

#include "analyzer/ir/Program.h"
#include "analyzer/learn/LostChecks.h"
#include "reports/Leads.h"
#include "reports/LearnedRules.h"
#include "rules/Rule.h"

namespace hookqual::learn {

struct LearnOptions {
  size_t shown = 400;                 // leads
  std::vector<std::string> functions; // only leads of these, when not empty
};

/// Leads and counts; the head of the report is the caller's.
reports::LeadReport learn(const ir::Program &program, const rules::RuleSet &rules,
                          const LearnOptions &options);

/// What a program is compared with.
struct Base {
  const ir::Program *program = nullptr;
  std::vector<ChangedBody> changed; // functions of both whose bodies differ
};

/// Only the leads that the base does not have, and what functions have ceased to check.
reports::LeadReport learnAgainst(const ir::Program &program, const Base &base, const rules::RuleSet &rules,
                                 const LearnOptions &options);

/// The first `shown` rules that the code suggests; the head is the caller's.
reports::LearnedRules learnRules(const ir::Program &program, const rules::RuleSet &rules, size_t shown);

} // namespace hookqual::learn
