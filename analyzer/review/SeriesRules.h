// SPDX-License-Identifier: MIT
// The temporary rules of a series: they grow from patch to patch with what the patches touch.
#pragma once

#include "analyzer/infer/Inference.h"
#include "analyzer/review/TemporaryRules.h"
#include "analyzer/review/TouchedAuthorizers.h"
#include "reports/Finding.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace hookqual::review {

class SeriesRules {
public:
  /// Both outlive this.
  SeriesRules(const link::LinkedProgram &base, const rules::RuleSet &rules)
      : base_(base), rules_(rules), inference_(base, rules) {}

  /// Looks at what has become of the base.
  void add(const link::LinkedProgram &now, const std::vector<ChangedFunction> &changed);

  /// The rules of the set, and the temporary ones, as far as they fit a program.
  rules::RuleSet fitting(const ir::Program &now) const;
  /// What the base mediates, a sentence for each operation.
  std::vector<std::string> evidence() const;

  /// Whether it is a temporary rule about what is done behind the authorizer on no object of it.
  bool isBehind(const rules::Rule &rule) const;
  /// Drops such rules of authorizers of which the findings have a nearer one to tell.
  void dropTold(rules::RuleSet &behind, const std::vector<reports::Finding> &findings) const;

  /// Puts the evidence into findings of temporary rules, and drops those that another rule, or
  /// a nearer one of the same authorizer, tells better.
  void settle(std::vector<reports::Finding> &findings) const;

private:
  const TemporaryRule *temporary(const std::string &id) const;
  std::set<std::string> toldNearer(const std::vector<reports::Finding> &findings) const;
  std::string evidenceFor(const reports::Finding &finding) const;

  const link::LinkedProgram &base_;
  const rules::RuleSet &rules_;
  infer::Inference inference_;
  AuthorizerCalls calls_;
  std::map<std::string, std::vector<TemporaryRule>> rulesOf_; // by authorizer
};

} // namespace hookqual::review
