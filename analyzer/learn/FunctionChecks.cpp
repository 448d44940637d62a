// SPDX-License-Identifier: MIT
#include "analyzer/learn/FunctionChecks.h"

#include <algorithm>
#include <optional>

namespace hookqual::learn {

using ir::Block;
using ir::BlockId;

void addCarried(std::vector<Carried> &all, const std::vector<Carried> &more, uint32_t further) {
  for (const Carried &each : more) {
    if (each.distance + further > kDeepestCheck)
      continue;
    const auto at = std::ranges::lower_bound(all, each.check, {}, &Carried::check);
    if (at == all.end() || at->check != each.check)
      all.insert(at, {each.check, each.distance + further});
    else
      at->distance = std::min(at->distance, each.distance + further);
  }
}

CheckEvents checkEventsIn(const ir::Function &function, const CallChecks &checksOfCall,
                          const std::vector<BranchCheck> &branches, CheckTable &table) {
  CheckEvents events(function.blocks.size());
  for (size_t b = 0; b < function.blocks.size(); ++b) {
    const Block &block = function.blocks[b];
    for (size_t i = 0; i < block.instructions.size(); ++i) {
      if (block.instructions[i].kind != ir::InstructionKind::Call)
        continue;
      CheckEvent event = checksOfCall(block.instructions[i]);
      event.after = i;
      if (!event.must.empty() || !event.may.empty())
        events[b].push_back(std::move(event));
    }
  }
  for (const BranchCheck &branch : branches) {
    const CheckId check = table.idOf(branch.check);
    events[branch.block.index].push_back(
        {function.block(branch.block).instructions.size(), {check}, {{check, 0}}});
  }
  return events;
}

FunctionChecks::FunctionChecks(const ir::Function &function, const CheckEvents &events)
    : function_(function), events_(events), in_(function.blocks.size()), out_(function.blocks.size()),
      mayIn_(function.blocks.size()) {
  if (std::ranges::any_of(events, [](const auto &block) { return !block.empty(); })) {
    solve();
    solveMay();
  }
}

CheckSet FunctionChecks::through(BlockId block, CheckSet set) const {
  for (const CheckEvent &event : events_[block.index])
    set = unionOf(set, event.must);
  return set;
}

void FunctionChecks::solve() {
  std::vector<bool> isKnown(function_.blocks.size()); // before, a block adds nothing to a meeting
  bool changed = true;
  while (changed) {
    changed = false;
    for (uint32_t b = 0; b < function_.blocks.size(); ++b) {
      std::optional<CheckSet> in;
      if (b == 0)
        in = CheckSet();
      for (BlockId predecessor : function_.blocks[b].predecessors)
        if (isKnown[predecessor.index])
          in = in ? intersectionOf(*in, out_[predecessor.index]) : out_[predecessor.index];
      if (!in)
        continue;
      CheckSet out = through(BlockId(b), *in);
      if (!isKnown[b] || out != out_[b] || *in != in_[b]) {
        in_[b] = std::move(*in);
        out_[b] = std::move(out);
        isKnown[b] = changed = true;
      }
    }
  }
}

void FunctionChecks::solveMay() {
  bool changed = true;
  while (changed) {
    changed = false;
    for (uint32_t b = 0; b < function_.blocks.size(); ++b) {
      CheckSet out = mayIn_[b];
      for (const CheckEvent &event : events_[b])
        out = unionOf(out, ownOf(event.may));
      for (const ir::Edge &edge : function_.blocks[b].successors) {
        CheckSet &in = mayIn_[edge.target.index];
        const size_t before = in.size();
        in = unionOf(in, out);
        changed |= in.size() != before;
      }
    }
  }
}

CheckSet ownOf(const std::vector<Carried> &carried) {
  CheckSet own;
  for (const Carried &each : carried)
    if (each.distance <= kOwnDistance)
      own.push_back(each.check);
  return own;
}

std::vector<CheckedCall> FunctionChecks::calls(bool storesToo) const {
  std::vector<CheckedCall> found;
  for (uint32_t b = 0; b < function_.blocks.size(); ++b) {
    const Block &block = function_.blocks[b];
    CheckSet now = in_[b], may = mayIn_[b];
    auto event = events_[b].begin();
    for (size_t i = 0; i < block.instructions.size(); ++i) {
      const ir::InstructionKind kind = block.instructions[i].kind;
      if (kind == ir::InstructionKind::Call || (storesToo && kind == ir::InstructionKind::Store))
        found.push_back({&block.instructions[i], BlockId(b), now, may});
      for (; event != events_[b].end() && event->after == i; ++event) {
        now = unionOf(now, event->must);
        may = unionOf(may, ownOf(event->may));
      }
    }
  }
  return found;
}

CheckSet FunctionChecks::mustAtReturn(const RefusingPaths &paths) const {
  std::optional<CheckSet> must;
  for (const RefusingPaths::Acceptance &way : paths.acceptances()) {
    const CheckSet here = unionOf(out_[way.decided.index], out_[way.returns.index]);
    must = must ? intersectionOf(*must, here) : here;
  }
  return must.value_or(CheckSet());
}

std::vector<Carried> FunctionChecks::may() const {
  std::vector<Carried> all;
  for (const auto &block : events_)
    for (const CheckEvent &event : block)
      addCarried(all, event.may, 0);
  return all;
}

} // namespace hookqual::learn
