// SPDX-License-Identifier: MIT
// The paths through one function of a chain, as a formula: a boolean for each block and edge, of
// loops the first iteration and, with loop-carried values free, a later one (Peeling.h), phis tied
// to the edges, and every call that could have checked the object tied to the ways in which it
// leaves it unchecked.
#pragma once

#include "analyzer/witness/MemoryContents.h"
#include "analyzer/witness/PathFormula.h"
#include "analyzer/witness/Peeling.h"
#include "analyzer/witness/Replay.h"
#include "analyzer/witness/TermEncoder.h"
#include "analyzer/witness/ValueEncoder.h"

#include "llvm/ADT/STLFunctionalExtras.h"

#include <deque>

namespace hookqual::witness {

/// What the functions of one chain share.
struct Formula {
  z3::context &context;
  z3::solver &solver;
  infer::TermPool &places; // names of memory
  CalleeSummaries &summaries;
  const infer::RuleResult &result;
  /// Where what was demanded stands in the code, with the literal it is demanded under; null
  /// when nobody will ask why there is no path.
  std::vector<std::pair<z3::expr, Reason>> *reasons = nullptr;

  void demand(const z3::expr &condition, const Reason &reason) const;
  size_t mostBlocks = Peeling::kMostBlocks; // of a frame, before loops are left unpeeled
};

/// The paths through one function of the chain.
class FrameFormula : public PathBlocks {
public:
  /// `arguments` are those of the call that enters the function, `caller` is its activation.
  FrameFormula(const Formula &formula, const ir::Function &function, const Frame &frame, std::string prefix,
               std::vector<z3::expr> arguments, MemoryContents::Caller caller);

  void assertPaths();
  /// In the other frames: a call by pointer goes to the function that the path goes on in.
  void assertCallee(ir::FunctionId callee);
  /// In the innermost frame: what the rule says of the operation's operands.
  void assertOperation(const rules::Operation &rule);
  /// What calls may return, for those met since it was asked last; true if there were any.
  bool assertCalls();
  std::vector<z3::expr> argumentsAtTarget();
  MemoryContents::Caller atTarget() { return {&memory_, &target(), target_}; }
  size_t unpeeledLoops() const { return peeling_.copies().unpeeled(); }
  /// Nothing when the model's path comes by no later iteration of a loop; else that none does.
  std::optional<z3::expr> withoutLaterIterations(const z3::model &model);
  Frame readPath(const z3::model &model, std::deque<infer::Trace> &storage);
  /// Whether the model's values take the IR along that path.
  bool replays(const z3::model &model);
  const ValueEncoder &values() const { return values_; }

  bool isRelevant(uint32_t block) const override { return isRelevant_[block]; }
  void equateOnEdges(uint32_t from, uint32_t to, const z3::expr &a, const z3::expr &b) override;

private:
  struct TakenEdge {
    EdgeOfPath edge;
    z3::expr taken;
  };
  /// A call before the target that may check something.
  struct PassedCheck {
    Position point;
    const ir::Instruction *call = nullptr;
    const infer::CheckSite *check = nullptr;
  };

  void findChecks();
  void askForValues();
  std::vector<uint32_t> blocksToTarget() const;
  void addEdges();
  void assertFlow();
  void assertPhis(const TakenEdge &edge);
  void assertChecks();
  void assertObjects();
  ir::ValueId valueOf(infer::TermId element) const;
  z3::expr reached(uint32_t block) {
    return context_.bool_const((prefix_ + "b" + std::to_string(block)).c_str());
  }
  std::vector<ir::ValueId> valuesAt(const std::vector<ir::ValueId> &originals, uint32_t block) {
    std::vector<ir::ValueId> values;
    for (ir::ValueId original : originals)
      values.push_back(peeling_.at(original, block));
    return values;
  }
  bool confusesLoads(std::vector<ir::ValueId> values);
  std::optional<uint32_t> blockOf(const infer::Term &term) const;
  z3::expr isSameExecution(infer::TermId objects, uint32_t checked, uint32_t used);
  z3::expr isSameNumber(ir::ValueId one, ir::ValueId other);
  z3::expr isOfObject(const PassedCheck &passed);
  z3::expr isOfObject(const PassedCheck &passed, uint32_t used);
  z3::expr leavesUnchecked(const PassedCheck &passed);
  z3::expr holds(const z3::expr &value, rules::Test test, const std::vector<int64_t> &operands);
  ir::ValueId operandOf(const rules::Expression &expression) const;
  void assertCall(ir::ValueId result);
  z3::expr wayOfReturning(const ir::Instruction &call, const infer::Outcome &outcome, TermEncoder &encoder);
  std::vector<EdgeOfPath> edgesTaken(const z3::model &model) const;
  const ir::Instruction &target() const { return peeling_.target(); }
  Signedness signednessOf(ir::ValueId value) const {
    return function_.value(value).type.isSigned ? Signedness::Signed : Signedness::Unsigned;
  }
  void readChecks(const z3::model &model, uint32_t block, std::deque<infer::Trace> &storage, Frame &frame);

  Formula formula_;
  z3::context &context_;
  const ir::Function &original_;
  const Frame &frame_;
  const std::vector<infer::CheckSite> &checks_;
  std::string prefix_;
  Peeling peeling_;
  const ir::Function &function_;
  Position target_;
  std::vector<bool> isRelevant_; // blocks on some path to the target
  MemoryContents memory_;
  ValueEncoder values_;
  size_t assertedCalls_ = 0;
  std::vector<std::vector<ir::ValueId>> phis_; // by block
  std::vector<PassedCheck> passed_;            // in the order of the blocks
  std::vector<TakenEdge> edges_;
};

} // namespace hookqual::witness
