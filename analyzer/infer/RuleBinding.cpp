// SPDX-License-Identifier: MIT
#include "analyzer/infer/RuleBinding.h"

#include "analyzer/infer/ExpressionBinding.h"
#include "analyzer/infer/NamePatterns.h"

#include "llvm/ADT/StringRef.h"

#include <algorithm>

namespace hookqual::infer {

using rules::OperationKind;

namespace {

constexpr uint32_t kWordBits = 64; // of a content that is compared

ir::TypeReference resultOfAny(const FunctionNames &functions, const ir::Program &program) {
  for (const std::string &function : functions)
    if (const ir::Prototype *prototype = program.prototype(function))
      return prototype->result;
  return {};
}

class Binder {
public:
  Binder(const ir::Program &program, const rules::Rule &rule, const FunctionNames &yieldingCurrent)
      : program_(program), rule_(rule), current_(resultOfAny(yieldingCurrent, program)) {
    binding_.rule.rule = &rule;
  }

  Binding run() {
    bindModes();
    for (uint32_t i = 0; i < rule_.operations.size(); ++i)
      bindOperation(i);
    return std::move(binding_);
  }

private:
  void bindModes();
  void bindOperation(uint32_t index);
  void registerOperation(uint32_t index);
  std::vector<ir::FunctionId> functionsKept(const rules::Operation &operation) const;
  OperandTypes leftOf(const rules::Authorizer &authorizer);
  void bindAlternative(uint32_t index, uint32_t alternative, const OperandTypes &operands);
  std::vector<BoundCondition> bindConditions(const std::vector<rules::Condition> &conditions,
                                             const OperandTypes &operands);
  std::vector<BoundExemption> bindExemptions(const OperandTypes &operands);
  const ir::Prototype *enclosingOf(const rules::Operation &operation) const;
  OperandTypes operandsOf(const rules::Operation &operation);
  OperandTypes typesOf(const rules::Operation &operation);
  bool bindContents(const rules::Authorizer &authorizer, const OperandTypes &parameters, BoundSlot &slot,
                    BoundAlternative &atOperation);
  uint32_t slotFor(BoundSlot slot);

  const ir::Program &program_;
  const rules::Rule &rule_;
  const ir::TypeReference current_;
  Binding binding_;
};

void Binder::bindModes() {
  for (const rules::Authorizer &authorizer : rule_.anyOf) {
    int position = -1;
    const ir::Prototype *prototype = program_.prototype(authorizer.function);
    if (authorizer.mode && prototype) {
      position = positionOf(*prototype, authorizer.mode->parameter);
      if (position < 0)
        binding_.messages.push_back(
            positionOf(*prototype, "") < 0
                ? BindingMessage{authorizer.where, noParameter(*prototype, authorizer.mode->parameter), true}
                : BindingMessage{authorizer.where, unnamedParameters(authorizer.function), false});
    }
    binding_.rule.modeParameters.push_back(position);
  }
}

const ir::Prototype *Binder::enclosingOf(const rules::Operation &operation) const {
  return operation.within.empty() ? nullptr : program_.prototype(operation.within.front());
}

OperandTypes Binder::operandsOf(const rules::Operation &operation) {
  OperandTypes types = typesOf(operation);
  types.current = current_;
  return types;
}

OperandTypes Binder::typesOf(const rules::Operation &operation) {
  OperandTypes types;
  if (operation.kind == OperationKind::Return) {
    if (const ir::Prototype *prototype = program_.prototype(operation.name)) {
      types = operandsOfPrototype(*prototype);
      types.names.clear();
      types.value = types.result;
    }
    return types;
  }
  if (operation.kind == OperationKind::Call) {
    const ir::Prototype *enclosing = enclosingOf(operation);
    const ir::Prototype *prototype = enclosing ? program_.prototypeIn(operation.name, enclosing->file)
                                               : program_.prototype(operation.name);
    if (prototype) {
      types = operandsOfPrototype(*prototype);
      types.names.clear(); // a name on this side is a parameter of the enclosing function
    }
    types.isEnclosed = !operation.within.empty();
    types.enclosing = enclosing;
    return types;
  }
  auto dot = operation.name.find('.');
  const ir::Record *record = program_.recordNamed(operation.name.substr(0, dot));
  if (!record)
    return types;
  std::string fieldName = operation.name.substr(dot + 1);
  auto field = std::find_if(record->fields.begin(), record->fields.end(),
                            [&](const ir::RecordField &f) { return f.name == fieldName; });
  if (field == record->fields.end()) {
    binding_.messages.push_back({operation.where, noMember(*record, fieldName), true});
    return types;
  }
  types.isKnown = true;
  types.isEnclosed = !operation.within.empty();
  types.enclosing = enclosingOf(operation);
  types.base = ir::TypeReference{.type = {}, .record = record->key(), .isPointer = true};
  types.value = field->type;
  types.memberOffset = int64_t(field->offset);
  types.arguments = field->functionParameters;
  return types;
}

uint32_t Binder::slotFor(BoundSlot slot) {
  auto &slots = binding_.rule.slots;
  for (uint32_t i = 0; i < slots.size(); ++i)
    if (slots[i].alternative == slot.alternative && slots[i].key == slot.key)
      return i;
  uint32_t index = uint32_t(slots.size());
  const rules::Authorizer &authorizer = rule_.anyOf[slot.alternative];
  (authorizer.isStore ? binding_.rule.slotsOfStore : binding_.rule.slotsOfAuthorizer)[authorizer.function]
      .push_back(index);
  slots.push_back(std::move(slot));
  return index;
}

bool isParameter(const BoundExpression &expression) {
  return expression.root == rules::RootKind::Name && expression.accesses.empty();
}

/// What lies behind a parameter of the authorizer lies as well behind the operand that it is
/// paired with.
bool Binder::bindContents(const rules::Authorizer &authorizer, const OperandTypes &parameters,
                          BoundSlot &slot, BoundAlternative &atOperation) {
  for (const rules::Expression &expression : authorizer.invalidatedBy) {
    auto content = bindExpression(program_, expression, parameters, binding_.messages, StructAs::Value);
    if (!content)
      return false;
    content->accesses.back().bits = std::min(content->accesses.back().bits, kWordBits);
    auto pair = std::find_if(slot.objects.begin(), slot.objects.end(), [&](const BoundExpression &object) {
      return isParameter(object) && object.argument == content->argument;
    });
    if (pair == slot.objects.end()) {
      binding_.messages.push_back({expression.where,
                                   "`" + expression.name + "` in `" + expression.text +
                                       "` is none of the objects that the rule pairs",
                                   true});
      return false;
    }
    BoundExpression there = atOperation.objects[size_t(pair - slot.objects.begin())];
    there.accesses.insert(there.accesses.end(), content->accesses.begin(), content->accesses.end());
    slot.contents.push_back(std::move(*content));
    atOperation.contents.push_back(std::move(there));
    slot.key += "=" + expression.text + ";";
  }
  return true;
}

/// What the left side of pairs may name. Without a declaration nothing here calls the function,
/// and every operation is unmet.
OperandTypes Binder::leftOf(const rules::Authorizer &authorizer) {
  OperandTypes types;
  if (authorizer.isStore)
    types = typesOf({.kind = OperationKind::Store, .name = authorizer.function, .where = authorizer.where});
  else if (const ir::Prototype *prototype = program_.prototype(authorizer.function))
    types = operandsOfPrototype(*prototype);
  types.current = current_;
  return types;
}

void Binder::bindAlternative(uint32_t index, uint32_t alternative, const OperandTypes &operands) {
  const rules::Authorizer &authorizer = rule_.anyOf[alternative];
  const rules::Operation &operation = rule_.operations[index];
  const auto &pairs = authorizer.objects.empty() ? operation.objects : authorizer.objects;
  const OperandTypes parameters = leftOf(authorizer);
  // Of a right that is in no known parameter nobody can say whether it was asked for.
  if (authorizer.mode && parameters.isKnown && binding_.rule.modeParameters[alternative] < 0)
    return;
  BoundSlot slot{.alternative = alternative,
                 .objects = {},
                 .contents = {},
                 .memberOffset = parameters.memberOffset,
                 .key = {}};
  BoundAlternative atOperation;
  for (const rules::ObjectPair &pair : pairs) {
    auto onLeft = parameters.isKnown
                      ? bindExpression(program_, pair.authorizer, parameters, binding_.messages)
                      : std::optional<BoundExpression>(BoundExpression{});
    const bool isPlain = onLeft && isParameter(*onLeft) && onLeft->argument < parameters.arguments.size();
    auto onRight =
        bindExpression(program_, pair.operation, operands, binding_.messages,
                       isPlain ? structAs(parameters.arguments[onLeft->argument]) : StructAs::Address);
    if (!onLeft || !onRight)
      return;
    slot.objects.push_back(std::move(*onLeft));
    atOperation.objects.push_back(std::move(*onRight));
    slot.key += pair.authorizer.text + ";";
  }
  if (parameters.isKnown && !bindContents(authorizer, parameters, slot, atOperation))
    return;
  atOperation.slot = slotFor(std::move(slot));
  binding_.rule.operations[index].alternatives.push_back(std::move(atOperation));
}

std::vector<BoundCondition> Binder::bindConditions(const std::vector<rules::Condition> &conditions,
                                                   const OperandTypes &operands) {
  std::vector<BoundCondition> bound;
  for (const rules::Condition &condition : conditions) {
    auto operand = bindExpression(program_, condition.operand, operands, binding_.messages);
    if (!operand)
      continue;
    BoundCondition result{*operand, condition.test, condition.values, {}};
    if (condition.object) {
      auto object = bindExpression(program_, *condition.object, operands, binding_.messages);
      if (!object)
        continue;
      result.object = *object;
    }
    bound.push_back(std::move(result));
  }
  return bound;
}

std::vector<BoundExemption> Binder::bindExemptions(const OperandTypes &operands) {
  std::vector<BoundExemption> result;
  for (const rules::Exemption &exemption : rule_.exemptions) {
    BoundExemption bound;
    bound.when = bindConditions(exemption.when, operands);
    bound.isUsable = bound.when.size() == exemption.when.size();
    result.push_back(std::move(bound));
  }
  return result;
}

void Binder::bindOperation(uint32_t index) {
  const rules::Operation &operation = rule_.operations[index];
  OperandTypes operands = operandsOf(operation);
  binding_.rule.operations.emplace_back();
  BoundOperation &bound = binding_.rule.operations.back();
  bound.memberOffset = operands.memberOffset;
  bound.within.insert(operation.within.begin(), operation.within.end());
  if (operands.isKnown) {
    bound.when = bindConditions(operation.when, operands);
    bound.unless = bindConditions(operation.unless, operands);
    for (uint32_t i = 0; i < rule_.anyOf.size(); ++i)
      bindAlternative(index, i, operands);
  }
  binding_.rule.exemptions.push_back(operands.isKnown ? bindExemptions(operands)
                                                      : std::vector<BoundExemption>(rule_.exemptions.size()));
  // A condition that cannot be evaluated must not widen the rule to what it excludes.
  bool isComplete =
      bound.when.size() == operation.when.size() && bound.unless.size() == operation.unless.size();
  if (!bound.alternatives.empty() && isComplete)
    registerOperation(index);
}

void Binder::registerOperation(uint32_t index) {
  const rules::Operation &operation = rule_.operations[index];
  BoundRule &rule = binding_.rule;
  switch (operation.kind) {
  case OperationKind::Call:
    rule.callOperations[operation.name].push_back(index);
    return;
  case OperationKind::Store:
    rule.storeOperations[operation.name].push_back(index);
    return;
  case OperationKind::Load:
    rule.loadOperations[operation.name].push_back(index);
    return;
  case OperationKind::MemberCall:
    rule.memberOperations[operation.name].push_back(index);
    if (operation.alsoDirect)
      for (ir::FunctionId target : functionsKept(operation))
        rule.directOperations[target].push_back(index);
    return;
  case OperationKind::Return:
    for (ir::FunctionId function : program_.functionsNamed(operation.name))
      rule.returnOperations[function].push_back(index);
    return;
  case OperationKind::MemberReturn:
    for (ir::FunctionId function : functionsKept(operation))
      rule.returnOperations[function].push_back(index);
  }
}

/// The functions whose addresses are kept in the operation's member, by one of its holders.
std::vector<ir::FunctionId> Binder::functionsKept(const rules::Operation &operation) const {
  auto [tag, field] = llvm::StringRef(operation.name).split('.');
  const ir::Record *record = program_.recordNamed(tag);
  if (!record)
    return {};
  const auto targets = program_.targetsOf(ir::Member{record->name, field.str(), record->file});
  std::vector<ir::FunctionId> functions;
  std::copy_if(targets.begin(), targets.end(), std::back_inserter(functions), [&](ir::FunctionId target) {
    const auto kept = program_.addressesTakenOf(target);
    return operation.holders.empty() || std::any_of(kept.begin(), kept.end(), [&](const auto &address) {
             return nameOf(address.member) == operation.name &&
                    matchesAny(operation.holders, ir::nameOf(address.holder));
           });
  });
  return functions;
}

} // namespace

std::string recordOfCurrent(const ir::Program &program, const FunctionNames &yieldingCurrent) {
  return resultOfAny(yieldingCurrent, program).record;
}

Binding bindRule(const ir::Program &program, const rules::Rule &rule, const FunctionNames &yieldingCurrent) {
  return Binder(program, rule, yieldingCurrent).run();
}

} // namespace hookqual::infer
