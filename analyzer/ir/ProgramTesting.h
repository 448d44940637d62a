// SPDX-License-Identifier: MIT
// What the tests of linked programs share: programs from IR text.
#pragma once

#include "analyzer/ir/InMemoryProgram.h"
#include "analyzer/ir/Text.h"

#include <vector>

namespace hookqual::ir {

inline InMemoryProgram programOf(llvm::StringRef text, std::vector<EntryRule> rules = {}) {
  return InMemoryProgram(llvm::cantFail(parseUnits(text, "test.ir")),
                         llvm::cantFail(EntryRules::compile(std::move(rules))));
}

} // namespace hookqual::ir
