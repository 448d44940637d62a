// SPDX-License-Identifier: MIT
// Qualifier inference over the program, one rule at a time, demand-driven upward: from the
// functions that contain the rule's operations to their callers, bottom-up, until every
// obligation is met or has reached an entry (design section 5).
#pragma once

#include "analyzer/infer/Signature.h"
#include "analyzer/infer/Summaries.h"

#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <span>
#include <string>
#include <vector>

namespace hookqual::infer {

/// What a result depends on: while these functions, what they call and what they mean stay the
/// same, so does the result. Ascending.
struct Dependencies {
  std::vector<ir::FunctionId> consulted; // that were looked at or asked about
  std::vector<ir::FunctionId> requiring; // of these, those that leave something to their callers
};

struct RuleResult {
  const rules::Rule *rule = nullptr;
  std::shared_ptr<TermPool> terms; // what all ids below refer to
  std::vector<BindingMessage> messages;
  std::vector<TypeError> errors;      // of user-reachable entries and local objects
  std::vector<TypeError> assumptions; // obligations left to callers that were not captured
  std::map<ir::FunctionId, Signature> signatures;
  std::map<ir::FunctionId, std::vector<CheckSite>> checks;
  std::set<size_t> usedExemptions;
  std::vector<int> modeParameters;         // per alternative, -1: none (BoundRule)
  std::vector<uint32_t> alternativeOfSlot; // index in Rule::anyOf
  OperationSites operationSites;
  uint64_t operations = 0;               // places met during inference
  uint64_t analyses = 0, mostVisits = 0; // of functions; of one function
  uint64_t exempted = 0;                 // routes that an exemption discharged
  bool hasAuthorizer = false, hasOperation = false;
  std::string silence; // why the rule matched nothing; empty when it did match
  Overflows overflows;
  Dependencies dependencies;

  /// The calls of a function that may check something; none when it was not analysed.
  const std::vector<CheckSite> &checksIn(ir::FunctionId function) const;
  /// The argument by which the authorizer itself is told which right is asked for; invalid when
  /// the rule asks for none, or the call is not of the authorizer.
  ir::ValueId rightAskedFor(const CheckSite &check, const ir::Instruction &call) const;
};

/// What is known of a function whatever the rule.
struct FunctionSummary {
  std::shared_ptr<TermPool> terms; // what the ids of the summary refer to
  Summary summary;
};

/// How far unmet requirements go. Without climbing each is an error of the function that holds
/// the operation, whatever its callers check.
enum class Climbing : uint8_t { ToEntries, NotAtAll };

class Inference {
public:
  Inference(const ir::Program &program, const rules::RuleSet &rules, const Ablation &ablation = {});
  /// Over a program that differs from the one of `base` in the body of `changed` alone, and
  /// calls nothing there that it did not call. `base` outlives it and may be in use elsewhere.
  Inference(Inference &base, const ir::Program &program, ir::FunctionId changed);
  ~Inference();

  /// May be called from several threads at once; what it yields depends on the rule alone.
  /// Signatures are there for functions that some operation depends on, and for those `asked`
  /// for that the rule has a relation to.
  RuleResult infer(const rules::Rule &rule, std::span<const ir::FunctionId> asked = {},
                   Climbing climbing = Climbing::ToEntries);

  /// May be called from several threads at once.
  FunctionSummary summarize(ir::FunctionId function);
  /// The same, comparable across programs.
  std::shared_ptr<const PortableSummary> portableSummary(ir::FunctionId function);

private:
  friend class KeptRun;
  friend class RuleRun;

  /// Whether the function that changed means another thing to its callers than in the base.
  bool hasOtherSummary();

  const ir::Program &program_;
  KnownFunctions knowledge_;
  Ablation ablation_;
  ViewCache views_;
  SummaryStore summaries_;
  /// Of the unchanged program; counted when first asked for.
  std::shared_ptr<const std::vector<uint32_t>> entryDistances();

  std::shared_ptr<const std::vector<uint32_t>> ranks_; // bottom-up order of the functions
  std::shared_ptr<const std::vector<uint32_t>> entryDistances_;
  std::once_flag isCounted_; // entryDistances_
  Inference *base_ = nullptr;
  ir::FunctionId changed_; // differs from the one of base_
};

} // namespace hookqual::infer
