// SPDX-License-Identifier: MIT
// What a function's body mentions: the rows of the store's index tables, and what the
// linked program is asked for without touching bodies.
#pragma once

#include "analyzer/ir/CodeFlow.h"
#include "analyzer/ir/Function.h"

#include <cstdint>
#include <map>
#include <set>
#include <string>

namespace hookqual::ir {

struct References {
  std::set<std::string> callees; // canonical spellings of direct calls
  /// With the number of sites; 0 where the call's target was chosen among several pointers.
  std::map<Member, uint64_t> memberCalls;
  std::set<Member> memberLoads;
  std::set<Member> memberStores;
  uint64_t calls = 0;                   // call sites of all kinds
  uint64_t valueCalls = 0;              // through pointers that are no member
  std::set<std::string> addressesTaken; // spellings of globals used as values
  std::vector<CodeFlow> codeFlows;
};

References collectReferences(const Function &function);

} // namespace hookqual::ir
