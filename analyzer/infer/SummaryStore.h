// SPDX-License-Identifier: MIT
// The summaries of a program, shared by all rules and threads. What a summary says depends on
// the function and its callees alone: members of one cycle of direct calls know nothing of each
// other, so that it never matters who is asked first.
#pragma once

#include "analyzer/infer/AnalysisContext.h"
#include "analyzer/infer/PortableTerms.h"

#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

namespace hookqual::infer {

struct PortableSummary {
  PortableTerms terms;
  Summary summary; // over `terms`
  friend bool operator==(const PortableSummary &, const PortableSummary &) = default;
};

class SummaryStore {
public:
  explicit SummaryStore(const ir::Program &program);
  /// Of a program that differs from the one of `base` in the body of `changed` alone, which does
  /// less there: what its callers may do, they could do before. `base` outlives it.
  SummaryStore(SummaryStore &base, ir::FunctionId changed);

  bool areInOneCycle(ir::FunctionId a, ir::FunctionId b) const {
    return a == b || (*cycles_)[a.index] == (*cycles_)[b.index];
  }
  /// Null when it is not known yet.
  std::shared_ptr<const PortableSummary> find(ir::FunctionId function);
  void keep(ir::FunctionId function, std::shared_ptr<const PortableSummary> summary);

private:
  std::shared_ptr<const std::vector<uint32_t>> cycles_;
  SummaryStore *base_ = nullptr;
  ir::FunctionId changed_;
  std::mutex mutex_;
  std::unordered_map<uint32_t, std::shared_ptr<const PortableSummary>> summaries_;
};

} // namespace hookqual::infer
