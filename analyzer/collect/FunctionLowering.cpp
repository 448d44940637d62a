// SPDX-License-Identifier: MIT
#include "analyzer/collect/FunctionLowering.h"

#include "analyzer/collect/CallTargets.h"
#include "analyzer/collect/Expressions.h"
#include "analyzer/collect/TerminatorLowering.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "clang/AST/Stmt.h"
#include "clang/Analysis/CFG.h"

#include <algorithm>
#include <set>

namespace hookqual::collect {

using clang::CFG;
using clang::CFGBlock;
using ir::BlockId;

namespace {

std::unique_ptr<CFG> buildGraph(const clang::FunctionDecl &function, clang::ASTContext &ast) {
  CFG::BuildOptions options;
  options.setAllAlwaysAdd();
  options.AddImplicitDtors = true; // makes cleanup attributes visible
  options.PruneTriviallyFalseEdges = true;
  return CFG::buildCFG(&function, function.getBody(), &ast, options);
}

/// The reachable blocks in reverse post-order.
std::vector<const CFGBlock *> orderOf(const CFG &graph) {
  std::vector<const CFGBlock *> postOrder;
  std::vector<bool> isSeen(graph.getNumBlockIDs());
  std::vector<std::pair<const CFGBlock *, CFGBlock::const_succ_iterator>> path;
  const auto visit = [&](const CFGBlock *block) {
    if (!block || isSeen[block->getBlockID()])
      return;
    isSeen[block->getBlockID()] = true;
    path.emplace_back(block, block->succ_begin());
  };
  visit(&graph.getEntry());
  while (!path.empty()) {
    auto &[block, next] = path.back();
    if (next == block->succ_end()) {
      postOrder.push_back(block);
      path.pop_back();
    } else {
      visit((next++)->getReachableBlock());
    }
  }
  std::ranges::reverse(postOrder);
  return postOrder;
}

ir::Function makeHeader(UnitContext &unit, const clang::FunctionDecl &definition) {
  Types &types = unit.types();
  ir::Function header;
  header.symbol = unit.symbols().symbolOf(definition);
  header.line = unit.locations().lineOf(definition.getBeginLoc());
  header.endLine = unit.locations().lineOf(definition.getEndLoc());
  header.file = unit.locations().fileOf(definition.getLocation());
  header.returnTypeSpelling = types.spell(definition.getReturnType());
  header.returnType = types.typeOf(definition.getReturnType());
  header.isWeak = definition.hasAttr<clang::WeakAttr>();
  header.isVariadic = definition.isVariadic();
  for (const clang::ParmVarDecl *declared : definition.parameters()) {
    const ir::TypeReference type = types.reference(declared->getType());
    ir::Parameter parameter{declared->getName().str(), type.spelling, type.type, type.record, false};
    const clang::QualType pointee = declared->getType()->getPointeeType();
    parameter.pointsToConst = !pointee.isNull() && pointee.isConstQualified();
    header.parameters.push_back(std::move(parameter));
  }
  return header;
}

class FunctionLowering {
public:
  FunctionLowering(UnitContext &unit, const clang::FunctionDecl &function)
      : unit_(unit), function_(function), builder_(makeHeader(unit, function)),
        body_(unit, builder_, function), expressions_(body_),
        terminators_(body_, expressions_, blocks_, function) {}

  ir::Function run();

private:
  void makeBlocks(const CFG &graph);
  void findArms(const CFGBlock &block);
  void lowerParameters();
  void lowerBlocks();
  void lowerBlock(uint32_t position);
  void lowerElement(const clang::CFGElement &element);
  void lowerStatement(const clang::Stmt &statement);
  void lowerVariable(const clang::VarDecl &variable);
  bool hasAllPredecessors(const CFGBlock &block) const;

  UnitContext &unit_;
  const clang::FunctionDecl &function_;
  ir::FunctionBuilder builder_;
  BodyContext body_;
  ExpressionLowering expressions_;
  BlockMap blocks_;
  TerminatorLowering terminators_;

  // By position in reverse post-order, which is also the BlockId's index.
  std::vector<const CFGBlock *> order_;
  std::vector<bool> isLowered_;
  std::vector<std::vector<BlockId>> predecessors_;
  std::set<uint32_t> pending_;
  std::vector<BlockId> unsealed_;
};

ir::Function FunctionLowering::run() {
  const std::unique_ptr<CFG> graph = buildGraph(function_, unit_.ast());
  if (!graph) {
    unit_.note("function without control flow graph");
    const BlockId only = builder_.makeBlock();
    builder_.block(only).terminator = ir::Terminator::Opaque;
    return std::move(builder_).finish();
  }
  makeBlocks(*graph);
  lowerParameters();
  lowerBlocks();
  return resolveCallTargets(unit_, std::move(builder_).finish());
}

void FunctionLowering::makeBlocks(const CFG &graph) {
  order_ = orderOf(graph);
  for (const CFGBlock *block : order_) {
    blocks_[block] = builder_.makeBlock();
    findArms(*block);
  }
  isLowered_.resize(order_.size());
  predecessors_.resize(order_.size());
}

void FunctionLowering::findArms(const CFGBlock &block) {
  for (const clang::CFGElement &element : block) {
    const auto statement = element.getAs<clang::CFGStmt>();
    if (!statement)
      continue;
    if (const auto *choice = llvm::dyn_cast<clang::ConditionalOperator>(statement->getStmt())) {
      expressions_.addArm(choice->getTrueExpr(), choice);
      expressions_.addArm(choice->getFalseExpr(), choice);
    } else if (const auto *elvis = llvm::dyn_cast<clang::BinaryConditionalOperator>(statement->getStmt())) {
      expressions_.addArm(elvis->getCommon(), elvis);
      expressions_.addArm(elvis->getFalseExpr(), elvis);
    } else if (const auto *logical = llvm::dyn_cast<clang::BinaryOperator>(statement->getStmt());
               logical && logical->isLogicalOp()) {
      expressions_.addArm(lastLeaf(*logical), logical);
    }
  }
}

void FunctionLowering::lowerParameters() {
  body_.enter(BlockId(0));
  for (uint32_t i = 0; i < function_.getNumParams(); ++i) {
    const clang::ParmVarDecl *parameter = function_.getParamDecl(i);
    Place place;
    place.type = parameter->getType();
    if (body_.isInMemory(*parameter))
      place.address = body_.addressOf(*parameter);
    else
      place.variable = parameter;
    body_.write(place, builder_.parameter(i), parameter->getSourceRange());
  }
}

void FunctionLowering::lowerBlocks() {
  pending_.insert(0);
  while (!pending_.empty()) {
    const uint32_t position = *pending_.begin();
    pending_.erase(pending_.begin());
    lowerBlock(position);
  }
  for (BlockId block : unsealed_)
    body_.ssa().seal(block, predecessors_[block.index]);
}

bool FunctionLowering::hasAllPredecessors(const CFGBlock &block) const {
  return llvm::all_of(block.preds(), [this](const CFGBlock::AdjacentBlock &predecessor) {
    const auto found = blocks_.find(predecessor.getReachableBlock());
    return found == blocks_.end() || isLowered_[found->second.index];
  });
}

void FunctionLowering::lowerBlock(uint32_t position) {
  const CFGBlock &block = *order_[position];
  const BlockId id(position);
  if (hasAllPredecessors(block))
    body_.ssa().seal(id, predecessors_[position]);
  else
    unsealed_.push_back(id);

  isLowered_[position] = true;
  body_.enter(id);
  for (const clang::CFGElement &element : block)
    lowerElement(element);
  if (&block == &block.getParent()->getExit())
    terminators_.leave();
  else
    terminators_.terminate(block);

  for (const ir::Edge &edge : builder_.block(id).successors) {
    std::vector<BlockId> &predecessors = predecessors_[edge.target.index];
    if (!llvm::is_contained(predecessors, id))
      predecessors.push_back(id);
    if (!isLowered_[edge.target.index])
      pending_.insert(edge.target.index);
  }
}

void FunctionLowering::lowerElement(const clang::CFGElement &element) {
  if (const auto cleanup = element.getAs<clang::CFGCleanupFunction>())
    expressions_.calls().callCleanup(*cleanup->getVarDecl(), *cleanup->getFunctionDecl(),
                                     function_.getBody()->getEndLoc());
  else if (const auto statement = element.getAs<clang::CFGStmt>())
    lowerStatement(*statement->getStmt());
}

void FunctionLowering::lowerStatement(const clang::Stmt &statement) {
  if (const auto *expression = llvm::dyn_cast<clang::Expr>(&statement))
    return expressions_.lower(expression);
  if (const auto *assembly = llvm::dyn_cast<clang::GCCAsmStmt>(&statement))
    return expressions_.lowerAssembly(*assembly);
  if (const auto *declarations = llvm::dyn_cast<clang::DeclStmt>(&statement)) {
    for (const clang::Decl *declaration : declarations->decls())
      if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(declaration))
        lowerVariable(*variable);
  } else if (const auto *leaving = llvm::dyn_cast<clang::ReturnStmt>(&statement)) {
    builder_.block(body_.currentBlock()).location = body_.locate(leaving->getSourceRange());
    if (leaving->getRetValue() && !function_.getReturnType()->isVoidType())
      body_.ssa().write(&function_, body_.currentBlock(), expressions_.valueOf(leaving->getRetValue()));
  }
}

void FunctionLowering::lowerVariable(const clang::VarDecl &variable) {
  if (variable.isStaticLocal())
    unit_.refer(variable); // its initialiser may hold functions
  if (!variable.hasLocalStorage())
    return;
  if (!variable.getInit()) {
    if (!body_.isInMemory(variable))
      body_.ssa().write(&variable, body_.currentBlock(),
                        builder_.undefined(body_.typeOf(variable.getType())));
    return;
  }
  Place place;
  place.type = variable.getType();
  if (body_.isInMemory(variable))
    place.address = body_.addressOf(variable);
  else
    place.variable = &variable;
  expressions_.initializers().initialize(place, variable.getInit());
  body_.nameAfter(variable, body_.lookUp(variable.getInit()));
}

} // namespace

ir::Function lowerFunction(UnitContext &unit, const clang::FunctionDecl &definition) {
  return FunctionLowering(unit, definition).run();
}

} // namespace hookqual::collect
