// SPDX-License-Identifier: MIT
// What `check` found, kept under the identity of all that decides it, so that the same
// question about the same facts is answered without inferring again.
//
//   <db>.cache/results/<key>: a digest of what follows, then a CheckResult as field bytes
//
// The whole report is kept and not its text: whatever form it is asked for in, it is there.
// The cache may be deleted at any time. What cannot be read counts as absent, what cannot be
// written is not kept: check never fails, or says anything else, because of it.
#pragma once

#include "analyzer/commands/CheckRun.h"
#include "analyzer/commands/ProgramFile.h"
#include "rules/Rule.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <optional>
#include <string>
#include <vector>

namespace hookqual::commands {

/// All that decides a result.
struct ResultIdentity {
  std::string program; // digest
  std::string solver;  // version
  const FactsDescription &facts;
  const rules::RuleSet &rules;             // as selected for this run
  const std::vector<std::string> &notes;   // of that selection
  const std::vector<std::string> &ruleIds; // asked for; empty: all
};

/// A file name. Nothing when it is not known which facts these are.
std::optional<std::string> keyOf(const ResultIdentity &identity);

class ResultCache {
public:
  static constexpr size_t kMostResults = 16;

  explicit ResultCache(std::string directory) : directory_(std::move(directory)) {}

  std::optional<CheckResult> find(llvm::StringRef key) const;
  /// Of more than kMostResults, the oldest go.
  void keep(llvm::StringRef key, const CheckResult &result) const;

private:
  std::string pathOf(llvm::StringRef key) const { return directory_ + "/" + key.str(); }
  void prune() const;

  std::string directory_;
};

} // namespace hookqual::commands
