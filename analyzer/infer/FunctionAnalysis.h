// SPDX-License-Identifier: MIT
// Forward flow-sensitive inference over one function for one rule (design section 5):
// FunctionView + BoundRule + signatures of callees ─run─► Signature, local type errors.
#pragma once

#include "analyzer/infer/AnalysisContext.h"

#include <optional>

namespace hookqual::infer {

/// An unmet requirement on an object that no caller knows.
struct LocalError {
  Obligation obligation;
};

struct FunctionResult {
  Signature signature;
  std::vector<LocalError> errors;
  std::vector<StoreEffect> stores; // of all outcomes; without a value: on some path, or several
  std::vector<CheckSite> checks;
  TermId lookup, subject;    // of Summary
  OperationSites operations; // in this function
};

class FunctionAnalysis {
public:
  FunctionAnalysis(AnalysisContext &context, const BoundRule &rule, const FunctionView &view);

  FunctionResult run();

private:
  struct Key {
    std::vector<Held> held;
    std::vector<std::pair<TermId, int>> pending;
    std::vector<std::pair<ir::ValueId, TermId>> modes;
    std::vector<std::pair<ir::ValueId, int>> results;
    friend auto operator<=>(const Key &, const Key &) = default;
  };
  struct Slot {
    State state;
    uint32_t merges = 0;
    bool isDirty = true;
  };
  using BlockStates = std::map<Key, Slot>;

  // What matters (Relevance.cpp)
  bool isRelevantCall(const ir::Instruction &instruction);
  bool requiresSomething(const ir::Instruction &instruction);
  bool needsReturns();
  void findWantedBlocks();

  // Fixpoint (FunctionAnalysis.cpp)
  void findModePhis();
  void findResultPhis();
  void processBlock(ir::BlockId block);
  std::vector<State> transferBlock(ir::BlockId block, State state);
  std::vector<State> joinEqual(std::vector<State> states, uint32_t site);
  void recordBlock(ir::BlockId block);
  void leaveBlock(ir::BlockId block, State state);
  void enterBlock(ir::BlockId from, uint32_t edge, State state);
  bool assumeEdge(State &state, const ir::Block &block, const ir::Edge &edge);
  void bindPhis(State &state, ir::BlockId block, size_t position);
  bool isCounter(ir::ValueId phi, ir::BlockId block) const;
  void generalise(State &state, ir::ValueId phi);
  Key keyOf(State &state);
  void addState(ir::BlockId block, State state);

  // Merging (StateMerge.cpp)
  void prune(State &state, ir::BlockId block);
  /// `merged` names memory on which the two differ.
  State merge(State &a, State &b, TermId merged, bool mayWiden);
  void keepCommonBits(State &state, TermId atom, uint64_t ones);
  void carryToMerged(State &merged, const State &a, const State &b);
  TermId mergedInside(uint32_t site);

  // Instructions (Transfer.cpp, CallTransfer.cpp): each may split a state.
  std::vector<State> transfer(const ir::Instruction &instruction, State state, ir::BlockId block);
  void transferLoad(const ir::Instruction &instruction, State &state);
  void transferStore(const ir::Instruction &instruction, State &state);
  std::vector<State> transferCall(const ir::Instruction &instruction, State state);
  std::vector<State> authorize(const ir::Instruction &instruction, const std::vector<uint32_t> &slots,
                               State state);
  void noteStored(const ir::Instruction &store, const std::vector<uint32_t> &slots, State &state);
  struct AppliedOutcome {
    State state;
    TermId value; // of the call
    std::vector<Held> held;
  };
  bool assumeGuard(State &state, const Guard &guard, const std::vector<TermId> &arguments);
  std::vector<Held> translateHeld(State &after, const std::vector<Held> &exported,
                                  const std::vector<TermId> &arguments, TermId value);
  std::optional<AppliedOutcome> applyOutcome(const ir::Instruction &instruction, ir::FunctionId callee,
                                             const Outcome &outcome, const std::vector<TermId> &arguments,
                                             const State &state);
  std::vector<State> applyOutcomes(const ir::Instruction &instruction, ir::FunctionId callee,
                                   const Signature &signature, State state);
  void recordCheck(CheckSite check);
  void finishChecks();
  void recordOutcomeChecks(const ir::Instruction &instruction, const Signature &signature,
                           const std::vector<std::vector<Held>> &heldByOutcome);
  void writeStores(const std::vector<StoreEffect> &stores, const ir::Instruction &instruction, TermId value,
                   State &state);
  std::vector<StoreEffect> translateStores(const std::vector<StoreEffect> &stores,
                                           const std::vector<TermId> &arguments, State &before);
  Implications implicationsOf(const ir::Instruction &instruction, const std::vector<Outcome> &outcomes,
                              State &before);
  TermId applied(const State &state, std::string_view function, std::vector<TermId> arguments, uint32_t bits);
  void applySummary(const ir::Instruction &instruction, ir::FunctionId callee, State &state);
  void forgetWritten(const ir::Instruction &instruction, const Summary &summary, State &state);
  void forgetArguments(const ir::Instruction &instruction, ir::FunctionId callee, State &state);

  // Values (Evaluation.cpp)
  TermId evaluate(State &state, ir::ValueId value);
  TermId evaluateStructural(State &state, ir::ValueId value);
  const std::string &spellingOf(const ir::Value &global) const;
  TermId subjectIn(const State &state) const;
  TermId subjectSeenBelow(TermId subject, const State &state) const;
  TermId subjectAfter(const ir::Instruction &instruction, ir::FunctionId callee, State &state);
  void recordSubject(const State &state);
  TermId evaluateRoot(State &state, const BoundExpression &expression, const ir::Instruction &instruction,
                      int64_t memberOffset);
  TermId evaluateExpression(State &state, const BoundExpression &expression,
                            const ir::Instruction &instruction, int64_t memberOffset);
  TermId enclosingParameter(const std::string &name);
  std::optional<TermId> substitute(State &state, TermId term, const std::vector<TermId> &arguments);
  std::vector<TermId> argumentsOf(State &state, const ir::Instruction &instruction);
  std::vector<ir::ValueId> plainOperands(const std::vector<BoundExpression> &expressions,
                                         const ir::Instruction &instruction) const;
  /// The objects; if contents of theirs count, a tuple of these comes last.
  TermId tupleOf(State &state, const std::vector<BoundExpression> &expressions,
                 const std::vector<BoundExpression> &contents, const ir::Instruction &instruction,
                 int64_t memberOffset);

  // Requirements (Requirements.cpp)
  enum class Decision { Yes, No, Unknown };
  void checkOperations(const std::vector<uint32_t> &operations, const ir::Instruction &instruction,
                       State &state);
  void checkOperation(uint32_t operation, const ir::Instruction &instruction, State &state);
  void checkReturn(ir::BlockId block, State &state);
  TermId knownPointer(const ir::Instruction &call, State &state);
  TermId isTarget(TermId pointer, ir::FunctionId target);
  bool splitByTarget(const ir::Instruction &instruction, TermId pointer, State &state,
                     std::vector<State> &after);
  std::vector<State> transferIndirectCall(const ir::Instruction &instruction, State state);
  void inheritFromTarget(const ir::Instruction &instruction, TermId pointer, ir::FunctionId target,
                         State &state);
  void inheritObligations(const ir::Instruction &instruction, ir::FunctionId callee, State &state);
  std::vector<ir::ValueId> argumentsNamedBy(TermId objects, const ir::Instruction &instruction) const;
  void inheritObligation(const ir::Instruction &instruction, const Obligation &obligation, State &state);
  bool isExemptAsCurrent(const Obligation &obligation);
  bool wasJudgedForOther(const Alternative &alternative, State &state);
  bool heldOtherContents(const Alternative &alternative, State &state);
  void noteAnswers(Obligation &obligation, State &state);
  void require(Obligation obligation, State &state);
  void strand(Obligation obligation, State &state);
  void addObligation(Obligation obligation);
  void keepWays(ChainPointer &kept, const ChainPointer &added);
  void addError(Obligation obligation);
  bool isMet(State &state, const std::vector<Alternative> &alternatives);
  bool mayBeUnmet(State &state, const std::vector<Alternative> &alternatives);
  Decision decide(State &state, TermId term, rules::Test test, const std::vector<int64_t> &values);
  Decision decideCondition(State &state, const BoundCondition &condition, const ir::Instruction &instruction,
                           int64_t memberOffset);
  bool assumeTest(State &state, TermId term, rules::Test test, const std::vector<int64_t> &values,
                  bool holds);
  Decision decideMode(State &state, uint32_t alternative, TermId mode);
  bool assumeCondition(State &state, const BoundCondition &condition, bool holds,
                       const ir::Instruction &instruction, int64_t memberOffset);
  bool applies(uint32_t operation, const ir::Instruction &instruction, State &state);
  bool holdsCondition(uint32_t operation, size_t exemption, const ir::Instruction &instruction, State &state,
                      TermId objects);
  bool isExempt(const ir::Instruction &instruction, State &state, Obligation &obligation);
  void noteOperation(const Obligation &obligation);
  bool canTravel(TermId objects);
  Guard guardOf(State &state);

  // Lookups (Lookups.cpp)
  void noteLookup(const ir::Instruction &instruction, ir::FunctionId callee, TermId value, State &state);
  void noteVolatileLoad(const ir::Instruction &instruction, TermId address, State &state);
  std::map<TermId, TermId> lookupsIn(const State &state, TermId objects); // atom -> key
  bool isOtherLookup(TermId atom, const CheckedLookup &checked) const;
  static bool hasChecked(const State &state, const SecondLookup &lookup);
  std::set<TermId> lookupKeysOf(const State &state, TermId objects);
  void noteChecked(const Held &held, State &state);
  bool isSecondLookup(const Obligation &obligation, const State &state);
  void claimSecondLookup(const Obligation &obligation, const State &state);
  void inheritSecondLookups(const ir::Instruction &instruction, const Signature &signature, State &state);
  void recordLookup(const State &state, TermId returned);

  // Outcomes (Outcomes.cpp)
  void recordReturn(State &state, ir::ValueId returned);
  TermId inFinalMemory(State &state, TermId objects);
  std::vector<StoreEffect> exportedStores(State &state, ir::ValueId returned);
  void finishOutcomes();

  AnalysisContext &context_;
  TermPool &terms_;
  const BoundRule &rule_;
  const FunctionView &view_;
  const ir::Function &function_;
  std::vector<BlockStates> states_;
  std::set<uint32_t> worklist_;
  std::vector<bool> isModePhi_, isResultPhi_, isWanted_;
  std::map<uint32_t, uint32_t> callStates_; // relevant call site -> states that made the call
  std::map<CheckSite, uint32_t> checkStates_;
  bool isRecording_ = false; // the fixpoint stands: obligations, errors and returns count
  bool hasLookup_ = false, hasSubject_ = false;
  std::vector<Outcome> returns_; // by state, in order of discovery
  FunctionResult result_;
};

} // namespace hookqual::infer
