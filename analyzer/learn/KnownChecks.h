// SPDX-License-Identifier: MIT
// Which calls refuse by their answer, as rules say it: hooks, authorizers of rules, refusals.
#pragma once

#include "analyzer/ir/Function.h"
#include "analyzer/learn/Check.h"
#include "rules/Rule.h"

#include "llvm/Support/GlobPattern.h"

#include <map>
#include <set>
#include <string_view>

namespace hookqual::learn {

class KnownChecks {
public:
  explicit KnownChecks(const rules::RuleSet &rules);

  /// Whether a call of this C name is known to check something.
  bool isKnown(std::string_view name) const { return find(name) != nullptr || isHook(name); }
  /// What the call checks; empty when the function is not known, or answers nothing.
  std::vector<Check> checksOf(const ir::Function &caller, const ir::Instruction &call,
                              std::string_view name) const;
  /// Whether code that returns the error refuses because of what a function answered ...
  bool isRefusalError(int64_t error) const { return errors_.contains(error); }
  /// ... or because of what a field holds.
  bool isRefusalOfField(int64_t error) const {
    return errors_.contains(error) || errorsOfFields_.contains(error);
  }
  bool isHook(std::string_view name) const;
  /// A hook that refuses nothing, or a function that changes on whose behalf the task acts.
  bool isAnnouncement(std::string_view name) const;
  /// A hook, or what a rule names as an authorizer.
  bool isAuthorizer(std::string_view name) const;

private:
  struct Known {
    CheckKind kind = CheckKind::Authorizer;
    std::optional<uint32_t> right;
    std::string rightNames, family;
  };

  const Known *find(std::string_view name) const;
  std::string nameOfRight(const Known &known, int64_t right) const;

  std::map<std::string, Known, std::less<>> known_;
  std::vector<llvm::GlobPattern> hooks_;
  std::set<std::string, std::less<>> refusingNothing_; // hooks that rules give the reason of
  std::set<std::string, std::less<>> subjectChanges_;
  std::set<int64_t> errors_, errorsOfFields_;
  std::map<std::string, int64_t> constants_;
};

} // namespace hookqual::learn
