// SPDX-License-Identifier: MIT
// The sections of `hookqual systems`: each asks one question of the captured program and answers
// with tables.
#pragma once

#include "analyzer/ir/Program.h"
#include "analyzer/systems/Knowledge.h"
#include "reports/Table.h"
#include "rules/Rule.h"

#include <map>
#include <string>
#include <vector>

namespace hookqual::systems {

struct SectionInput {
  const ir::Program &program;
  const rules::RuleSet &rules;
  Knowledge known;
  /// By hook, the default as declared; empty where the source tree was not read.
  std::map<std::string, std::string> declaredDefaults;
  std::vector<std::string> modules; // coverage: those that are active; none: not asked
};

using Tables = std::vector<reports::Table>;

struct Section {
  std::string_view name, title;
  Tables (*tables)(const SectionInput &input);
};

/// In the order of docs/systems.md.
const std::vector<Section> &sections();

} // namespace hookqual::systems
