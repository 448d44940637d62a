// SPDX-License-Identifier: MIT
#include "reports/Hooks.h"

#include "llvm/ADT/STLExtras.h"

namespace hookqual::reports {

bool returnsValue(const Hook &hook) {
  return hook.returns != "void";
}

std::string parametersText(const Hook &hook) {
  std::string text;
  for (const HookParameter &parameter : hook.parameters) {
    const bool isSpaced = !parameter.name.empty() && !parameter.type.ends_with("*");
    text += (text.empty() ? "" : ", ") + parameter.type + (isSpaced ? " " : "") + parameter.name;
  }
  return text.empty() ? "void" : text;
}

HookCounts countHooks(const HookTree &tree) {
  HookCounts counts{.hooks = tree.hooks.size()};
  for (const Hook &hook : tree.hooks) {
    const uint64_t implementations =
        uint64_t(llvm::count_if(hook.implementations, [](const auto &each) { return !each.isGenerated; }));
    counts.returning += returnsValue(hook);
    counts.callSites += hook.callSites.size();
    counts.notCalled += hook.callSites.empty();
    counts.implementations += implementations;
    counts.notImplemented += implementations == 0;
    counts.withRule += !hook.entry.rules.empty();
    counts.withReason += !hook.entry.none.empty();
  }
  return counts;
}

} // namespace hookqual::reports
