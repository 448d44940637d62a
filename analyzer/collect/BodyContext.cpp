// SPDX-License-Identifier: MIT
#include "analyzer/collect/BodyContext.h"

#include "analyzer/collect/Expressions.h"

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace hookqual::collect {

BodyContext::BodyContext(UnitContext &unit, ir::FunctionBuilder &builder, const clang::FunctionDecl &function)
    : unit_(unit), builder_(builder), ssa_(builder, unit.locations()),
      memory_(findMemoryVariables(function)) {}

ir::ValueId BodyContext::lookUp(const clang::Expr *expression) const {
  return results_.lookup(stripped(expression));
}

void BodyContext::define(const clang::Expr *expression, ir::ValueId value) {
  results_[stripped(expression)] = value;
}

ir::ValueId BodyContext::makeLocal(std::string name, clang::QualType type) {
  ir::Local local;
  local.name = std::move(name);
  local.typeSpelling = unit_.types().spell(type);
  const clang::RecordDecl *record = unit_.types().recordOf(type);
  if (record && !type->isPointerType())
    local.record = unit_.types().recordKey(record);
  local.bytes = unit_.types().sizeOf(type);
  return builder_.local(std::move(local));
}

ir::ValueId BodyContext::addressOf(const clang::VarDecl &variable) {
  const auto [entry, isNew] = locals_.try_emplace(&variable);
  if (isNew)
    entry->second = makeLocal(unit_.locations().nameOf(variable).str(), variable.getType());
  return entry->second;
}

ir::ValueId BodyContext::temporary(const clang::Expr *expression) {
  expression = stripped(expression);
  const auto [entry, isNew] = temporaries_.try_emplace(expression);
  if (isNew)
    entry->second = makeLocal("", expression->getType());
  return entry->second;
}

ir::Instruction BodyContext::access(const Place &place, clang::SourceRange range) {
  ir::Instruction instruction;
  instruction.location = locate(range);
  instruction.type = typeOf(place.type);
  if (place.isBitField)
    instruction.type.bits = place.bitWidth;
  instruction.member = place.member;
  instruction.address = place.address;
  instruction.isVolatile = place.isVolatile;
  instruction.isBitField = place.isBitField;
  instruction.bitOffset = place.bitOffset;
  return instruction;
}

ir::ValueId BodyContext::read(const Place &place, clang::SourceRange range) {
  if (place.variable)
    return ssa_.read(place.variable, typeOf(place.variable->getType()), block_);
  ir::Instruction load = access(place, range);
  load.kind = ir::InstructionKind::Load;
  const ir::ValueId loaded = builder_.append(block_, std::move(load));
  return place.isBitField ? values().cast(loaded, typeOf(place.type)) : loaded;
}

void BodyContext::write(const Place &place, ir::ValueId value, clang::SourceRange range) {
  if (place.variable)
    return ssa_.write(place.variable, block_, value);
  ir::Instruction store = access(place, range);
  store.kind = ir::InstructionKind::Store;
  store.value = place.isBitField ? values().cast(value, store.type) : value;
  builder_.append(block_, std::move(store));
}

void BodyContext::nameAfter(const clang::VarDecl &variable, ir::ValueId value) {
  if (!value.valid() || !variable.hasLocalStorage() || unit_.locations().isOfMacro(variable))
    return;
  while (builder_.value(value).kind == ir::ValueKind::Cast)
    value = builder_.value(value).operands[0];
  builder_.name(value, unit_.locations().nameOf(variable));
}

ir::ValueId BodyContext::call(ir::Instruction instruction, clang::SourceRange range) {
  instruction.kind = ir::InstructionKind::Call;
  instruction.location = locate(range);
  return builder_.append(block_, std::move(instruction));
}

ir::ValueId BodyContext::unknown(clang::QualType type, llvm::StringRef construct) {
  unit_.note(construct);
  return builder_.unknown(typeOf(type));
}

} // namespace hookqual::collect
