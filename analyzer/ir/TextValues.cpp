// SPDX-License-Identifier: MIT
#include "analyzer/ir/TextValues.h"
#include "analyzer/ir/ConstantFolding.h"
#include "analyzer/ir/TextSyntax.h"

namespace hookqual::ir {
namespace {

constexpr unsigned kMaxDepth = 2000;

bool isBareNumber(const TextExpression &expression) {
  return expression.form == TextForm::Number && !expression.type;
}

uint32_t indexIn(std::vector<std::string> &table, llvm::StringMap<uint32_t> &known, const std::string &text) {
  const auto [entry, isNew] = known.try_emplace(text, uint32_t(table.size()));
  if (isNew)
    table.push_back(text);
  return entry->second;
}

} // namespace

void TextValues::nameParameter(const std::string &key, TextPlace place) {
  if (!parameters_.try_emplace(key, uint32_t(parameters_.size())).second)
    lexer_.fail(place, "parameter '" + key + "' is declared twice");
}

void TextValues::nameLocal(const std::string &key, TextPlace place) {
  if (!locals_.try_emplace(key, uint32_t(locals_.size())).second)
    lexer_.fail(place,
                "local '" + key + "' is declared twice; write '" + key + ".2' for one that shadows it");
}

void TextValues::define(const std::string &name, Definition definition) {
  const TextPlace place = definition.place;
  if (parameters_.contains(name) || !definitions_.try_emplace(name, std::move(definition)).second)
    lexer_.fail(place, "'%" + name + "' is defined twice");
}

void TextValues::defineExpression(const std::string &name, TextExpression expression) {
  Definition definition;
  definition.place = expression.place;
  definition.operand.push_back(std::move(expression));
  definition.isExpression = true;
  define(name, std::move(definition));
}

void TextValues::defineResult(const std::string &name, TextPlace place, const Value &result) {
  define(name, {place, result, {}, false, Progress::Waiting, {}});
}

void TextValues::defineLoad(const std::string &name, TextPlace place, const Value &result,
                            TextExpression address) {
  define(name, {place, result, {std::move(address)}, false, Progress::Waiting, {}});
}

void TextValues::definePhi(const std::string &name, TextPlace place, const Value &phi) {
  const ValueId id(uint32_t(function_.values.size()));
  function_.values.push_back(phi);
  define(name, {place, phi, {}, false, Progress::Done, id});
}

void TextValues::setOperands(ValueId phi, std::vector<ValueId> operands) {
  function_.values[phi.index].operands = std::move(operands);
}

uint32_t TextValues::symbol(const std::string &spelling) {
  return indexIn(function_.symbols, symbols_, spelling);
}

ValueId TextValues::intern(Value value) {
  const ValueId next(uint32_t(function_.values.size()));
  const auto [entry, isNew] = interned_.try_emplace(value, next);
  if (isNew)
    function_.values.push_back(std::move(value));
  return entry->second;
}

ValueId TextValues::resolveName(const std::string &name, TextPlace place) {
  if (auto parameter = parameters_.find(name); parameter != parameters_.end()) {
    Value value;
    value.kind = ValueKind::Parameter;
    value.index = parameter->second;
    value.type = function_.parameters[value.index].type;
    return intern(std::move(value));
  }
  const auto found = definitions_.find(name);
  if (found == definitions_.end()) {
    lexer_.fail(place, "'%" + name + "' is not defined");
    return {};
  }
  Definition &definition = found->second;
  if (definition.progress == Progress::Open || depth_ > kMaxDepth) {
    lexer_.fail(place, "'%" + name + "' is defined by itself");
    return {};
  }
  return definition.progress == Progress::Done ? definition.value : resolveOpen(definition);
}

ValueId TextValues::resolveOpen(Definition &definition) {
  definition.progress = Progress::Open;
  ++depth_;
  if (definition.isExpression) {
    definition.value = resolve(definition.operand.front(), text::kInt32);
  } else {
    for (const TextExpression &address : definition.operand)
      definition.pattern.operands.push_back(resolve(address, text::kInt32));
    definition.value = intern(definition.pattern);
  }
  --depth_;
  definition.progress = Progress::Done;
  return definition.value;
}

ValueId TextValues::resolve(const TextExpression &expression, const Type &expected) {
  Value value;
  value.type = expression.type.value_or(text::kPointer);
  switch (expression.form) {
  case TextForm::Name: {
    const ValueId named = resolveName(expression.text, expression.place);
    if (!expression.type || typeOf(named) == *expression.type || !named.valid())
      return named;
    value = function_.value(named);
    value.type = *expression.type;
    break;
  }
  case TextForm::Symbol:
    return resolveSymbol(expression);
  case TextForm::Offset:
    return resolveOffset(expression);
  case TextForm::Operation:
    return resolveOperation(expression);
  case TextForm::Number:
    value.kind = ValueKind::Constant;
    value.type = expression.type.value_or(expected);
    value.constant = normalizeConstant(expression.number, value.type);
    break;
  case TextForm::Null:
    value.kind = ValueKind::Constant;
    break;
  case TextForm::String:
    value.kind = ValueKind::String;
    value.index = indexIn(function_.strings, strings_, expression.text);
    break;
  case TextForm::Undefined:
  case TextForm::Unknown:
    value.kind = expression.form == TextForm::Undefined ? ValueKind::Undefined : ValueKind::Unknown;
    value.type = expression.type.value_or(text::kInt32);
    value.index = uint32_t(expression.number);
    break;
  case TextForm::Element:
    value.kind = ValueKind::Element;
    value.constant = expression.number;
    value.operands = {resolve(expression.operands[0], text::kInt32),
                      resolve(expression.operands[1], text::kInt32)};
    break;
  case TextForm::Cast:
    value.kind = ValueKind::Cast;
    value.operands = {resolve(expression.operands[0], text::kInt32)};
    break;
  }
  return lexer_.failed() ? ValueId() : intern(std::move(value));
}

ValueId TextValues::resolveSymbol(const TextExpression &expression) {
  Value value;
  value.type = expression.type.value_or(text::kPointer);
  const auto local = locals_.find(expression.text);
  if (!expression.isQuoted && local != locals_.end()) {
    value.kind = ValueKind::Local;
    value.index = local->second;
    return intern(std::move(value));
  }
  if (!parseSymbol(expression.text)) {
    lexer_.fail(expression.place, "'" + expression.text + "' is no local and no symbol");
    return {};
  }
  value.kind = ValueKind::Global;
  value.symbol = SymbolId(symbol(expression.text));
  return intern(std::move(value));
}

/// Offsets of offsets are folded, as Function.h demands.
ValueId TextValues::resolveOffset(const TextExpression &expression) {
  ValueId base = resolve(expression.operands[0], text::kInt32);
  if (!base.valid())
    return base;
  uint64_t bytes = uint64_t(expression.number);
  if (function_.value(base).kind == ValueKind::Offset) {
    bytes += uint64_t(function_.value(base).constant);
    base = function_.value(base).operands[0];
  }
  if (bytes == 0)
    return base;
  Value value;
  value.kind = ValueKind::Offset;
  value.constant = int64_t(bytes);
  value.operands = {base};
  value.type = expression.type.value_or(text::kPointer);
  return intern(std::move(value));
}

ValueId TextValues::resolveOperation(const TextExpression &expression) {
  const std::vector<TextExpression> &operands = expression.operands;
  Value value;
  value.kind = operands.size() == 1 ? ValueKind::Unary : ValueKind::Binary;
  value.opcode = expression.opcode;
  value.operands.resize(operands.size());
  const bool isBalanced = text::balancesOperands(expression.opcode);
  for (size_t i = 0; i < operands.size(); ++i)
    if (!isBalanced || !isBareNumber(operands[i]))
      value.operands[i] = resolve(operands[i], text::kInt32);
  for (size_t i = 0; isBalanced && i < operands.size(); ++i)
    if (isBareNumber(operands[i])) {
      const ValueId neighbour = value.operands[1 - i];
      value.operands[i] = resolve(operands[i], neighbour.valid() ? typeOf(neighbour) : text::kInt32);
    }
  if (lexer_.failed())
    return {};
  value.type = expression.type.value_or(text::defaultType(value.opcode, typeOf(value.operands[0])));
  return intern(std::move(value));
}

} // namespace hookqual::ir
