// SPDX-License-Identifier: MIT
#include "analyzer/learn/SwitchArms.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>
#include <map>

namespace hookqual::learn {

using ir::Block;
using ir::BlockId;
using ir::FunctionId;

namespace {

constexpr size_t kFewestArms = 3;
constexpr size_t kArmsThatMeet = 3; // this part of them

using Region = std::vector<bool>; // by block

void reach(const ir::Function &function, BlockId from, Region &reached) {
  std::vector<BlockId> pending{from};
  while (!pending.empty()) {
    const BlockId next = pending.back();
    pending.pop_back();
    if (reached[next.index])
      continue;
    reached[next.index] = true;
    for (const ir::Edge &edge : function.block(next).successors)
      pending.push_back(edge.target);
  }
}

struct Arm {
  BlockId first;
  std::string label;
  Region region; // blocks that few other arms lead to
};

std::string labelOf(int64_t value) {
  constexpr int64_t kLargestDecimal = 255; // beyond, commands are encoded in bits
  return "case " + (value >= 0 && value > kLargestDecimal ? "0x" + llvm::utohexstr(uint64_t(value), true)
                                                          : std::to_string(value));
}

/// Of different first blocks, in the order of the edges.
std::vector<Arm> armsOf(const ir::Function &function, BlockId at) {
  std::vector<Arm> arms;
  std::vector<unsigned> arriving(function.blocks.size());
  for (const ir::Edge &edge : function.block(at).successors) {
    Region reached(function.blocks.size());
    reach(function, edge.target, reached);
    for (size_t b = 0; b < reached.size(); ++b)
      arriving[b] += reached[b] ? 1 : 0;
    if (edge.kind == ir::EdgeKind::InCases && !edge.cases.empty())
      arms.push_back({edge.target, labelOf(edge.cases.front().low), std::move(reached)});
  }
  // What falls through to another arm goes on there; where many arms meet, the switch is over.
  const size_t most = std::max<size_t>(1, arms.size() / kArmsThatMeet);
  for (Arm &arm : arms)
    for (size_t b = 0; b < arm.region.size(); ++b)
      arm.region[b] = arm.region[b] && arriving[b] <= most;
  std::erase_if(arms, [](const Arm &arm) { return !arm.region[arm.first.index]; });
  return arms;
}

class Switches {
public:
  Switches(ProgramChecks &checks, FunctionId id)
      : checks_(checks), id_(id), function_(checks.program().function(id)), events_(checks.eventsOf(id)),
        flow_(function_, events_), paths_(function_), acceptances_(paths_.acceptances()) {}

  Family familyAt(BlockId at) const {
    Family family{.kind = FamilyKind::Arms, .what = checks_.program().spelling(id_)};
    for (const Arm &arm : armsOf(function_, at))
      if (changesSomething(arm.region))
        family.siblings.push_back(siblingOf(arm));
    return family;
  }

private:
  bool changesSomething(const Region &region) const {
    for (const ProgramChecks::Call &call : checks_.calls(id_))
      if (region[call.block.index] && checks_.mayChange(function_, *call.instruction, call.callee))
        return true;
    for (size_t b = 0; b < region.size(); ++b)
      for (const ir::Instruction &instruction : function_.blocks[b].instructions)
        if (region[b] && instruction.kind == ir::InstructionKind::Store &&
            !isOwnMemory(function_, instruction.address))
          return true;
    return false;
  }

  CheckSet mustBeyond(const Region &region) const {
    std::optional<CheckSet> must;
    auto meet = [&](const CheckSet &set) { must = must ? intersectionOf(*must, set) : set; };
    for (const RefusingPaths::Acceptance &way : acceptances_)
      if (region[way.decided.index])
        meet(flow_.atEndOf(way.decided));
    for (uint32_t b = 0; b < region.size(); ++b)
      for (size_t s = 0; region[b] && s < function_.blocks[b].successors.size(); ++s)
        if (!region[function_.blocks[b].successors[s].target.index] && !paths_.refusalAlong(BlockId(b), s))
          meet(flow_.atEndOf(BlockId(b)));
    return must.value_or(CheckSet());
  }

  Sibling siblingOf(const Arm &arm) const {
    Sibling sibling{.function = id_, .arm = arm.first, .label = arm.label};
    const CheckSet before = unionOf(flow_.atStartOf(arm.first), checks_.sets()[*checks_.context(id_)]);
    std::vector<Carried> may;
    for (size_t b = 0; b < arm.region.size(); ++b)
      if (arm.region[b])
        for (const CheckEvent &event : events_[b])
          addCarried(may, event.may, 0);
    sibling.some = ownOf(may);
    sibling.all = intersectionOf(sibling.some, mustBeyond(arm.region));
    sibling.elsewhere = before;
    for (const Carried &each : may)
      sibling.elsewhere = unionOf(sibling.elsewhere, {each.check});
    return sibling;
  }

  ProgramChecks &checks_;
  FunctionId id_;
  const ir::Function &function_;
  CheckEvents events_;
  FunctionChecks flow_;
  RefusingPaths paths_;
  std::vector<RefusingPaths::Acceptance> acceptances_;
};

} // namespace

void forEachSwitch(ProgramChecks &checks, FunctionId id, const std::function<void(const Family &)> &visit) {
  const ir::Function &function = checks.program().function(id);
  std::optional<Switches> switches;
  for (uint32_t b = 0; b < function.blocks.size(); ++b) {
    const Block &block = function.blocks[b];
    if (block.terminator != ir::Terminator::Switch || block.successors.size() < kFewestArms)
      continue;
    if (!switches)
      switches.emplace(checks, id);
    const Family family = switches->familyAt(BlockId(b));
    if (family.siblings.size() >= kFewestArms)
      visit(family);
  }
}

} // namespace hookqual::learn
