// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Renaming.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <set>
#include <tuple>

namespace hookqual::hooks {

namespace {

using reports::Hook;
using reports::HookRenaming;
using Texts = std::multiset<std::string>;

constexpr unsigned kLeast = 50; // percent

Texts wordsOf(const Hook &hook) {
  Texts words;
  for (llvm::StringRef rest = hook.name; !rest.empty();) {
    const auto [word, others] = rest.split('_');
    words.insert(word.str());
    rest = others;
  }
  return words;
}

Texts typesOf(const Hook &hook) {
  Texts types;
  for (const reports::HookParameter &parameter : hook.parameters)
    types.insert(parameter.type);
  return types;
}

Texts callersOf(const Hook &hook) {
  Texts callers;
  for (const reports::HookSite &site : hook.callSites)
    callers.insert(site.function);
  return callers;
}

/// What both have, of what either has; nothing is wholly like nothing.
unsigned likeness(const Texts &a, const Texts &b) {
  Texts common;
  std::ranges::set_intersection(a, b, std::inserter(common, common.end()));
  const size_t all = a.size() + b.size() - common.size();
  return all == 0 ? 100 : unsigned(100 * common.size() / all);
}

HookRenaming compare(const Hook &before, const Hook &after) {
  HookRenaming pair{.before = before.name,
                    .after = after.name,
                    .names = likeness(wordsOf(before), wordsOf(after)),
                    .parameters = likeness(typesOf(before), typesOf(after)),
                    .callers = likeness(callersOf(before), callersOf(after))};
  pair.likeness = (pair.names + pair.parameters + pair.callers) / 3;
  return pair;
}

} // namespace

std::vector<HookRenaming> renamingsIn(const std::vector<Hook> &removed, const std::vector<Hook> &added) {
  std::vector<HookRenaming> pairs, chosen;
  for (const Hook &before : removed)
    for (const Hook &after : added)
      if (HookRenaming pair = compare(before, after); pair.likeness >= kLeast && pair.names > 0)
        pairs.push_back(std::move(pair));
  llvm::sort(pairs, [](const HookRenaming &a, const HookRenaming &b) {
    return std::tuple(-int(a.likeness), a.before, a.after) < std::tuple(-int(b.likeness), b.before, b.after);
  });
  for (const HookRenaming &pair : pairs)
    if (llvm::none_of(chosen, [&](const HookRenaming &other) {
          return other.before == pair.before || other.after == pair.after;
        }))
      chosen.push_back(pair);
  return chosen;
}

} // namespace hookqual::hooks
