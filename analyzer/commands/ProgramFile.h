// SPDX-License-Identifier: MIT
// facts.db opened, and then linked under a rule set's entry patterns, for every command that
// asks questions of a captured kernel. Opening is cheap, linking is not.
#pragma once

#include "analyzer/link/LinkedProgram.h"
#include "analyzer/store/FactsReader.h"
#include "reports/Finding.h"
#include "rules/Rule.h"

#include "llvm/Support/Error.h"

#include <memory>
#include <string>

namespace hookqual::commands {

/// What was captured, and what was not.
struct FactsDescription {
  std::string kernelVersion, configDigest;
  std::string factsDigest; // empty: unknown
  std::string sourceRoot;  // where it was captured; empty: unknown
  std::string objectTree;  // ... and configured; empty: no kernel, or unknown
  std::vector<reports::SkippedUnit> skipped;
  uint64_t parsed = 0, parsedPlainly = 0;
};

struct FactsFile {
  store::FactsReader reader;
  FactsDescription description;
};

struct ProgramFile {
  std::unique_ptr<link::LinkedProgram> program;
  FactsDescription description;

  /// Fills the head of a report.
  void describe(reports::Report &report) const;
};

llvm::Expected<FactsFile> openFacts(const std::string &database);
llvm::Expected<ProgramFile> linkProgram(FactsFile facts, const rules::RuleSet &rules);
llvm::Expected<ProgramFile> linkDatabase(const std::string &database, const rules::RuleSet &rules);

/// The rules that come with this binary: beside it when installed, else the source tree's.
std::string shippedRules(const std::string &program);

} // namespace hookqual::commands
