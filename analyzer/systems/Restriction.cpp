// SPDX-License-Identifier: MIT
#include "analyzer/systems/Restriction.h"

#include "analyzer/ir/Calls.h"
#include "analyzer/systems/Answers.h"
#include "analyzer/systems/BlockReach.h"
#include "analyzer/systems/SourceText.h"
#include "analyzer/witness/Blocks.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <set>

namespace hookqual::systems {

using ir::BlockId;
using ir::EdgeKind;
using ir::Opcode;
using ir::Value;
using ir::ValueId;
using ir::ValueKind;

namespace {

/// What an edge says of an answer: that it is (not) zero, or an error.
enum class Learnt : uint8_t { Nothing, Zero, NonZero };

Learnt opposite(Learnt learnt) {
  return learnt == Learnt::Zero ? Learnt::NonZero : learnt == Learnt::NonZero ? Learnt::Zero : learnt;
}

bool isMadeOf(const ir::Function &function, ValueId value, ValueId answer) {
  return llvm::is_contained(ir::sourcesOf(function, value), answer);
}

/// What is known of the answer where the condition is true.
Learnt learntIfTrue(const ir::Function &function, ValueId condition, ValueId answer) {
  if (isMadeOf(function, condition, answer))
    return Learnt::NonZero;
  const Value &value = function.value(condition);
  if (value.kind == ValueKind::Cast)
    return learntIfTrue(function, value.operands.front(), answer);
  if (value.kind == ValueKind::Unary && value.opcode == Opcode::LogicalNot)
    return opposite(learntIfTrue(function, value.operands.front(), answer));
  if (value.kind != ValueKind::Binary || function.value(value.operands[1]).kind != ValueKind::Constant ||
      learntIfTrue(function, value.operands[0], answer) != Learnt::NonZero)
    return Learnt::Nothing;
  const int64_t constant = function.value(value.operands[1]).constant;
  switch (value.opcode) {
  case Opcode::Equal:
    return constant == 0 ? Learnt::Zero : Learnt::NonZero;
  case Opcode::NotEqual:
    return constant == 0 ? Learnt::NonZero : Learnt::Nothing;
  case Opcode::Less:
    return constant <= 0 ? Learnt::NonZero : Learnt::Nothing;
  case Opcode::GreaterEqual:
    return constant == 0 ? Learnt::Zero : Learnt::Nothing;
  default:
    return Learnt::Nothing;
  }
}

Learnt learntAlong(const ir::Function &function, const ir::Block &block, size_t successor, ValueId answer) {
  const EdgeKind kind = block.successors[successor].kind;
  if (kind != EdgeKind::NonZero && kind != EdgeKind::Zero)
    return Learnt::Nothing;
  const Learnt ifTrue = learntIfTrue(function, block.condition, answer);
  if (kind == EdgeKind::NonZero)
    return ifTrue;
  // What is not equal to one error may be another one.
  const Value &value = function.value(block.condition);
  const bool isOneError = value.kind == ValueKind::Binary && value.opcode == Opcode::Equal &&
                          function.value(value.operands[1]).constant != 0;
  return isOneError ? Learnt::Nothing : opposite(ifTrue);
}

/// Of the texts, those that a caller takes for success.
std::vector<std::string> successes(const ir::Function &function, const std::vector<std::string> &answers) {
  if (function.returnType.typeClass != ir::TypeClass::Integer || !function.returnType.isSigned)
    return {};
  std::vector<std::string> found;
  for (const std::string &answer : answers)
    if (int64_t number = 0; !llvm::StringRef(answer).getAsInteger(10, number) && number >= 0)
      found.push_back(answer);
  return found;
}

/// What a failed check answers: false, if it answers yes or no; else not zero.
Learnt whenFailed(const ir::Program &program, std::string_view check) {
  const ir::Prototype *prototype = program.prototype(check);
  const bool isTruth =
      prototype && (prototype->result.spelling == "bool" || prototype->result.spelling == "_Bool");
  return isTruth ? Learnt::Zero : Learnt::NonZero;
}

class LostDenials {
public:
  LostDenials(const ir::Program &program, const mutate::HookCall &call, std::vector<LostDenial> &found)
      : program_(program), call_(call), function_(program.function(call.function)), found_(found) {}

  void find() {
    const ir::Instruction *call = ir::instructionAt(function_, call_.site);
    if (!ir::isUsed(function_, call->result)) {
      found_.push_back({call_, Denial::Ignored, call->location, ""});
      return;
    }
    for (uint32_t i = 0; i < function_.blocks.size(); ++i)
      for (size_t s = 0; s < function_.blocks[i].successors.size(); ++s)
        if (function_.blocks[i].condition.valid() &&
            learntAlong(function_, function_.blocks[i], s, call->result) == Learnt::NonZero)
          noteSuccess(BlockId(i), s);
  }

private:
  void noteSuccess(BlockId block, size_t successor) {
    const auto answers = successes(function_, answersAlong(program_, function_, block, successor));
    if (!answers.empty())
      found_.push_back({call_, Denial::Success, function_.block(block).location, joined(answers)});
  }

  const ir::Program &program_;
  const mutate::HookCall &call_;
  const ir::Function &function_;
  std::vector<LostDenial> &found_;
};

/// An edge on which an ordinary check has said no.
struct FailedCheck {
  std::string check;
  BlockId block;
  size_t successor = 0;
};

std::vector<FailedCheck> failedChecksIn(const ir::Program &program, const ir::Function &function,
                                        const std::set<std::string, std::less<>> &checks) {
  std::vector<FailedCheck> failed;
  for (const ir::Block &where : function.blocks)
    for (const ir::Instruction &call : where.instructions) {
      if (call.kind != ir::InstructionKind::Call || call.callee != ir::CalleeKind::Direct ||
          !call.result.valid())
        continue;
      const std::string name(ir::nameOf(function.spelling(call.symbol)));
      if (!checks.contains(name))
        continue;
      for (uint32_t i = 0; i < function.blocks.size(); ++i)
        for (size_t s = 0; s < function.blocks[i].successors.size(); ++s)
          if (function.blocks[i].condition.valid() &&
              learntAlong(function, function.blocks[i], s, call.result) == whenFailed(program, name))
            failed.push_back({name, BlockId(i), s});
    }
  return failed;
}

std::set<std::string, std::less<>> ordinaryChecks(const rules::RuleSet &rules) {
  std::set<std::string, std::less<>> checks;
  for (const rules::Refusal &refusal : rules.refusals)
    checks.insert(refusal.functions.begin(), refusal.functions.end());
  return checks;
}

/// Blocks that are entered only where the answer was a denial.
BlockSet refusedBy(const ir::Function &function, ValueId answer) {
  BlockSet refused(function.blocks.size());
  for (const ir::Block &block : function.blocks)
    for (size_t s = 0; s < block.successors.size(); ++s) {
      const BlockId target = block.successors[s].target;
      if (block.condition.valid() && function.block(target).predecessors.size() == 1 &&
          learntAlong(function, block, s, answer) == Learnt::NonZero)
        refused[target.index] = true;
    }
  return refused;
}

} // namespace

std::string_view toString(Denial denial) {
  return denial == Denial::Ignored ? "ignored" : "success";
}

std::vector<LostDenial> lostDenialsIn(const ir::Program &program,
                                      const std::vector<mutate::HookCall> &calls) {
  std::vector<LostDenial> found;
  for (const mutate::HookCall &call : calls)
    LostDenials(program, call, found).find();
  return found;
}

std::vector<AuthoritativeUse> authoritativeUsesIn(const ir::Program &program, const rules::RuleSet &rules,
                                                  const std::vector<mutate::HookCall> &calls) {
  std::set<std::string, std::less<>> checks = ordinaryChecks(rules);
  for (const mutate::HookCall &call : calls)
    checks.erase(call.hook); // a hook is no ordinary check
  std::vector<AuthoritativeUse> found;
  for (const mutate::HookCall &call : calls) {
    const ir::Function &function = program.function(call.function);
    const std::vector<FailedCheck> failed = failedChecksIn(program, function, checks);
    if (failed.empty())
      continue;
    const std::vector<BlockId> dominators = immediateDominators(function);
    const BlockId asked(witness::positionOf(function, call.site).block);
    const ValueId answer = ir::instructionAt(function, call.site)->result;
    for (const FailedCheck &each : failed) {
      const BlockId target = function.block(each.block).successors[each.successor].target;
      if (function.block(target).predecessors.size() != 1 || !dominates(dominators, target, asked))
        continue;
      BlockSet here(function.blocks.size());
      here[asked.index] = true;
      const auto answers =
          successes(function, answersThrough(program, function, here, refusedBy(function, answer)));
      if (!answers.empty())
        found.push_back({call, each.check, function.block(each.block).location, joined(answers)});
    }
  }
  return found;
}

} // namespace hookqual::systems
