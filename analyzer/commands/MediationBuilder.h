// SPDX-License-Identifier: MIT
// What the rules and their operations are, put together for the reports: each rule's outcome
// ─add─► reports::Mediation.
#pragma once

#include "analyzer/ir/Program.h"
#include "analyzer/witness/Operations.h"
#include "analyzer/witness/SystemCallReach.h"
#include "reports/Mediation.h"
#include "rules/Rule.h"

#include "llvm/ADT/ArrayRef.h"

#include <vector>

namespace hookqual::commands {

class MediationBuilder {
public:
  explicit MediationBuilder(const ir::Program &program) : program_(program) {}

  /// In the order of rules.
  void add(const rules::Rule &rule, std::vector<witness::JudgedOperation> operations);

  reports::Mediation finish();

private:
  void addCalls();
  void addReach(const witness::SystemCallReach &reach);
  void addSubsystems(const witness::SystemCallReach &reach);
  reports::RuleRecord recordOf(const rules::Rule &rule) const;

  const ir::Program &program_;
  reports::Mediation mediation_;
  std::vector<std::vector<witness::JudgedOperation>> operations_; // parallel to the rules
};

} // namespace hookqual::commands
