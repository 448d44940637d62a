// SPDX-License-Identifier: MIT
#include "analyzer/hooks/RuleEntries.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

namespace hookqual::hooks {

void addRuleEntries(const rules::RuleSet &rules, reports::HookTree &tree) {
  std::map<std::string, std::set<std::string>> rulesOf;
  for (const rules::Rule &rule : rules.rules)
    for (const rules::Authorizer &authorizer : rule.anyOf)
      rulesOf[authorizer.function].insert(rule.id);
  std::map<std::string, const rules::HookNote *> noteOf;
  for (const rules::HookNote &note : rules.hookNotes)
    for (const std::string &hook : note.hooks)
      noteOf.emplace(hook, &note);

  for (reports::Hook &hook : tree.hooks) {
    std::set<std::string> ids;
    const rules::HookNote *note = nullptr;
    for (const reports::HookSite &wrapper : hook.wrappers) {
      ids.merge(std::set(rulesOf[wrapper.function]));
      if (const auto found = noteOf.find(wrapper.function); found != noteOf.end() && note == nullptr)
        note = found->second;
    }
    hook.entry.rules.assign(ids.begin(), ids.end());
    if (ids.empty() && note != nullptr) {
      hook.entry.none = note->none;
      hook.entry.why = note->why;
    }
  }
}

namespace {

using Operations = std::map<std::string, std::set<std::string>>; // by hook

Operations operationsOf(const rules::RuleSet &rules, const reports::HookTree &tree) {
  std::map<std::string, std::set<std::string>> ofWrapper;
  for (const rules::Rule &rule : rules.rules)
    for (const rules::Authorizer &authorizer : rule.anyOf)
      for (const rules::Operation &operation : rule.operations)
        ofWrapper[authorizer.function].insert(operation.name);
  Operations operations;
  for (const reports::Hook &hook : tree.hooks)
    for (const reports::HookSite &wrapper : hook.wrappers)
      operations[hook.name].merge(std::set(ofWrapper[wrapper.function]));
  return operations;
}

std::vector<std::string> without(const std::set<std::string> &all, const std::set<std::string> &others) {
  std::vector<std::string> left;
  for (const std::string &each : all)
    if (!others.contains(each))
      left.push_back(each);
  return left;
}

} // namespace

std::vector<reports::HookOperations> operationsDrift(const rules::RuleSet &rules,
                                                     const reports::HookTree &tree,
                                                     const rules::RuleSet &before,
                                                     const reports::HookTree &against) {
  Operations now = operationsOf(rules, tree), then = operationsOf(before, against);
  std::set<std::string> hooks;
  for (const Operations *each : {&now, &then})
    for (const auto &[hook, operations] : *each)
      hooks.insert(hook);
  std::vector<reports::HookOperations> drift;
  for (const std::string &hook : hooks) {
    reports::HookOperations each{hook, without(now[hook], then[hook]), without(then[hook], now[hook])};
    if (!each.gained.empty() || !each.lost.empty())
      drift.push_back(std::move(each));
  }
  return drift;
}

} // namespace hookqual::hooks
