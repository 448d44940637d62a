// SPDX-License-Identifier: MIT
// What a function's body mentions: the rows of the store's index tables, and what the
// linked program is asked for without touching bodies.
#pragma once

#include "analyzer/ir/Function.h"

#include <set>
#include <string>

namespace hookqual::ir {

struct References {
  std::set<std::string> callees; // canonical spellings of direct calls
  std::set<Member> memberCalls;
  std::set<Member> memberLoads;
  std::set<Member> memberStores;
  std::set<std::string> addressesTaken; // spellings of globals used as values
};

References collectReferences(const Function &function);

} // namespace hookqual::ir
