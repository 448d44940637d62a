// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Drift.h"

#include "analyzer/hooks/Renaming.h"

#include <map>

namespace hookqual::hooks {

namespace {

using reports::Hook;
using reports::HookAspect;
using reports::HookDrift;
using reports::HookSite;
using reports::HookTree;

std::string typesOf(const Hook &hook) {
  std::string text;
  for (const reports::HookParameter &parameter : hook.parameters)
    text += (text.empty() ? "" : ", ") + parameter.type;
  return text;
}

void compare(const Hook &before, const Hook &after, std::vector<reports::HookChange> &changed) {
  const auto note = [&](HookAspect aspect, const std::string &was, const std::string &is) {
    if (was != is)
      changed.push_back({after.name, aspect, was, is});
  };
  note(HookAspect::Returns, before.returns, after.returns);
  if (before.defaultValue != "unknown" && after.defaultValue != "unknown")
    note(HookAspect::Default, before.defaultValue, after.defaultValue);
  const bool sameTypes = typesOf(before) == typesOf(after);
  note(sameTypes ? HookAspect::ParameterNames : HookAspect::Parameters, reports::parametersText(before),
       reports::parametersText(after));
  note(HookAspect::Condition, before.condition, after.condition);
}

using SiteKey = std::pair<std::string, std::string>;

SiteKey keyOf(const HookSite &site) {
  return {site.where.file, site.function};
}

/// The sites of `all` beyond those that `others` has at the same file and function.
std::vector<HookSite> beyond(const std::vector<HookSite> &all, const std::vector<HookSite> &others) {
  std::map<SiteKey, size_t> matched;
  for (const HookSite &site : others)
    ++matched[keyOf(site)];
  std::vector<HookSite> left;
  for (const HookSite &site : all)
    if (size_t &count = matched[keyOf(site)]; count > 0)
      --count;
    else
      left.push_back(site);
  return left;
}

std::map<std::string, const Hook *> byName(const HookTree &tree) {
  std::map<std::string, const Hook *> hooks;
  for (const Hook &hook : tree.hooks)
    hooks[hook.name] = &hook;
  return hooks;
}

} // namespace

HookDrift driftBetween(const HookTree &tree, HookTree against) {
  HookDrift drift{.against = std::move(against)};
  const auto before = byName(drift.against), after = byName(tree);
  for (const auto &[name, hook] : before)
    if (!after.contains(name))
      drift.removed.push_back(*hook);
  for (const auto &[name, hook] : after) {
    const auto was = before.find(name);
    if (was == before.end()) {
      drift.added.push_back(*hook);
      continue;
    }
    compare(*was->second, *hook, drift.changed);
    std::vector<HookSite> gone = beyond(was->second->callSites, hook->callSites);
    std::vector<HookSite> come = beyond(hook->callSites, was->second->callSites);
    if (!gone.empty() || !come.empty())
      drift.moved.push_back({name, std::move(gone), std::move(come)});
  }
  drift.renamed = renamingsIn(drift.removed, drift.added);
  return drift;
}

} // namespace hookqual::hooks
