// SPDX-License-Identifier: MIT
// Security modules, as the captured program defines them: a variable that describes the module
// names the function that starts it, and that function registers tables of hooks.
#pragma once

#include "analyzer/ir/Program.h"
#include "analyzer/systems/Knowledge.h"

#include <map>
#include <string>
#include <vector>

namespace hookqual::systems {

struct Registration {
  std::string hook, module;
  ir::FunctionId function; // that answers
  std::string table;       // that holds its address
};

/// Ascending by hook, module and function. A table that no module registers where it can be seen
/// counts for the module of its file, or goes by the file's folder.
std::vector<Registration> registrationsIn(const ir::Program &program, const Knowledge &known);

/// All hooks that the program declares, ascending; none if no captured unit knows the record.
std::vector<std::string> declaredHooks(const ir::Program &program, const Knowledge &known);

/// Functions that the function may come to by direct calls, itself among them, ascending.
std::vector<ir::FunctionId> calledDirectly(const ir::Program &program, ir::FunctionId function,
                                           unsigned deepest);

} // namespace hookqual::systems
