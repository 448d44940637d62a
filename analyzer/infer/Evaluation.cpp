// SPDX-License-Identifier: MIT
// From IR values, rule expressions and callee terms to terms in a state.
#include "analyzer/infer/FunctionAnalysis.h"

namespace hookqual::infer {

using ir::ValueId;
using ir::ValueKind;
using rules::RootKind;

TermId FunctionAnalysis::evaluate(State &state, ValueId id) {
  if (!id.valid())
    return TermId();
  auto known = state.values.find(id);
  if (known != state.values.end())
    return known->second;
  TermId term = evaluateStructural(state, id);
  if (terms_.depth(term) <= kMaxTermDepth)
    return term;
  ++context_.overflows().terms;
  return terms_.atom(TermKind::Opaque, id.index, function_.value(id).type.bits);
}

/// A function goes by one name, whichever of its aliases is written.
const std::string &FunctionAnalysis::spellingOf(const ir::Value &global) const {
  const ir::FunctionId function =
      global.type.typeClass == ir::TypeClass::Code ? view_.callee(global.symbol) : ir::FunctionId();
  return function.valid() ? context_.program().spelling(function) : function_.spelling(global.symbol);
}

TermId FunctionAnalysis::evaluateStructural(State &state, ValueId id) {
  const ir::Value &value = function_.value(id);
  auto operand = [&](size_t i) { return evaluate(state, value.operands[i]); };
  switch (value.kind) {
  case ValueKind::Parameter:
    return terms_.parameter(value.index, value.type.bits);
  case ValueKind::Global:
    return terms_.global(spellingOf(value));
  case ValueKind::Local:
    return terms_.local(value.index);
  case ValueKind::Constant:
    return terms_.constant(value.constant);
  case ValueKind::String:
    return terms_.string(function_.strings[value.index]);
  case ValueKind::Offset:
    return terms_.offset(operand(0), value.constant);
  case ValueKind::Element:
    return terms_.element(operand(0), operand(1), value.constant);
  case ValueKind::Unary:
    return terms_.unary(value.opcode, operand(0), value.type.bits);
  case ValueKind::Binary: {
    ir::Type operandType = function_.value(value.operands[0]).type;
    return terms_.binary(value.opcode, operand(0), operand(1), operandType, value.type.bits);
  }
  case ValueKind::Cast:
    return terms_.cast(operand(0), function_.value(value.operands[0]).type, value.type);
  case ValueKind::Undefined:
  case ValueKind::Unknown:
  case ValueKind::CallResult:
  case ValueKind::Load:
  case ValueKind::Phi:
    break; // not (or no longer) known in this state
  }
  return terms_.atom(TermKind::Opaque, id.index, value.type.bits);
}

std::vector<TermId> FunctionAnalysis::argumentsOf(State &state, const ir::Instruction &instruction) {
  std::vector<TermId> arguments;
  for (ValueId argument : instruction.arguments)
    arguments.push_back(evaluate(state, argument));
  return arguments;
}

TermId FunctionAnalysis::enclosingParameter(const std::string &name) {
  for (uint32_t i = 0; i < function_.parameters.size(); ++i)
    if (function_.parameters[i].name == name)
      return terms_.parameter(i, function_.parameters[i].type.bits);
  return TermId();
}

/// What a pure function makes of its arguments: canonical ones, so that equal calls are one term.
TermId FunctionAnalysis::applied(const State &state, std::string_view function, std::vector<TermId> arguments,
                                 uint32_t bits) {
  for (TermId &argument : arguments)
    argument = state.canonical(terms_, argument);
  return terms_.applied(function, std::move(arguments), bits);
}

TermId FunctionAnalysis::evaluateRoot(State &state, const BoundExpression &expression,
                                      const ir::Instruction &instruction, int64_t memberOffset) {
  switch (expression.root) {
  case RootKind::Name:
  case RootKind::Argument:
    if (!expression.enclosing.empty())
      return enclosingParameter(expression.enclosing);
    if (instruction.kind == ir::InstructionKind::Return)
      return expression.argument < function_.parameters.size()
                 ? terms_.parameter(expression.argument, function_.parameters[expression.argument].type.bits)
                 : TermId();
    if (expression.argument >= instruction.arguments.size())
      return TermId();
    return evaluate(state, instruction.arguments[expression.argument]);
  case RootKind::Base:
    if (!instruction.address.valid())
      return TermId();
    return terms_.offset(evaluate(state, instruction.address), -memberOffset);
  case RootKind::Value:
    if (!instruction.value.valid() && instruction.kind == ir::InstructionKind::Return)
      return TermId(); // of a function that returns nothing
    return evaluate(state,
                    instruction.kind == ir::InstructionKind::Load ? instruction.result : instruction.value);
  case RootKind::Result:
    return evaluate(state, instruction.result);
  case RootKind::Null:
    return terms_.constant(0);
  case RootKind::Current:
    return terms_.current();
  case RootKind::System:
    return terms_.system();
  case RootKind::Subject:
    return subjectIn(state);
  case RootKind::AddressOfGlobal:
    return terms_.global(expression.global);
  case RootKind::Applied: {
    std::vector<TermId> arguments;
    for (const BoundExpression &argument : expression.arguments) {
      const TermId term = evaluateExpression(state, argument, instruction, memberOffset);
      if (!term.valid())
        return TermId();
      arguments.push_back(term);
    }
    return applied(state, expression.function, std::move(arguments), expression.bits);
  }
  }
  return TermId();
}

TermId FunctionAnalysis::evaluateExpression(State &state, const BoundExpression &expression,
                                            const ir::Instruction &instruction, int64_t memberOffset) {
  TermId term = evaluateRoot(state, expression, instruction, memberOffset);
  if (!term.valid())
    return term;
  for (const Access &access : expression.accesses)
    term = access.kind == Access::Kind::Add ? terms_.offset(term, access.offset)
                                            : state.memory.read(terms_, term, access.bits);
  return term;
}

std::vector<ValueId> FunctionAnalysis::plainOperands(const std::vector<BoundExpression> &expressions,
                                                     const ir::Instruction &instruction) const {
  std::vector<ValueId> values;
  for (const BoundExpression &expression : expressions) {
    bool isPlain = (expression.root == RootKind::Argument || expression.root == RootKind::Name) &&
                   expression.accesses.empty() && expression.enclosing.empty() &&
                   expression.argument < instruction.arguments.size();
    if (!isPlain)
      return {};
    values.push_back(instruction.arguments[expression.argument]);
  }
  return values;
}

namespace {

/// A number that is handed over in a wider type is the same number.
TermId withoutWidening(const TermPool &terms, TermId id) {
  while (terms[id].kind == TermKind::Cast && terms[id].bits > terms[terms[id].operands[0]].bits &&
         terms[terms[id].operands[0]].bits != 0)
    id = terms[id].operands[0];
  return id;
}

} // namespace

TermId FunctionAnalysis::tupleOf(State &state, const std::vector<BoundExpression> &expressions,
                                 const std::vector<BoundExpression> &contents,
                                 const ir::Instruction &instruction, int64_t memberOffset) {
  std::vector<TermId> elements;
  for (const BoundExpression &expression : expressions) {
    TermId element = evaluateExpression(state, expression, instruction, memberOffset);
    if (!element.valid())
      return TermId();
    elements.push_back(withoutWidening(terms_, element));
  }
  if (!contents.empty()) {
    const TermId held = tupleOf(state, contents, {}, instruction, memberOffset);
    if (!held.valid())
      return held;
    elements.push_back(held);
  }
  return terms_.tuple(std::move(elements));
}

std::optional<TermId> FunctionAnalysis::substitute(State &state, TermId id,
                                                   const std::vector<TermId> &arguments) {
  bool isComplete = true;
  TermId result = terms_.rewrite(id, [&](TermId leaf) {
    const Term term = terms_[leaf];
    if (term.kind == TermKind::Parameter) {
      if (term.index < arguments.size() && arguments[term.index].valid())
        return arguments[term.index];
      isComplete = false;
    }
    if (term.kind == TermKind::Subject)
      return subjectSeenBelow(leaf, state);
    // A struct is copied field by field when it is stored.
    if (term.kind == TermKind::Load && term.operands.size() == 1 && term.bits <= 64)
      return state.memory.read(terms_, term.operands[0], term.bits);
    return leaf;
  });
  if (!isComplete)
    return std::nullopt;
  if (terms_.depth(result) > kMaxTermDepth) {
    ++context_.overflows().terms;
    return std::nullopt;
  }
  return result;
}

} // namespace hookqual::infer
