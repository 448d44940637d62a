// SPDX-License-Identifier: MIT
// facts.db opened and linked under a rule set's entry patterns, for every command that asks
// questions of a captured kernel.
#pragma once

#include "analyzer/link/LinkedProgram.h"
#include "reports/Finding.h"
#include "rules/Rule.h"

#include "llvm/Support/Error.h"

#include <memory>
#include <string>

namespace hookqual::commands {

struct ProgramFile {
  std::unique_ptr<link::LinkedProgram> program;
  std::string kernelVersion, configDigest;
  std::vector<reports::SkippedUnit> skipped;
  uint64_t parsed = 0;

  /// What was captured, and what was not: the head of every report.
  void describe(reports::Report &report) const;
};

llvm::Expected<ProgramFile> openProgram(const std::string &database, const rules::RuleSet &rules);

/// The rules that come with this binary: beside it when installed, else the source tree's.
std::string shippedRules(const std::string &program);

} // namespace hookqual::commands
