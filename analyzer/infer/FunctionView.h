// SPDX-License-Identifier: MIT
// What inference needs of a function beyond its IR and whatever the rule: which values are
// live into each block, and what its symbols resolve to. Computed once per function.
#pragma once

#include "analyzer/ir/Program.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace hookqual::infer {

class FunctionView {
public:
  FunctionView(const ir::Program &program, ir::FunctionId id);

  ir::FunctionId id() const { return id_; }
  const ir::Function &function() const { return function_; }
  /// Loads, call results and phis that are used in the block or after it, ascending.
  /// Phis of the block itself count, their operands do not.
  const std::vector<ir::ValueId> &liveInto(ir::BlockId block) const { return liveIn_[block.index]; }
  const std::vector<ir::ValueId> &phisOf(ir::BlockId block) const { return phis_[block.index]; }
  /// Whether the block may be executed more than once.
  bool isInLoop(ir::BlockId block) const { return inLoop_[block.index]; }
  /// Whether anything in the function uses the value.
  bool isUsed(ir::ValueId value) const { return isUsed_[value.index]; }
  /// Invalid when no body was captured.
  ir::FunctionId callee(ir::SymbolId symbol) const { return callees_[symbol.index]; }
  std::string_view nameOf(ir::SymbolId symbol) const { return names_[symbol.index]; }
  /// The members through which an indirect call may go.
  const std::vector<ir::MemberId> &calledMembers(const ir::Instruction &call) const;
  /// `record.field`.
  const std::string &memberName(ir::MemberId member) const { return memberNames_[member.index]; }

private:
  using Bits = std::vector<bool>;

  void findCalledMembers();
  void resolveNames(const ir::Program &program);
  void computeLiveness();
  void findLoops();
  void findUses();
  void use(ir::ValueId value, Bits &live, Bits &seen) const;
  Bits transferBlock(ir::BlockId block, Bits live) const;

  ir::FunctionId id_;
  const ir::Function &function_;
  std::vector<std::vector<ir::ValueId>> liveIn_, phis_;
  std::vector<bool> inLoop_, isUsed_;
  std::vector<ir::FunctionId> callees_;
  std::vector<std::string_view> names_;
  std::vector<std::string> memberNames_;
  std::map<uint32_t, std::vector<ir::MemberId>> calledMembers_; // by site
};

} // namespace hookqual::infer
