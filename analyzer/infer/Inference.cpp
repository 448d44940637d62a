// SPDX-License-Identifier: MIT
#include "analyzer/infer/Inference.h"

#include "analyzer/infer/CallOrder.h"
#include "analyzer/infer/RuleRun.h"

#include <algorithm>

namespace hookqual::infer {

using ir::FunctionId;

const std::vector<CheckSite> &RuleResult::checksIn(FunctionId function) const {
  static const std::vector<CheckSite> kNone;
  const auto found = checks.find(function);
  return found == checks.end() ? kNone : found->second;
}

ir::ValueId RuleResult::rightAskedFor(const CheckSite &check, const ir::Instruction &call) const {
  const int parameter = check.alternative ? modeParameters[*check.alternative] : -1;
  const bool isGiven = parameter >= 0 && size_t(parameter) < call.arguments.size();
  return isGiven ? call.arguments[size_t(parameter)] : ir::ValueId();
}

Inference::Inference(const ir::Program &program, const rules::RuleSet &rules, const Ablation &ablation)
    : program_(program), knowledge_(rules), ablation_(ablation), views_(program), summaries_(program),
      ranks_(std::make_shared<const std::vector<uint32_t>>(bottomUpRanks(program))) {}

Inference::Inference(Inference &base, const ir::Program &program, FunctionId changed)
    : program_(program), knowledge_(base.knowledge_), ablation_(base.ablation_),
      views_(program, base.views_, changed), summaries_(base.summaries_, changed), ranks_(base.ranks_),
      base_(&base), changed_(changed) {}

Inference::~Inference() = default;

RuleResult Inference::infer(const rules::Rule &rule, std::span<const FunctionId> asked, Climbing climbing) {
  const bool asksRights = std::ranges::any_of(
      rule.anyOf, [](const rules::Authorizer &authorizer) { return authorizer.mode.has_value(); });
  if (asksRights && asked.empty()) {
    RuleRun quick(*this, rule, climbing, OtherRights::Ignored);
    quick.start();
    RuleResult result = quick.finish({});
    if (result.errors.empty()) // else what kind of mistakes they are is to be told
      return result;
  }
  RuleRun run(*this, rule, climbing, OtherRights::Followed);
  run.start();
  return run.finish(asked);
}

std::shared_ptr<const PortableSummary> Inference::portableSummary(FunctionId function) {
  TermPool unused; // what is portable has its own
  return Summaries(program_, views_, summaries_, unused, knowledge_, ablation_).portableSummary(function);
}

std::shared_ptr<const std::vector<uint32_t>> Inference::entryDistances() {
  if (base_)
    return base_->entryDistances();
  std::call_once(isCounted_, [&] {
    entryDistances_ = std::make_shared<const std::vector<uint32_t>>(infer::entryDistances(program_));
  });
  return entryDistances_;
}

bool Inference::hasOtherSummary() {
  return *portableSummary(changed_) != *base_->portableSummary(changed_);
}

FunctionSummary Inference::summarize(FunctionId function) {
  auto terms = std::make_shared<TermPool>();
  terms->describeCurrent(recordOfCurrent(program_, knowledge_.yieldingCurrent()));
  Summaries summaries(program_, views_, summaries_, *terms, knowledge_, ablation_);
  return {terms, summaries.summary(function)};
}

} // namespace hookqual::infer
