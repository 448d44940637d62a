// SPDX-License-Identifier: MIT
// What each function of a program checks, and what was checked whenever it is called:
//
//   callees first ─► a CheckSummary a function ─► callers first ─► its context
#pragma once

#include "analyzer/ir/Program.h"
#include "analyzer/learn/Effects.h"
#include "analyzer/learn/FunctionChecks.h"
#include "analyzer/learn/ReturnedPaths.h"

#include <optional>
#include <vector>

namespace hookqual::learn {

class ProgramChecks {
public:
  ProgramChecks(const ir::Program &program, const KnownChecks &known);

  struct Call {
    const ir::Instruction *instruction = nullptr;
    ir::BlockId block;
    ir::FunctionId callee; // of a direct call; invalid when no body was captured
    SetId before;          // on every way within the function
    SetId mayBefore;       // of its own, on some way
  };

  const ir::Program &program() const { return program_; }
  const KnownChecks &known() const { return known_; }
  const CheckTable &table() const { return table_; }
  const CheckSets &sets() const { return sets_; }
  CallSpread &spread() { return spread_; }
  const std::vector<ir::FunctionId> &order() const { return order_; }
  const ReturnedPaths &returned() const { return returned_; }
  SetId keep(CheckSet set) { return sets_.idOf(std::move(set)); }

  const CheckSummary &summary(ir::FunctionId function) const { return summaries_[function.index]; }
  const std::vector<Call> &calls(ir::FunctionId function) const { return calls_[function.index]; }
  /// What is checked on every way from user space to the function; nothing when there is none.
  std::optional<SetId> context(ir::FunctionId function) const { return contexts_[function.index]; }

  /// Functions that user space can reach and that change something.
  size_t comparedFunctions() const;

  /// The events of a function again, which are not kept.
  CheckEvents eventsOf(ir::FunctionId function);
  /// Whether the call may change something.
  bool mayChange(const ir::Function &caller, const ir::Instruction &call, ir::FunctionId callee);

private:
  void summarize(ir::FunctionId function);
  CheckEvent checksOfCall(const ir::Function &caller, const ir::Instruction &call, ir::FunctionId callee);
  bool isQuestion(const ir::Function &caller, const ir::Instruction &call);
  bool mayPassedFunctionChange(const ir::Function &caller, const ir::Instruction &call) const;
  bool mayChangeSomething(const ir::Function &function);
  void findContexts();
  std::vector<ir::FunctionId> handlersGivenAway(ir::FunctionId function) const;
  bool isStartedByUser(ir::FunctionId function) const;
  std::vector<ir::FunctionId> calleesOf(ir::FunctionId caller, const Call &call) const;

  const ir::Program &program_;
  const KnownChecks &known_;
  std::vector<ir::FunctionId> order_; // callees before callers
  ReturnedPaths returned_;
  CallSpread spread_;
  CheckTable table_;
  CheckSets sets_;
  std::vector<CheckSummary> summaries_;
  std::vector<std::vector<Call>> calls_;
  std::vector<std::optional<SetId>> contexts_;
};

} // namespace hookqual::learn
