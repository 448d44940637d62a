// SPDX-License-Identifier: MIT
// Type errors become findings: one for each operation site, object and rule, with its
// routes, entries, kind, representative path and verdict.
#pragma once

#include "analyzer/infer/Inference.h"
#include "reports/Finding.h"

#include <map>
#include <vector>

namespace hookqual::witness {

/// What came of the type errors at one operation.
struct Judgement {
  std::string fingerprint;           // of the finding; empty: there is none
  std::vector<ir::FunctionId> roots; // where control or the object comes in on routes that are left
  bool isFeasible = false;           // of some of them
  bool isExempt = false;             // by an exemption of some entry
};

struct Findings {
  std::vector<reports::Finding> findings;               // by file, line, column, rule
  std::vector<reports::Refutation> refutations;         // one a type error; as they come
  std::map<infer::OperationSite, Judgement> judgements; // of operations with type errors
  std::vector<ir::FunctionId> consulted;                // what the verdicts depend on, beside the result
  uint64_t typeErrors = 0, refuted = 0, unknown = 0, exempted = 0;
  uint64_t unpeeledLoops = 0; // in all formulas together (PathFormula.h)
};

/// As reports spell it: `high`, `moderate`, `low`.
std::string confidenceText(rules::Confidence confidence);

/// Which routes of a finding are decided: all of them, so that it names no entry that does not
/// reach the operation, or until one is feasible.
enum class Deciding : uint8_t { EveryRoute, UntilFeasible };

Findings explain(const ir::Program &program, infer::Inference &inference, const infer::RuleResult &result,
                 Deciding deciding = Deciding::EveryRoute);

} // namespace hookqual::witness
