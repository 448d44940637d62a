// SPDX-License-Identifier: MIT
// What the rules say of functions and fields wherever they occur, whatever the rule.
#pragma once

#include "analyzer/infer/AnalysisContext.h"

#include <map>
#include <string>

namespace hookqual::infer {

class KnownFunctions {
public:
  explicit KnownFunctions(const rules::RuleSet &rules);

  bool yieldsCurrent(std::string_view name) const { return current_.contains(name); }
  const FunctionNames &yieldingCurrent() const { return current_; }
  bool isPure(std::string_view name) const { return pure_.contains(name); }
  const rules::SubjectChange *subjectChange(std::string_view name) const;
  const LookupKey *lookup(std::string_view name) const;
  std::optional<uint32_t> volatileFamily(std::string_view recordDotField) const;

private:
  FunctionNames current_, pure_;
  std::map<std::string, rules::SubjectChange, std::less<>> subjectChanges_;
  std::map<std::string, LookupKey, std::less<>> lookups_;
  std::map<std::string, uint32_t, std::less<>> volatileFields_;
};

} // namespace hookqual::infer
