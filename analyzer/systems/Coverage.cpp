// SPDX-License-Identifier: MIT
#include "analyzer/systems/Coverage.h"

#include "analyzer/infer/OperationPlaces.h"

#include "llvm/ADT/STLExtras.h"

namespace hookqual::systems {

using ir::FunctionId;

namespace {

constexpr unsigned kDeepestAuthorizer = 3; // calls from an authorizer to the hook that it asks

class HooksOfAuthorizers {
public:
  HooksOfAuthorizers(const ir::Program &program, const AskedHooks &asked)
      : program_(program), asked_(asked) {}

  const std::set<std::string> &of(const std::string &authorizer) {
    const auto [found, isNew] = known_.try_emplace(authorizer);
    if (isNew)
      find(authorizer, found->second);
    return found->second;
  }

private:
  void find(const std::string &authorizer, std::set<std::string> &hooks) const {
    if (const auto own = asked_.find(authorizer); own != asked_.end()) {
      hooks.insert(own->second.begin(), own->second.end());
      return;
    }
    for (FunctionId function : program_.functionsNamed(authorizer))
      for (FunctionId called : calledDirectly(program_, function, kDeepestAuthorizer))
        if (const auto asks = asked_.find(ir::nameOf(program_.spelling(called))); asks != asked_.end())
          hooks.insert(asks->second.begin(), asks->second.end());
  }

  const ir::Program &program_;
  const AskedHooks &asked_;
  std::map<std::string, std::set<std::string>> known_;
};

} // namespace

std::vector<CoveredRule> coveredRules(const ir::Program &program, const rules::RuleSet &rules,
                                      const AskedHooks &asked,
                                      const std::vector<Registration> &registrations) {
  std::map<std::string, std::set<std::string>> answering;
  for (const Registration &each : registrations)
    answering[each.hook].insert(each.module);
  HooksOfAuthorizers hooks(program, asked);
  std::vector<CoveredRule> covered;
  for (const rules::Rule &rule : rules.rules) {
    CoveredRule each{.rule = &rule, .hooks = {}, .modules = {}};
    for (const rules::Authorizer &authorizer : rule.anyOf)
      each.hooks.insert(hooks.of(authorizer.function).begin(), hooks.of(authorizer.function).end());
    for (const std::string &hook : each.hooks)
      each.modules.insert(answering[hook].begin(), answering[hook].end());
    covered.push_back(std::move(each));
  }
  return covered;
}

std::vector<FunctionId> functionsOperating(const ir::Program &program, const rules::RuleSet &rules,
                                           const rules::Rule &rule) {
  infer::FunctionNames yieldingCurrent;
  for (const rules::KnownValue &value : rules.knownValues)
    yieldingCurrent.insert(value.function);
  std::set<FunctionId> functions;
  for (const rules::Operation &operation : rule.operations) {
    rules::Rule alone = rule;
    alone.operations = {operation};
    const infer::Binding binding = infer::bindRule(program, alone, yieldingCurrent);
    for (FunctionId function : infer::functionsWithOperations(program, binding.rule))
      if (operation.within.empty() ||
          llvm::is_contained(operation.within, program.function(function).symbol.name))
        functions.insert(function);
  }
  return {functions.begin(), functions.end()};
}

} // namespace hookqual::systems
