// SPDX-License-Identifier: MIT
// What a kernel calls the parts of its security framework: `set` items of the rules, read.
// Nothing else in this room knows a name of the kernel.
#pragma once

#include "rules/Rule.h"

#include "llvm/Support/Error.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookqual::systems {

/// Names that globs stand for.
class NameSet {
public:
  NameSet() = default;
  explicit NameSet(std::vector<std::string> globs) : globs_(std::move(globs)) {}

  bool matches(std::string_view name) const;
  /// What the only `*` of the first glob that matches stands for; the name itself if it has none.
  std::optional<std::string> captured(std::string_view name) const;
  const std::vector<std::string> &globs() const { return globs_; }
  bool isEmpty() const { return globs_.empty(); }

private:
  std::vector<std::string> globs_;
};

struct Knowledge {
  NameSet hooks;               // functions of the hook families
  NameSet outside;             // files in which a call of one places nothing
  NameSet moduleCalls;         // functions that stand for a module's answer: `*` is hook and slot
  NameSet moduleSwitches;      // variables that say whether somebody answers in a slot
  NameSet moduleTables;        // variables that lead to the modules' answers
  NameSet hookRecords;         // records whose members are the hooks
  NameSet moduleDescriptions;  // variables that describe a module: `*` is its name
  NameSet loadableFiles;       // of modules outside the kernel's tree
  NameSet moduleRegistrations; // functions that register a table of hooks
  std::map<std::string, NameSet> modulesCalled; // by module, what descriptions call it instead
};

/// Fails if the rules lack a set that every kernel with modules has.
llvm::Expected<Knowledge> knowledgeOf(const rules::RuleSet &rules);

/// The name by which the kernel's users know a module that a description calls so.
std::string moduleName(const Knowledge &known, std::string_view described);

/// The names of a set; none if the rules do not have it.
NameSet setNamed(const rules::RuleSet &rules, const std::string &name);

} // namespace hookqual::systems
