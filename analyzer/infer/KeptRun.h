// SPDX-License-Identifier: MIT
// A rule that is asked of many programs, each of which differs from one base in one body: it is
// inferred once, and what depends on the body again for each.
//
//   KeptRun(base, rule) ─again(mutant)─► RuleResult
#pragma once

#include "analyzer/infer/Inference.h"

#include <functional>
#include <memory>

namespace hookqual::infer {

class RuleRun;

class KeptRun {
public:
  /// Both outlive it.
  KeptRun(Inference &base, const rules::Rule &rule);
  ~KeptRun();

  const RuleResult &result() const { return result_; }

  /// Over the program of `changed`, which was made from the same base: calls `isEnough` with what
  /// came of it. When much depends on the change, it is called with a part of it before, of which
  /// all errors are real, and what it says decides whether to go on. Not called when the rule does
  /// not look at what has changed: then all is as in the base. Several threads may ask at once;
  /// one answer does not depend on another.
  void again(Inference &changed, const std::function<bool(const RuleResult &)> &isEnough) const;

private:
  std::unique_ptr<RuleRun> run_;
  RuleResult result_;
};

} // namespace hookqual::infer
