// SPDX-License-Identifier: MIT
// Type errors become findings: one for each operation site, object and rule, with its
// routes, entries, kind, representative path and verdict.
#pragma once

#include "analyzer/infer/Inference.h"
#include "reports/Finding.h"

#include <vector>

namespace hookqual::witness {

struct Findings {
  std::vector<reports::Finding> findings;       // by file, line, column, rule
  std::vector<reports::Refutation> refutations; // one a type error; as they come
  uint64_t typeErrors = 0, refuted = 0, unknown = 0, exempted = 0;
};

/// Which routes of a finding are decided: all of them, so that it names no entry that does not
/// reach the operation, or until one is feasible.
enum class Deciding : uint8_t { EveryRoute, UntilFeasible };

Findings explain(const ir::Program &program, infer::Inference &inference, const infer::RuleResult &result,
                 Deciding deciding = Deciding::EveryRoute);

} // namespace hookqual::witness
