// SPDX-License-Identifier: MIT
// One rule over one program: which functions are analysed, in which order, until nothing
// changes (Inference.h). A run that has ended can be continued over a program that differs in
// one body: only what depends on that body is analysed again.
#pragma once

#include "analyzer/infer/AnalysisContext.h"
#include "analyzer/infer/FunctionAnalysis.h"
#include "analyzer/infer/Inference.h"

#include <map>
#include <memory>
#include <set>
#include <span>
#include <tuple>
#include <utility>
#include <vector>

namespace hookqual::infer {

/// Calls of authorizers that ask for a right the rule does not want.
enum class OtherRights : uint8_t { Ignored, Followed };

/// Which of the functions that are to be analysed comes first. Callees first is the order in which
/// each needs to be analysed but once; nearest to an entry first is the one that soonest finds an
/// error, if there is any.
enum class Next : uint8_t { CalleesFirst, NearestEntryFirst };

class RuleRun : public AnalysisContext {
public:
  RuleRun(Inference &owner, const rules::Rule &rule, Climbing climbing, OtherRights otherRights);
  /// Where `base` ended, over the program of `owner`, which `owner` was made to differ from the
  /// one of `base` in one body.
  RuleRun(const RuleRun &base, Inference &owner, Next next = Next::CalleesFirst);

  /// From the functions that hold operations, until nothing changes.
  void start();
  /// Goes on until nothing is left to do. A requirement that climbs through a great part of the
  /// program is given up (counted) once it has found its way to the nearest entries.
  void settle();
  /// Makes ready to go on from a function whose body is another now, and from its callers if its
  /// summary is; false when none of them was looked at, so that everything is as it was.
  bool restart(ir::FunctionId changed, bool hasOtherSummary);
  /// Goes on for about so many analyses of functions; false when nothing is left to do. What is
  /// known in between is true of functions whose callees are done, and they come first.
  bool goOn(uint64_t analyses);
  /// What came of it, with signatures of `asked` as well. The run is over then.
  RuleResult finish(std::span<const ir::FunctionId> asked);

  TermPool &terms() override { return *terms_; }
  const ir::Program &program() const override { return program_; }
  const FunctionView &view(ir::FunctionId function) override {
    isConsulted_[function.index] = true;
    return owner_.views_.view(function);
  }
  const Signature *signature(ir::FunctionId function) override;
  const Summary &summary(ir::FunctionId function) override {
    isConsulted_[function.index] = true;
    return summaries_.summary(function);
  }
  const KnownFunctions &known() const override { return owner_.knowledge_; }
  void confirmRelookup(const SecondLookup &lookup) override {
    noted_->relookups.insert({lookup.operation, lookup.function, lookup.site});
  }
  Overflows &overflows() override { return result_.overflows; }
  bool has(Feature feature) const override { return owner_.ablation_.has(feature); }
  void noteExemption(size_t exemption, const Obligation &obligation) override {
    noted_->exemptions.push_back({exemption, {obligation.operation, obligation.function, obligation.site}});
  }

private:
  using Order = std::pair<uint32_t, ir::FunctionId>;
  struct Notes {
    std::vector<std::pair<size_t, OperationSite>> exemptions;           // that applied
    std::set<std::tuple<uint32_t, ir::FunctionId, uint32_t>> relookups; // operation, function, site
  };
  /// What the last analysis of a function yielded, beside its signature and checks.
  struct Analysed {
    std::vector<LocalError> errors;
    OperationSites operations;
    Notes notes;
  };

  void seed();
  bool callsAuthorizer() const;
  void settleNext();
  void describeSilence();
  const Signature *provisional(ir::FunctionId function);
  void analyse(ir::FunctionId function);
  void analyseOnce(ir::FunctionId function);
  void pushCallers(ir::FunctionId function);
  void push(ir::FunctionId function) { worklist_.insert({(*order_)[function.index], function}); }
  void dropExempted(Signature &signature);
  void collectErrors();
  void collectErrorsOf(ir::FunctionId function, const Signature &signature);
  void collectNotes();
  void collectOperations();
  void collectDependencies();
  void addError(Obligation obligation, ir::FunctionId root, ir::Entry entry);

  Inference &owner_;
  const ir::Program &program_;
  const Climbing climbing_;
  Binding binding_;
  std::shared_ptr<TermPool> terms_;
  Summaries summaries_;
  RuleResult result_;
  std::shared_ptr<const std::vector<uint32_t>> authorizerDistance_;
  std::shared_ptr<const std::vector<uint32_t>> order_; // by function; the least is next
  std::set<Order> worklist_;
  std::set<ir::FunctionId> inProgress_;
  std::set<ir::FunctionId> told_;  // whose callers heard of them
  std::set<ir::FunctionId> stale_; // that relied on what a member of their cycle no longer says
  std::map<ir::FunctionId, std::set<ir::FunctionId>> usedProvisional_; // in a cycle: by whom
  std::map<ir::FunctionId, uint32_t> visits_;
  std::map<ir::FunctionId, std::shared_ptr<const Analysed>> analysed_;
  std::vector<bool> isConsulted_; // by function
  Notes ofEntries_;               // what applied where obligations ended
  Notes *noted_ = &ofEntries_;    // of the function that is being analysed
  std::set<OperationSite> exempt_;
  std::set<std::tuple<uint32_t, ir::FunctionId, uint32_t>> relookups_;
};

} // namespace hookqual::infer
