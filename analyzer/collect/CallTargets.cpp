// SPDX-License-Identifier: MIT
#include "analyzer/collect/CallTargets.h"

#include "analyzer/collect/Expressions.h"
#include "analyzer/collect/UnitContext.h"
#include "analyzer/ir/Canonical.h"

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace hookqual::collect {

using ir::Function;
using ir::Instruction;
using ir::InstructionKind;
using ir::Value;
using ir::ValueId;
using ir::ValueKind;

namespace {

const std::string *functionNamedBy(const UnitContext &unit, const Function &function, const Value &value) {
  if (value.kind != ValueKind::Global || !unit.isFunction(function.spelling(value.symbol)))
    return nullptr;
  return &function.spelling(value.symbol);
}

/// The functions that a value may be, through phis.
std::set<std::string> functionsIn(const UnitContext &unit, const Function &function, ValueId id) {
  std::set<std::string> found;
  for (const ValueId source : ir::sourcesOf(function, id))
    if (const std::string *name = functionNamedBy(unit, function, function.value(source)))
      found.insert(*name);
  return found;
}

std::unordered_map<ValueId, ir::MemberId> loadedMembers(const Function &function) {
  std::unordered_map<ValueId, ir::MemberId> members;
  for (const ir::Block &block : function.blocks)
    for (const Instruction &instruction : block.instructions)
      if (instruction.kind == InstructionKind::Load && instruction.member.valid())
        members[instruction.result] = instruction.member;
  return members;
}

/// Whether an object of the type may have members that hold functions.
bool holdsCode(clang::QualType type) {
  type = clang::QualType(type->getBaseElementTypeUnsafe(), 0);
  const auto *record = type->getAs<clang::RecordType>();
  if (!record)
    return type->isFunctionPointerType();
  const clang::RecordDecl *definition = record->getDecl()->getDefinition();
  return !definition || std::ranges::any_of(definition->fields(), [](const clang::FieldDecl *field) {
    return holdsCode(field->getType());
  });
}

class InitializerWalk {
public:
  InitializerWalk(UnitContext &unit, const clang::VarDecl &variable)
      : unit_(unit), holder_(unit.refer(variable)) {}

  void visit(const clang::Expr *expression, const ir::Member &member) {
    expression = stripped(expression);
    if (const auto *cast = llvm::dyn_cast<clang::CastExpr>(expression))
      return visit(cast->getSubExpr(), member);
    if (const auto *list = llvm::dyn_cast<clang::InitListExpr>(expression))
      return visitList(list->isSemanticForm() ? *list : *list->getSemanticForm(), member);
    if (const auto *literal = llvm::dyn_cast<clang::CompoundLiteralExpr>(expression))
      return visitLiteral(*literal, member);
    if (const auto *part = llvm::dyn_cast<clang::MemberExpr>(expression))
      return part->isArrow() ? void() : visit(part->getBase(), member);
    if (const auto *element = llvm::dyn_cast<clang::ArraySubscriptExpr>(expression))
      return visit(element->getBase(), member);
    if (const auto *unary = llvm::dyn_cast<clang::UnaryOperator>(expression))
      return visit(unary->getSubExpr(), member);
    if (const auto *choice = llvm::dyn_cast<clang::ConditionalOperator>(expression)) {
      visit(choice->getTrueExpr(), member);
      return visit(choice->getFalseExpr(), member);
    }
    if (const auto *reference = llvm::dyn_cast<clang::DeclRefExpr>(expression))
      visitReference(*reference->getDecl(), member);
  }

  std::vector<ir::MemberTarget> take() { return std::move(targets_); }

private:
  void visitList(const clang::InitListExpr &list, const ir::Member &member) {
    const auto *type = list.getType()->getAs<clang::RecordType>();
    if (!type || list.isTransparent()) {
      for (const clang::Expr *element : list.inits())
        if (element)
          visit(element, member);
      return;
    }
    unit_.useRecord(type->getDecl());
    if (type->getDecl()->isUnion()) {
      if (list.getInitializedFieldInUnion() && list.getNumInits() == 1)
        visitField(*list.getInitializedFieldInUnion(), list.getInit(0));
      return;
    }
    unsigned next = 0;
    for (const clang::FieldDecl *field : type->getDecl()->fields())
      if (!field->isUnnamedBitField() && next < list.getNumInits())
        visitField(*field, list.getInit(next++));
  }

  void visitField(const clang::FieldDecl &field, const clang::Expr *initializer) {
    if (initializer)
      visit(initializer, unit_.types().memberOf(&field));
  }

  /// The variable stands for the nameless object that its initialiser points to.
  void visitLiteral(const clang::CompoundLiteralExpr &literal, const ir::Member &member) {
    if (holdsCode(literal.getType()))
      targets_.push_back({member, holder_, holder_, ir::TargetOrigin::Initializer});
    visit(literal.getInitializer(), member);
  }

  void visitReference(const clang::ValueDecl &declaration, const ir::Member &member) {
    if (const auto *function = llvm::dyn_cast<clang::FunctionDecl>(&declaration))
      targets_.push_back({member, unit_.refer(*function), holder_, ir::TargetOrigin::Initializer});
    else if (const auto *variable = llvm::dyn_cast<clang::VarDecl>(&declaration))
      visitVariable(*variable, member);
  }

  void visitVariable(const clang::VarDecl &variable, const ir::Member &member) {
    const std::string &spelling = unit_.refer(variable); // a header's table of functions becomes wanted
    if (holdsCode(variable.getType()))
      targets_.push_back({member, spelling, holder_, ir::TargetOrigin::Initializer});
  }

  UnitContext &unit_;
  std::string holder_;
  std::vector<ir::MemberTarget> targets_;
};

} // namespace

Function resolveCallTargets(const UnitContext &unit, Function function) {
  const std::unordered_map<ValueId, ir::MemberId> members = loadedMembers(function);
  for (ir::Block &block : function.blocks) {
    for (Instruction &call : block.instructions) {
      if (call.kind != InstructionKind::Call || call.callee != ir::CalleeKind::Value)
        continue;
      const Value &target = function.value(call.target);
      const auto member = members.find(call.target);
      if (functionNamedBy(unit, function, target)) {
        call.callee = ir::CalleeKind::Direct;
        call.symbol = target.symbol;
        call.target = {};
      } else if (member != members.end()) {
        call.callee = ir::CalleeKind::Member;
        call.member = member->second;
      }
    }
  }
  return ir::canonical(function); // the functions' addresses may be used no longer
}

std::vector<ir::MemberTarget> assignedTargets(const UnitContext &unit, const Function &function) {
  std::vector<ir::MemberTarget> targets;
  for (const ir::Block &block : function.blocks)
    for (const Instruction &store : block.instructions)
      if (store.kind == InstructionKind::Store && store.member.valid())
        for (const std::string &target : functionsIn(unit, function, store.value))
          targets.push_back({function.member(store.member), target, "", ir::TargetOrigin::Assignment});
  return targets;
}

std::vector<ir::MemberTarget> initializedTargets(UnitContext &unit, const clang::VarDecl &variable) {
  InitializerWalk walk(unit, variable);
  walk.visit(variable.getInit(), {});
  return walk.take();
}

} // namespace hookqual::collect
