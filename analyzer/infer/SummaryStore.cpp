// SPDX-License-Identifier: MIT
#include "analyzer/infer/SummaryStore.h"

#include "analyzer/infer/CallOrder.h"

namespace hookqual::infer {

using ir::FunctionId;

SummaryStore::SummaryStore(const ir::Program &program)
    : cycles_(std::make_shared<const std::vector<uint32_t>>(directCycles(program))) {}

SummaryStore::SummaryStore(SummaryStore &base, FunctionId changed)
    : cycles_(base.cycles_), base_(&base), changed_(changed) {}

std::shared_ptr<const PortableSummary> SummaryStore::find(FunctionId function) {
  if (base_ && function != changed_)
    return base_->find(function);
  std::lock_guard lock(mutex_);
  auto found = summaries_.find(function.index);
  return found == summaries_.end() ? nullptr : found->second;
}

void SummaryStore::keep(FunctionId function, std::shared_ptr<const PortableSummary> summary) {
  if (base_ && function != changed_)
    return base_->keep(function, std::move(summary));
  std::lock_guard lock(mutex_);
  summaries_.try_emplace(function.index, std::move(summary)); // another thread's is the same
}

} // namespace hookqual::infer
