// SPDX-License-Identifier: MIT
// Learning from the code: siblings that disagree about what they require.
//
//   ir::Program ─ProgramChecks─► what each function checks ─Families─► siblings
//     ─Consistency─► deviations by Statistic ─► reports::Lead
#pragma once

#include "analyzer/ir/Program.h"
#include "reports/Leads.h"
#include "rules/Rule.h"

namespace hookqual::learn {

struct LearnOptions {
  size_t shown = 400;                 // leads
  std::vector<std::string> functions; // only leads of these, when not empty
};

/// Leads and counts; the head of the report is the caller's.
reports::LeadReport learn(const ir::Program &program, const rules::RuleSet &rules,
                          const LearnOptions &options);

} // namespace hookqual::learn
