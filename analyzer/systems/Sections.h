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

/// A symbol that loadable modules may use, as the source says.
struct Export {
  std::string symbol, audience, nameSpace, place;
};

struct SectionInput {
  const ir::Program &program;
  const rules::RuleSet &rules;
  Knowledge known;
  /// By hook, the default as declared; empty where the source tree was not read.
  std::map<std::string, std::string> declaredDefaults;
  std::vector<Export> exports;      // likewise
  std::vector<std::string> modules; // coverage: those that are active; none: not asked
};

using Tables = std::vector<reports::Table>;

/// What a section needs that the facts do not hold.
enum class FromSource : uint8_t { Nothing, Defaults, Exports };

struct Section {
  std::string_view name, title;
  FromSource needs = FromSource::Nothing;
  Tables (*tables)(const SectionInput &input);
};

/// In the order of docs/systems.md.
const std::vector<Section> &sections();

} // namespace hookqual::systems
