// SPDX-License-Identifier: MIT
// What the base mediates everywhere must stay mediated: of one authorizer, every operation
// that it guards on all its routes becomes a rule for as long as a series is looked at.
//
//   authorizer calls ─GuardedOperations─► candidates ─infer on the base─► those without a type
//                                                                         error: rules
#pragma once

#include "analyzer/infer/Inference.h"
#include "analyzer/mutate/HookCalls.h"
#include "analyzer/review/GuardedOperations.h"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hookqual::review {

struct TemporaryRule {
  rules::Rule rule;
  /// ``in the base all 7 routes to `do_mmap` pass `security_mmap_file` ``: one for each operation.
  std::vector<std::string> evidence;
};

class TemporaryRules {
public:
  /// `program` and `inference` are of the base; all outlive this.
  TemporaryRules(const ir::Program &program, infer::Inference &inference, const rules::RuleSet &rules)
      : program_(program), inference_(inference), rules_(rules) {}

  /// Rules of one authorizer, from calls of it: at most one about its objects, and one about
  /// what lies behind it. None when the base mediates nothing everywhere.
  std::vector<TemporaryRule> of(const std::string &authorizer, const std::vector<mutate::HookCall> &calls);

private:
  std::optional<TemporaryRule> ruleOf(const std::string &authorizer, Relation relation,
                                      const std::set<Candidate> &candidates);
  std::set<Candidate> withoutError(const std::string &authorizer, Relation relation,
                                   const std::set<Candidate> &candidates);
  rules::Rule make(const std::string &authorizer, Relation relation,
                   const std::vector<Candidate> &candidates) const;
  std::string evidenceOf(const std::string &authorizer, const Candidate &candidate) const;
  size_t routesTo(const Candidate &candidate) const;
  rules::Accepts acceptsOf(const std::string &authorizer) const;

  const ir::Program &program_;
  infer::Inference &inference_;
  const rules::RuleSet &rules_;
};

/// Whether all names in the rule's expressions mean something in the program.
bool fits(const ir::Program &program, const rules::Rule &rule);
/// The rule with those of its operations that fit; nothing when none does.
std::optional<rules::Rule> fittingPart(const ir::Program &program, const rules::Rule &rule);

} // namespace hookqual::review
