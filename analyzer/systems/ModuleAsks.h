// SPDX-License-Identifier: MIT
// Where a function turns to the registered modules: calls of their answers, and the places that
// find out whether there are any.
#pragma once

#include "analyzer/ir/Program.h"
#include "analyzer/systems/BlockReach.h"
#include "analyzer/systems/Knowledge.h"

namespace hookqual::systems {

/// A call that a module answers.
struct ModuleCall {
  ir::BlockId block;
  const ir::Instruction *call = nullptr;
  std::string hook;
  std::optional<unsigned> slot; // none: whichever module a loop has come to
};

struct ModuleAsks {
  std::vector<ModuleCall> calls; // in the order of sites
  BlockSet points;               // blocks that ask, or find out that nobody is there to be asked
};

ModuleAsks moduleAsksIn(const ir::Function &function, const Knowledge &known);

/// The hooks that are asked, ascending, each once.
std::vector<std::string> hooksOf(const ModuleAsks &asks);

} // namespace hookqual::systems
