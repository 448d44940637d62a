// SPDX-License-Identifier: MIT
// What the rules say of functions and fields wherever they occur, whatever the rule.
#pragma once

#include "analyzer/infer/RuleBinding.h"

#include <map>
#include <optional>
#include <string>

namespace hookqual::infer {

/// Lookups of one family with equal keys may yield the same object, or its replacement.
struct LookupKey {
  uint32_t family = 0;
  std::vector<uint32_t> arguments;
};

/// Functions are asked for by C name.
class KnownFunctions {
public:
  explicit KnownFunctions(const rules::RuleSet &rules);

  /// Whether the result is the running task.
  bool yieldsCurrent(std::string_view name) const { return current_.contains(name); }
  const FunctionNames &yieldingCurrent() const { return current_; }
  /// Whether the result depends on the arguments only.
  bool isPure(std::string_view name) const { return pure_.contains(name); }
  /// How the function changes on whose behalf the task acts; null for all others.
  const rules::SubjectChange *subjectChange(std::string_view name) const;
  /// What is said of a function that looks objects up; null for all others.
  const LookupKey *lookup(std::string_view name) const;
  /// The family of lookups that reads of the field are; nothing for stable fields.
  std::optional<uint32_t> volatileFamily(std::string_view recordDotField) const;

private:
  FunctionNames current_, pure_;
  std::map<std::string, rules::SubjectChange, std::less<>> subjectChanges_;
  std::map<std::string, LookupKey, std::less<>> lookups_;
  std::map<std::string, uint32_t, std::less<>> volatileFields_;
};

} // namespace hookqual::infer
