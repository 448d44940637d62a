// SPDX-License-Identifier: MIT
// Of which types the objects of a rule are.
#pragma once

#include "analyzer/ir/Program.h"
#include "rules/Rule.h"

#include <string>
#include <vector>

namespace hookqual::commands {

/// Names of records (`inode`), spellings of other types (`unsigned long`), `system` for the system
/// as a whole; ascending. What the captured program does not declare is left out.
std::vector<std::string> controlledTypes(const ir::Program &program, const rules::Rule &rule);

} // namespace hookqual::commands
