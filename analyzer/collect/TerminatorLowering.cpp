// SPDX-License-Identifier: MIT
#include "analyzer/collect/TerminatorLowering.h"

#include "analyzer/collect/Expressions.h"
#include "analyzer/ir/ConstantFolding.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Analysis/CFG.h"

#include <algorithm>
#include <map>

namespace hookqual::collect {

using clang::CFGBlock;
using ir::BlockId;
using ir::EdgeKind;
using ir::ValueId;

namespace {

/// The successors that may be reached, in Clang's order.
std::vector<const CFGBlock *> reachableSuccessors(const CFGBlock &block) {
  std::vector<const CFGBlock *> result;
  for (const CFGBlock::AdjacentBlock &successor : block.succs())
    if (const CFGBlock *target = successor.getReachableBlock())
      result.push_back(target);
  return result;
}

const clang::BinaryOperator *asLogical(const clang::Stmt *statement) {
  const auto *binary = llvm::dyn_cast_or_null<clang::BinaryOperator>(statement);
  return binary && binary->isLogicalOp() ? binary : nullptr;
}

/// The `&&` or `||` whose value is formed at the start of the block.
const clang::BinaryOperator *logicalJoin(const CFGBlock &block) {
  if (block.empty())
    return nullptr;
  const auto first = block.front().getAs<clang::CFGStmt>();
  return first ? asLogical(first->getStmt()) : nullptr;
}

/// `case A: case B:` are empty blocks in a row; the switch goes where they lead.
const CFGBlock &behindLabels(const CFGBlock &block) {
  const CFGBlock *target = &block;
  while (target->empty() && !target->getTerminator().isValid() && target->succ_size() == 1 &&
         llvm::isa_and_nonnull<clang::SwitchCase>(target->getLabel())) {
    const CFGBlock *next = target->succ_begin()->getReachableBlock();
    if (!next)
      break;
    target = next;
  }
  return *target;
}

std::vector<ir::CaseRange> merged(std::vector<ir::CaseRange> ranges) {
  std::ranges::sort(ranges, {}, &ir::CaseRange::low);
  std::vector<ir::CaseRange> result;
  for (const ir::CaseRange &range : ranges) {
    const bool touches =
        !result.empty() && (range.low <= result.back().high || range.low - 1 == result.back().high);
    if (touches)
      result.back().high = std::max(result.back().high, range.high);
    else
      result.push_back(range);
  }
  return result;
}

} // namespace

void TerminatorLowering::terminate(const CFGBlock &block) {
  if (block.succ_empty() || block.hasNoReturnElement()) {
    current().terminator = ir::Terminator::Unreachable;
    return;
  }
  const std::vector<const CFGBlock *> successors = reachableSuccessors(block);
  const clang::Stmt *statement = block.getTerminatorStmt();
  if (const auto *assembly = llvm::dyn_cast_or_null<clang::GCCAsmStmt>(statement)) {
    expressions_.lowerAssembly(*assembly);
    return branchSomewhere(block);
  }
  if (llvm::isa_and_nonnull<clang::IndirectGotoStmt>(statement))
    return branchSomewhere(block);
  shortCircuit(block);
  if (successors.empty())
    current().terminator = ir::Terminator::Unreachable;
  else if (const auto *switching = llvm::dyn_cast_or_null<clang::SwitchStmt>(statement))
    branchOnCases(block, *switching);
  else if (successors.size() == 1)
    jump(*successors.front());
  else
    branch(block);
}

void TerminatorLowering::shortCircuit(const CFGBlock &block) {
  if (!asLogical(block.getTerminatorStmt()))
    return;
  int64_t outcome = 1; // the first edge is taken when the condition holds
  for (const CFGBlock::AdjacentBlock &successor : block.succs()) {
    const CFGBlock *target = successor.getReachableBlock();
    if (const clang::BinaryOperator *join = target ? logicalJoin(*target) : nullptr)
      body_.ssa().write(join, body_.currentBlock(),
                        body_.values().constant(outcome, body_.typeOf(join->getType())));
    outcome = 0;
  }
}

void TerminatorLowering::jump(const CFGBlock &target) {
  if (&target == &target.getParent()->getExit())
    return leave();
  current().terminator = ir::Terminator::Jump;
  current().successors = {{blocks_.lookup(&target), EdgeKind::Always, {}}};
}

void TerminatorLowering::leave() {
  current().terminator = ir::Terminator::Return;
  const clang::QualType type = function_.getReturnType();
  if (!type->isVoidType())
    current().returned = body_.ssa().read(&function_, body_.typeOf(type), body_.currentBlock());
  if (!current().location.valid())
    current().location = body_.locate(function_.getBody()->getEndLoc());
}

const clang::Expr *TerminatorLowering::conditionOf(const CFGBlock &block) const {
  if (const clang::Expr *last = block.getLastCondition())
    return stripped(last);
  return llvm::dyn_cast_or_null<clang::Expr>(block.getTerminatorCondition());
}

void TerminatorLowering::branch(const CFGBlock &block) {
  const clang::Expr *condition = conditionOf(block);
  if (!condition || block.succ_size() != 2)
    return branchSomewhere(block);
  auto successor = block.succ_begin();
  const CFGBlock &ifNonZero = *successor->getReachableBlock();
  const CFGBlock &ifZero = *(++successor)->getReachableBlock();
  branchTo(ifNonZero, ifZero, expressions_.valueOf(condition), condition->getSourceRange());
}

void TerminatorLowering::branchTo(const CFGBlock &ifNonZero, const CFGBlock &ifZero, ValueId condition,
                                  clang::SourceRange range) {
  const ir::Value &value = body_.builder().value(condition);
  if (value.kind == ir::ValueKind::Constant)
    return jump(value.constant != 0 ? ifNonZero : ifZero);
  current().terminator = ir::Terminator::Branch;
  current().location = body_.locate(range);
  current().condition = condition;
  current().successors = {{blocks_.lookup(&ifNonZero), EdgeKind::NonZero, {}},
                          {blocks_.lookup(&ifZero), EdgeKind::Zero, {}}};
}

void TerminatorLowering::branchSomewhere(const CFGBlock &block) {
  current().terminator = ir::Terminator::Opaque;
  if (const clang::Stmt *statement = block.getTerminatorStmt())
    current().location = body_.locate(statement->getSourceRange());
  for (const CFGBlock *target : reachableSuccessors(block)) {
    const BlockId id = blocks_.lookup(target);
    if (std::ranges::none_of(current().successors, [id](const ir::Edge &edge) { return edge.target == id; }))
      current().successors.push_back({id, EdgeKind::Unspecified, {}});
  }
}

void TerminatorLowering::branchOnCases(const CFGBlock &block, const clang::SwitchStmt &statement) {
  const ValueId condition = expressions_.valueOf(statement.getCond());
  const ir::Type type = body_.builder().value(condition).type;
  const auto constantOf = [&](const clang::Expr *bound) {
    const llvm::APSInt value = bound->EvaluateKnownConstInt(body_.unit().ast());
    return ir::normalizeConstant(value.extOrTrunc(64).getSExtValue(), type);
  };
  std::map<BlockId, std::vector<ir::CaseRange>> cases;
  std::vector<ir::CaseRange> all;
  const CFGBlock *otherwise = nullptr;
  for (const CFGBlock *successor : reachableSuccessors(block)) {
    const auto *label = llvm::dyn_cast_or_null<clang::CaseStmt>(successor->getLabel());
    if (!label) {
      otherwise = &behindLabels(*successor);
      continue;
    }
    const int64_t low = constantOf(label->getLHS());
    const int64_t high = label->getRHS() ? constantOf(label->getRHS()) : low;
    cases[blocks_.lookup(&behindLabels(*successor))].push_back({low, high});
    all.push_back({low, high});
  }
  if (cases.empty())
    return otherwise ? jump(*otherwise)
                     : static_cast<void>(current().terminator = ir::Terminator::Unreachable);
  current().terminator = ir::Terminator::Switch;
  current().location = body_.locate(statement.getCond()->getSourceRange());
  current().condition = condition;
  for (auto &[target, ranges] : cases)
    current().successors.push_back({target, EdgeKind::InCases, merged(std::move(ranges))});
  if (otherwise)
    current().successors.push_back({blocks_.lookup(otherwise), EdgeKind::NotInCases, merged(std::move(all))});
}

} // namespace hookqual::collect
