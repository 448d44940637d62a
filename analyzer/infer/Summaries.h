// SPDX-License-Identifier: MIT
// Rule-independent knowledge of functions, computed when first asked for: accessors
// (`file_inode` returns a term over its parameter) and which parameters are written through.
#pragma once

#include "analyzer/infer/AnalysisContext.h"
#include "analyzer/infer/KnownFunctions.h"
#include "analyzer/infer/SummaryStore.h"

#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>

namespace hookqual::infer {

/// The views of all functions that any rule has looked at; nothing in them depends on one.
class ViewCache {
public:
  explicit ViewCache(const ir::Program &program) : program_(program) {}
  /// Of a program that differs from the one of `base` in the body of `changed` alone.
  ViewCache(const ir::Program &program, ViewCache &base, ir::FunctionId changed)
      : program_(program), base_(&base), changed_(changed) {}
  const FunctionView &view(ir::FunctionId function);

private:
  const ir::Program &program_;
  ViewCache *base_ = nullptr;
  ir::FunctionId changed_;
  std::mutex mutex_;
  std::unordered_map<uint32_t, std::unique_ptr<FunctionView>> views_;
};

/// Summaries in the terms of one pool: terms belong to one rule's run, since what a rule finds
/// must not depend on the rules before it.
class Summaries {
public:
  Summaries(const ir::Program &program, ViewCache &views, SummaryStore &store, TermPool &terms,
            const KnownFunctions &knowledge, const Ablation &ablation);
  ~Summaries();

  const FunctionView &view(ir::FunctionId function) { return views_.view(function); }
  const Summary &summary(ir::FunctionId function);
  std::shared_ptr<const PortableSummary> portableSummary(ir::FunctionId function);

private:
  class Context;

  std::shared_ptr<const PortableSummary> computeAlone(ir::FunctionId function);
  Summary compute(ir::FunctionId function);
  const Summary &calleeSummary(ir::FunctionId callee);
  void findWrites(ir::FunctionId function, Summary &summary);
  void addCallWrites(const FunctionView &view, const ir::Instruction &instruction, Summary &summary);
  std::vector<ByteRange> writesOfArgument(const FunctionView &view, const ir::Instruction &instruction,
                                          size_t index);

  const ir::Program &program_;
  SummaryStore &store_;
  TermPool &terms_;
  const KnownFunctions &knowledge_;
  const Ablation &ablation_;
  ViewCache &views_;
  std::unordered_map<uint32_t, std::unique_ptr<Summary>> summaries_;
  ir::FunctionId computed_;                                        // whose callees are asked about
  std::unordered_map<uint32_t, std::unique_ptr<Summary>> unknown_; // of members of its cycle
};

} // namespace hookqual::infer
