// SPDX-License-Identifier: MIT
#include "analyzer/signature/OperationOf.h"

#include "analyzer/witness/ConditionText.h"

#include <algorithm>
#include <cctype>

namespace hookqual::signature {

namespace {

bool mayCall(const ir::Program &program, const rules::Operation &operation, ir::FunctionId function) {
  if (operation.kind == rules::OperationKind::Call)
    return operation.name == program.function(function).symbol.name;
  if (operation.kind != rules::OperationKind::MemberCall)
    return false;
  const auto holders = program.addressesTakenOf(function);
  return std::any_of(holders.begin(), holders.end(),
                     [&](const ir::MemberTarget &holder) { return nameOf(holder.member) == operation.name; });
}

bool isWordAt(const std::string &text, size_t at, size_t length) {
  auto isPart = [&](size_t i) {
    return i < text.size() && (std::isalnum(static_cast<unsigned char>(text[i])) || text[i] == '_');
  };
  return (at == 0 || !isPart(at - 1)) && !isPart(at + length);
}

/// `&arg0->sem_perm` with the parameter's name.
std::string overParameters(std::string text, const ir::Function &function) {
  for (size_t i = function.parameters.size(); i-- > 0;) {
    const std::string word = "arg" + std::to_string(i), &name = function.parameters[i].name;
    for (size_t at = text.find(word); !name.empty() && at != std::string::npos;
         at = text.find(word, at + name.size()))
      if (isWordAt(text, at, word.size()))
        text.replace(at, word.size(), name);
  }
  return text;
}

reports::QualifiedObjects qualified(const rules::Rule &rule, const rules::Authorizer &authorizer,
                                    const rules::Operation &operation, const ir::Function &function) {
  const auto &pairs = authorizer.objects.empty() ? operation.objects : authorizer.objects;
  std::string objects;
  for (const rules::ObjectPair &pair : pairs)
    objects += (objects.empty() ? "" : ", ") + overParameters(pair.operation.text, function);
  return {rule.objectIsSystem ? "system" : objects, authorizer.function,
          authorizer.mode ? witness::modeText(*authorizer.mode) : std::string()};
}

} // namespace

std::vector<reports::OperationOf> operationsThatCall(const ir::Program &program,
                                                     const std::vector<const rules::Rule *> &rules,
                                                     ir::FunctionId id) {
  std::vector<reports::OperationOf> found;
  for (const rules::Rule *rule : rules)
    for (const rules::Operation &operation : rule->operations) {
      if (!mayCall(program, operation, id))
        continue;
      reports::OperationOf each{.rule = rule->id, .operation = operation.name};
      for (const rules::Authorizer &authorizer : rule->anyOf)
        each.anyOf.push_back(qualified(*rule, authorizer, operation, program.function(id)));
      each.isConditional = !operation.when.empty() || !operation.unless.empty() || !operation.within.empty();
      found.push_back(std::move(each));
    }
  return found;
}

} // namespace hookqual::signature
