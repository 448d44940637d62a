// SPDX-License-Identifier: MIT
#include "analyzer/commands/ControlledTypes.h"

#include <algorithm>
#include <set>

namespace hookqual::commands {

namespace {

const ir::TypeReference *parameterType(const ir::Prototype &prototype, const rules::Expression &expression) {
  if (expression.root == rules::RootKind::Argument)
    return expression.argument < prototype.parameters.size() ? &prototype.parameters[expression.argument].type
                                                             : nullptr;
  for (const ir::PrototypeParameter &parameter : prototype.parameters)
    if (expression.root == rules::RootKind::Name && parameter.name == expression.name)
      return &parameter.type;
  return nullptr;
}

const ir::TypeReference *fieldType(const ir::Record *record, const std::string &field) {
  if (record)
    for (const ir::RecordField &each : record->fields)
      if (each.name == field)
        return &each.type;
  return nullptr;
}

/// Null when the program does not declare what the expression names.
const ir::TypeReference *typeOf(const ir::Program &program, const ir::Prototype &authorizer,
                                const rules::Expression &expression) {
  const ir::TypeReference *type = parameterType(authorizer, expression);
  for (const rules::Step &step : expression.steps) {
    if (!type)
      return nullptr;
    const ir::Record *record = step.kind == rules::StepKind::Container ? program.recordNamed(step.record)
                                                                       : program.record(type->record);
    type = fieldType(record, step.field);
  }
  return type;
}

std::string nameOf(const ir::TypeReference &type) {
  return type.record.empty() ? type.spelling : type.record.substr(0, type.record.find('@'));
}

} // namespace

std::vector<std::string> controlledTypes(const ir::Program &program, const rules::Rule &rule) {
  std::set<std::string> types;
  if (rule.objectIsSystem)
    types.insert("system");
  const auto add = [&](const rules::Authorizer &authorizer, const std::vector<rules::ObjectPair> &objects) {
    const ir::Prototype *prototype = program.prototype(authorizer.function);
    for (const rules::ObjectPair &pair : objects)
      if (const ir::TypeReference *type = prototype ? typeOf(program, *prototype, pair.authorizer) : nullptr)
        types.insert(nameOf(*type));
  };
  for (const rules::Authorizer &authorizer : rule.anyOf) {
    add(authorizer, authorizer.objects);
    if (authorizer.objects.empty())
      for (const rules::Operation &operation : rule.operations)
        add(authorizer, operation.objects);
  }
  return {types.begin(), types.end()};
}

} // namespace hookqual::commands
