// SPDX-License-Identifier: MIT
#include "analyzer/systems/Knowledge.h"

#include "analyzer/infer/NamePatterns.h"

#include "llvm/ADT/StringRef.h"

namespace hookqual::systems {

bool NameSet::matches(std::string_view name) const {
  return infer::matchesAny(globs_, name);
}

std::optional<std::string> NameSet::captured(std::string_view name) const {
  for (const std::string &glob : globs_) {
    if (!infer::matchesAny({glob}, name))
      continue;
    const auto [before, after] = llvm::StringRef(glob).split('*');
    if (!llvm::StringRef(glob).contains('*') || after.contains('*'))
      return std::string(name);
    return llvm::StringRef(name).drop_front(before.size()).drop_back(after.size()).str();
  }
  return std::nullopt;
}

std::string moduleName(const Knowledge &known, std::string_view described) {
  for (const auto &[module, names] : known.modulesCalled)
    if (names.matches(described))
      return module;
  return std::string(described);
}

NameSet setNamed(const rules::RuleSet &rules, const std::string &name) {
  const auto found = rules.sets.find(name);
  return found == rules.sets.end() ? NameSet() : NameSet(found->second);
}

llvm::Expected<Knowledge> knowledgeOf(const rules::RuleSet &rules) {
  Knowledge known{.hooks = {},
                  .outside = {},
                  .moduleCalls = setNamed(rules, "module-calls"),
                  .moduleSwitches = setNamed(rules, "module-switches"),
                  .moduleTables = setNamed(rules, "module-tables"),
                  .hookRecords = setNamed(rules, "hook-records"),
                  .moduleDescriptions = setNamed(rules, "module-descriptions"),
                  .loadableFiles = setNamed(rules, "loadable-files"),
                  .moduleRegistrations = setNamed(rules, "module-registrations"),
                  .modulesCalled = {}};
  constexpr llvm::StringLiteral kCalled = "lsm/";
  for (const auto &[name, names] : rules.sets)
    if (llvm::StringRef(name).starts_with(kCalled))
      known.modulesCalled.emplace(name.substr(kCalled.size()), NameSet(names));
  if (known.hookRecords.isEmpty())
    return llvm::createStringError("the rules have no set 'hook-records': it says which records hold hooks");
  std::vector<std::string> functions, files;
  for (const rules::HookFamily &family : rules.hookFamilies) {
    functions.push_back(family.functions);
    files.insert(files.end(), family.outside.begin(), family.outside.end());
  }
  if (functions.empty())
    return llvm::createStringError("the rules have no item 'hooks': it says which functions ask hooks");
  known.hooks = NameSet(std::move(functions));
  known.outside = NameSet(std::move(files));
  return known;
}

} // namespace hookqual::systems
