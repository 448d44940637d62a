// SPDX-License-Identifier: MIT
#include "analyzer/infer/KeptRun.h"

#include "analyzer/infer/RuleRun.h"

namespace hookqual::infer {

namespace {

// Analyses of functions before the first look. Most changes need fewer.
constexpr uint64_t kFirstPart = 64;

} // namespace

KeptRun::KeptRun(Inference &base, const rules::Rule &rule)
    : run_(std::make_unique<RuleRun>(base, rule, Climbing::ToEntries, OtherRights::Followed)) {
  run_->start();
  result_ = RuleRun(*run_, base).finish({});
}

KeptRun::~KeptRun() = default;

void KeptRun::again(Inference &changed, const std::function<bool(const RuleResult &)> &isEnough) const {
  const bool hasOtherSummary = changed.hasOtherSummary();
  RuleRun dive(*run_, changed, Next::NearestEntryFirst);
  if (!dive.restart(changed.changed_, hasOtherSummary))
    return;
  const bool isDone = !dive.goOn(kFirstPart);
  if (isEnough(dive.finish({})) || isDone)
    return;
  RuleRun run(*run_, changed);
  run.restart(changed.changed_, hasOtherSummary);
  run.settle();
  isEnough(run.finish({}));
}

} // namespace hookqual::infer
