// SPDX-License-Identifier: MIT
#include "analyzer/learn/KnownChecks.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace hookqual::learn {

KnownChecks::KnownChecks(const rules::RuleSet &rules) : constants_(rules.constants) {
  for (const rules::Rule &rule : rules.rules)
    for (const rules::Authorizer &authorizer : rule.anyOf)
      known_.try_emplace(authorizer.function);
  for (const rules::Refusal &refusal : rules.refusals)
    for (const std::string &function : refusal.functions)
      known_.insert_or_assign(function,
                              Known{CheckKind::Refusal, refusal.right, refusal.rightNames, refusal.family});
  for (const rules::HookFamily &family : rules.hookFamilies)
    if (auto glob = llvm::GlobPattern::create(family.functions))
      hooks_.push_back(std::move(*glob));
    else
      llvm::consumeError(glob.takeError()); // the loader has reported it
  for (const rules::HookNote &note : rules.hookNotes)
    refusingNothing_.insert(note.hooks.begin(), note.hooks.end());
  for (const rules::SubjectChange &change : rules.subjectChanges)
    if (change.credential)
      subjectChanges_.insert(change.functions.begin(), change.functions.end());
  for (const rules::RefusalErrors &each : rules.refusalErrors)
    (each.ofFieldsOnly ? errorsOfFields_ : errors_).insert(each.errors.begin(), each.errors.end());
}

bool KnownChecks::isHook(std::string_view name) const {
  return !refusingNothing_.contains(name) &&
         llvm::any_of(hooks_, [&](const llvm::GlobPattern &glob) { return glob.match(name); });
}

bool KnownChecks::isAnnouncement(std::string_view name) const {
  return refusingNothing_.contains(name) || subjectChanges_.contains(name);
}

bool KnownChecks::isAuthorizer(std::string_view name) const {
  const Known *known = find(name);
  return known ? known->kind == CheckKind::Authorizer : isHook(name);
}

const KnownChecks::Known *KnownChecks::find(std::string_view name) const {
  const auto found = known_.find(name);
  return found == known_.end() ? nullptr : &found->second;
}

std::string KnownChecks::nameOfRight(const Known &known, int64_t right) const {
  if (known.rightNames.empty())
    return "";
  for (const auto &[name, value] : constants_)
    if (value == right && llvm::StringRef(name).starts_with(known.rightNames))
      return name;
  return "";
}

std::vector<Check> KnownChecks::checksOf(const ir::Function &caller, const ir::Instruction &call,
                                         std::string_view name) const {
  const Known *known = find(name);
  if (!call.result.valid() || (!known && !isHook(name)))
    return {};
  Check check{.kind = known ? known->kind : CheckKind::Authorizer, .name = std::string(name)};
  if (known && known->right && *known->right < call.arguments.size()) {
    const ir::Value &right = caller.value(call.arguments[*known->right]);
    if (right.kind == ir::ValueKind::Constant) {
      check.right = right.constant;
      check.rightName = nameOfRight(*known, right.constant);
    }
  }
  std::vector<Check> checks{check, Check{.kind = CheckKind::Any}};
  if (check.right) // who asks for one right asks
    checks.push_back({.kind = check.kind, .name = check.name});
  if (known && !known->family.empty() && check.right)
    checks.push_back({CheckKind::Family, known->family, check.right, check.rightName});
  return checks;
}

} // namespace hookqual::learn
