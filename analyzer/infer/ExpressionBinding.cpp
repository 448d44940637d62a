// SPDX-License-Identifier: MIT
#include "analyzer/infer/ExpressionBinding.h"

#include "rules/Diagnostics.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace hookqual::infer {

using rules::RootKind;
using rules::StepKind;

namespace {

constexpr uint32_t kPointerBits = 64;
constexpr size_t kMostNamesTold = 8; // in place of a name that does not exist

bool isStruct(const ir::TypeReference &type) {
  return !type.isPointer && !type.record.empty();
}

std::string among(const std::string &name, const std::vector<std::string> &names) {
  const std::vector<llvm::StringRef> candidates(names.begin(), names.end());
  const std::string nearest = rules::didYouMean(name, candidates);
  if (!nearest.empty() || names.empty() || names.size() > kMostNamesTold)
    return nearest;
  return "; it has `" + llvm::join(names, "`, `") + "`";
}

class ExpressionBinder {
public:
  ExpressionBinder(const ir::Program &program, const rules::Expression &expression,
                   const OperandTypes &operands, std::vector<BindingMessage> &messages, StructAs as)
      : program_(program), expression_(expression), operands_(operands), messages_(messages), as_(as) {}

  std::optional<BoundExpression> run() {
    if (!bindRoot())
      return std::nullopt;
    for (const rules::Step &step : expression_.steps)
      if (!bindStep(step))
        return std::nullopt;
    const bool isDenotedByAddress = as_ == StructAs::Address && isStruct(type_);
    if (isLvalue_ && !expression_.takesAddress && !isDenotedByAddress)
      load();
    return std::move(bound_);
  }

private:
  std::nullopt_t fail(const std::string &text) {
    const bool isMore = !expression_.steps.empty() || !expression_.arguments.empty();
    messages_.push_back(
        {expression_.where, (isMore ? "in `" + expression_.text + "`: " : std::string()) + text, true});
    return std::nullopt;
  }
  bool refuse(const std::string &text) {
    fail(text);
    return false;
  }

  bool bindRoot();
  bool bindName();
  bool refuseParameter();
  bool bindEnclosing();
  bool bindApplied();
  bool bindStep(const rules::Step &step);
  bool bindField(const ir::Record &record, const std::string &name);
  bool bindContainer(const rules::Step &step);
  void load() {
    bound_.accesses.push_back({Access::Kind::Load, 0, type_.type.bits ? type_.type.bits : kPointerBits});
    isLvalue_ = false;
  }
  void add(int64_t bytes) {
    auto &accesses = bound_.accesses;
    if (!accesses.empty() && accesses.back().kind == Access::Kind::Add)
      accesses.back().offset += bytes;
    else
      accesses.push_back({Access::Kind::Add, bytes, 0});
  }

  const ir::Program &program_;
  const rules::Expression &expression_;
  const OperandTypes &operands_;
  std::vector<BindingMessage> &messages_;
  const StructAs as_;
  BoundExpression bound_;
  ir::TypeReference type_;
  bool isLvalue_ = false; // accesses so far yield the address of what type_ describes
};

bool ExpressionBinder::bindEnclosing() {
  if (!operands_.enclosing)
    return false; // the function was not captured, and the operation with it
  int position = positionOf(*operands_.enclosing, expression_.name);
  if (position < 0)
    return refuse(noParameter(*operands_.enclosing, expression_.name));
  bound_.enclosing = expression_.name;
  type_ = operands_.enclosing->parameters[size_t(position)].type;
  return true;
}

bool ExpressionBinder::bindApplied() {
  const ir::Prototype *prototype = program_.prototype(expression_.name);
  if (!prototype) {
    messages_.push_back({expression_.where, "`" + expression_.name + "` is not declared here", false});
    return false;
  }
  if (prototype->parameters.size() != expression_.arguments.size())
    return refuse("`" + expression_.name +
                  "` takes another number of arguments: " + std::to_string(prototype->parameters.size()));
  for (size_t i = 0; i < expression_.arguments.size(); ++i) {
    auto bound = bindExpression(program_, expression_.arguments[i], operands_, messages_,
                                structAs(prototype->parameters[i].type));
    if (!bound)
      return false;
    bound_.arguments.push_back(std::move(*bound));
  }
  bound_.function = expression_.name;
  bound_.bits = prototype->result.type.bits;
  type_ = prototype->result;
  return true;
}

/// A declaration may leave names out, and its definition may lie outside the captured units.
bool ExpressionBinder::refuseParameter() {
  const bool isNamed = std::find(operands_.names.begin(), operands_.names.end(), "") == operands_.names.end();
  if (isNamed)
    return refuse("`" + operands_.owner + "` has no parameter `" + expression_.name + "`" +
                  among(expression_.name, operands_.names));
  messages_.push_back({expression_.where, unnamedParameters(operands_.owner), false});
  return false;
}

bool ExpressionBinder::bindName() {
  if (operands_.isEnclosed)
    return bindEnclosing();
  auto at = std::find(operands_.names.begin(), operands_.names.end(), expression_.name);
  if (at == operands_.names.end())
    return refuseParameter();
  bound_.argument = uint32_t(at - operands_.names.begin());
  type_ = operands_.arguments[bound_.argument];
  return true;
}

bool ExpressionBinder::bindRoot() {
  bound_.root = expression_.root;
  switch (expression_.root) {
  case RootKind::Name:
    return bindName();
  case RootKind::Argument:
    bound_.argument = expression_.argument;
    if (bound_.argument >= operands_.arguments.size())
      return refuse("there is no arg" + std::to_string(bound_.argument) + ": the operation takes " +
                    std::to_string(operands_.arguments.size()) + " arguments");
    type_ = operands_.arguments[bound_.argument];
    return true;
  case RootKind::Base:
    type_ = operands_.base;
    return true;
  case RootKind::Value:
    type_ = operands_.value;
    return true;
  case RootKind::Result:
    type_ = operands_.result;
    return true;
  case RootKind::AddressOfGlobal:
    bound_.global = expression_.name;
    return true;
  case RootKind::Current:
    type_ = operands_.current;
    return true;
  case RootKind::Applied:
    return bindApplied();
  default:
    return true;
  }
}

bool ExpressionBinder::bindField(const ir::Record &record, const std::string &name) {
  auto field = std::find_if(record.fields.begin(), record.fields.end(),
                            [&](const ir::RecordField &f) { return f.name == name; });
  if (field == record.fields.end())
    return refuse(noMember(record, name));
  add(int64_t(field->offset));
  type_ = field->type;
  isLvalue_ = true;
  return true;
}

bool ExpressionBinder::bindContainer(const rules::Step &step) {
  if (isLvalue_)
    load();
  const ir::Record *record = program_.recordNamed(step.record);
  if (!record) {
    messages_.push_back({expression_.where, "`struct " + step.record + "` was not captured", false});
    return false;
  }
  auto field = std::find_if(record->fields.begin(), record->fields.end(),
                            [&](const ir::RecordField &f) { return f.name == step.field; });
  if (field == record->fields.end())
    return refuse(noMember(*record, step.field));
  add(-int64_t(field->offset));
  type_ = ir::TypeReference{.type = {}, .record = record->key(), .isPointer = true};
  return true;
}

bool ExpressionBinder::bindStep(const rules::Step &step) {
  if (step.kind == StepKind::Container)
    return bindContainer(step);
  if (isLvalue_ && step.kind == StepKind::Arrow)
    load();
  const ir::Record *record = program_.record(type_.record);
  if (!record) {
    messages_.push_back({expression_.where,
                         "the type before `" + step.field + "` in `" + expression_.text + "` (`" +
                             type_.spelling + "`) has no layout in the captured units",
                         false});
    return false;
  }
  return bindField(*record, step.field);
}

} // namespace

std::string noParameter(const ir::Prototype &prototype, const std::string &name) {
  std::vector<std::string> names;
  for (const ir::PrototypeParameter &parameter : prototype.parameters)
    names.push_back(parameter.name);
  return "`" + prototype.name + "` has no parameter `" + name + "`" + among(name, names);
}

std::string unnamedParameters(const std::string &function) {
  return "`" + function + "` is declared without names of its parameters in the captured units";
}

std::string noMember(const ir::Record &record, const std::string &name) {
  std::vector<std::string> names;
  for (const ir::RecordField &field : record.fields)
    names.push_back(field.name);
  return "`struct " + record.name + "` has no member `" + name + "`" + among(name, names);
}

OperandTypes operandsOfPrototype(const ir::Prototype &prototype) {
  OperandTypes types;
  types.isKnown = true;
  types.owner = prototype.name;
  types.result = prototype.result;
  for (const ir::PrototypeParameter &parameter : prototype.parameters) {
    types.names.push_back(parameter.name);
    types.arguments.push_back(parameter.type);
  }
  return types;
}

int positionOf(const ir::Prototype &prototype, const std::string &parameter) {
  for (size_t i = 0; i < prototype.parameters.size(); ++i)
    if (prototype.parameters[i].name == parameter)
      return int(i);
  return -1;
}

StructAs structAs(const ir::TypeReference &comparedWith) {
  return isStruct(comparedWith) ? StructAs::Value : StructAs::Address;
}

std::optional<BoundExpression> bindExpression(const ir::Program &program, const rules::Expression &expression,
                                              const OperandTypes &operands,
                                              std::vector<BindingMessage> &messages, StructAs as) {
  return ExpressionBinder(program, expression, operands, messages, as).run();
}

} // namespace hookqual::infer
