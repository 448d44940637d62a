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

} // namespace hookqual::hooks
