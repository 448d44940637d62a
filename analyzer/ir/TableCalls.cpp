// SPDX-License-Identifier: MIT
#include "analyzer/ir/TableCalls.h"

#include "analyzer/ir/SortOnce.h"

#include <algorithm>

namespace hookqual::ir {

namespace {

void append(std::vector<FunctionId> &functions, std::span<const FunctionId> more) {
  functions.insert(functions.end(), more.begin(), more.end());
}

} // namespace

void TableCalls::narrow(const CodeTargets &solved) {
  sortOnce(sites_);
  for (const Site &site : sites_) {
    Functions targets;
    if (!addTargetsAt(site, solved, targets))
      continue;
    sortOnce(targets);
    narrowed_.emplace(std::pair(site.caller.index, site.site), std::move(targets));
  }
}

/// False if they are not known.
bool TableCalls::addTargetsAt(const Site &site, const CodeTargets &solved, Functions &targets) const {
  const CodeNode base{CodePlaceKind::Base, site.caller.index, site.site};
  if (solved.isOpen(base))
    return false;
  std::set<uint32_t> seen;
  for (const uint32_t table : solved.tablesIn(base))
    if (!addContent(table, site.member, solved, seen, targets))
      return false;
  // One whose address was put into memory that is not followed may be anywhere.
  for (const uint32_t table : solved.tablesIn({CodePlaceKind::Stored, 0, 0}))
    if (initial_.contains({table, site.member}) && !addContent(table, site.member, solved, seen, targets))
      return false;
  append(targets, solved.heldBy(assignedTo(site.member)));
  return !targets.empty();
}

/// What the initialiser puts there, and those of the tables that were copied over this one.
bool TableCalls::addContent(uint32_t table, uint32_t member, const CodeTargets &solved,
                            std::set<uint32_t> &seen, Functions &targets) const {
  if (!seen.insert(table).second)
    return true;
  const CodeNode memory{CodePlaceKind::Variable, table, 0};
  if (solved.isOpen(memory) ||
      std::ranges::binary_search(solved.tablesIn({CodePlaceKind::Overwritten, 0, 0}), table))
    return false;
  if (const auto initial = initial_.find({table, member}); initial != initial_.end())
    append(targets, initial->second);
  return std::ranges::all_of(solved.tablesIn(memory), [&](uint32_t copied) {
    return addContent(copied, member, solved, seen, targets);
  });
}

const std::vector<FunctionId> *TableCalls::targetsAt(FunctionId caller, uint32_t site) const {
  const auto found = narrowed_.find({caller.index, site});
  return found == narrowed_.end() ? nullptr : &found->second;
}

} // namespace hookqual::ir
