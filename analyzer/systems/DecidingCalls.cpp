// SPDX-License-Identifier: MIT
#include "analyzer/systems/DecidingCalls.h"

#include "llvm/ADT/STLExtras.h"

namespace hookqual::systems {

std::vector<mutate::HookCall> decidingCalls(const SectionInput &input) {
  std::vector<mutate::HookCall> calls = mutate::findHookCalls(input.program, input.rules, {});
  for (const rules::HookNote &note : input.rules.hookNotes)
    llvm::erase_if(calls,
                   [&](const mutate::HookCall &call) { return llvm::is_contained(note.hooks, call.hook); });
  return calls;
}

} // namespace hookqual::systems
