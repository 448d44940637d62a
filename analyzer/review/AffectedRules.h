// SPDX-License-Identifier: MIT
// Which rules a patch may make say something else. A rule's answer depends on the functions it
// consulted (infer::Dependencies); while these, whom they call and what they mean to their
// callers are the same in both programs, and the patch adds no operation of the rule and no way
// to one, the answer of the base still holds.
#pragma once

#include "analyzer/infer/Inference.h"
#include "analyzer/infer/RuleBinding.h"
#include "analyzer/review/ChangedFunctions.h"

#include <set>
#include <string>
#include <vector>

namespace hookqual::review {

class AffectedRules {
public:
  /// All outlive it.
  AffectedRules(const link::LinkedProgram &base, const link::LinkedProgram &now, const rules::RuleSet &rules,
                const std::vector<ChangedFunction> &changed);

  bool mayAffect(const rules::Rule &rule, const infer::Dependencies &dependencies) const;

private:
  void mapFunctions();
  void compareCallers(ir::FunctionId now);
  void compareEntries();
  void followSummaries();
  bool hasSameSummary(ir::FunctionId before, ir::FunctionId now);
  void findNear();
  void findGained();
  ir::FunctionId asNow(ir::FunctionId before) const { return nowOf_[before.index]; }
  std::vector<ir::FunctionId> asNow(std::span<const ir::FunctionId> before) const;
  bool isBoundAlike(const infer::BoundRule &before, const infer::BoundRule &now) const;
  bool hasNewOperation(const infer::BoundRule &now) const;
  bool mayBeAskedNewly(const infer::BoundRule &now, const infer::Dependencies &dependencies) const;

  const link::LinkedProgram &base_, &now_;
  const infer::KnownFunctions known_;
  infer::Inference before_, after_;
  std::vector<ir::FunctionId> nowOf_, beforeOf_; // invalid: it is gone, it is new
  std::set<ir::FunctionId> changed_;             // in the base: other bodies, calls, meanings, entries
  std::set<ir::FunctionId> changedNow_;          // the same, and the new ones, in `now`
  std::set<ir::FunctionId> calledAnew_;          // in the base: that have callers they had not
  std::set<ir::FunctionId> calledAnewNow_;
  std::vector<uint32_t> nearness_;  // in the base: 0 if further above what changed than inference looks down
  std::set<ir::FunctionId> gained_; // in `now`: what changed functions reach, if they call anything new
};

} // namespace hookqual::review
