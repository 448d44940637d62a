// SPDX-License-Identifier: MIT
#include "reports/Hooks.h"

#include "llvm/ADT/STLExtras.h"

#include <set>
#include <tuple>

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
  std::set<std::tuple<std::string, uint32_t, uint32_t>> places;
  for (const Hook &hook : tree.hooks) {
    const uint64_t implementations =
        uint64_t(llvm::count_if(hook.implementations, [](const auto &each) { return !each.isGenerated; }));
    counts.returning += returnsValue(hook);
    for (const HookSite &site : hook.callSites)
      places.emplace(site.where.file, site.where.line, site.where.column);
    counts.notCalled += hook.callSites.empty();
    counts.implementations += implementations;
    counts.notImplemented += implementations == 0;
    counts.withRule += !hook.entry.rules.empty();
    counts.withReason += !hook.entry.none.empty();
  }
  counts.callSites = places.size();
  return counts;
}

} // namespace hookqual::reports
