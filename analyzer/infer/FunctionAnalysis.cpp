// SPDX-License-Identifier: MIT
#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>
#include <span>

namespace hookqual::infer {

using ir::BlockId;
using ir::EdgeKind;
using ir::ValueId;
using ir::ValueKind;

namespace {

constexpr size_t kMaxStates = 16;   // a block (design section 5)
constexpr uint32_t kMaxMerges = 4;  // of one state, before its facts are widened
constexpr uint32_t kMaxVisits = 64; // of one state, a safety net behind widening

/// The return class of a pending result; 3 when it is undecided.
int classOf(const RangeSet &range) {
  if (range.isSubsetOf(RangeSet::of(0)))
    return 0;
  if (range.isSubsetOf(RangeSet::between(RangeSet::kMin, -1)))
    return 1;
  return range.isSubsetOf(RangeSet::between(1, RangeSet::kMax)) ? 2 : 3;
}

RangeSet rangeOfCases(std::span<const ir::CaseRange> cases) {
  std::vector<RangeSet::Interval> intervals;
  for (const ir::CaseRange &range : cases)
    intervals.push_back({range.low, range.high});
  return RangeSet::fromIntervals(std::move(intervals));
}

/// What the default of a switch may still be. A set of few pieces can only leave cases out:
/// closing gaps between them would exclude values that no case names.
RangeSet rangeOfDefault(const ir::Edge &edge) {
  const std::span<const ir::CaseRange> cases(edge.cases);
  return rangeOfCases(cases.first(std::min(cases.size(), RangeSet::kMaxIntervals))).complement();
}

} // namespace

FunctionAnalysis::FunctionAnalysis(AnalysisContext &context, const BoundRule &rule, const FunctionView &view)
    : context_(context), terms_(context.terms()), rule_(rule), view_(view), function_(view.function()),
      states_(function_.blocks.size()), isModePhi_(function_.values.size()),
      isResultPhi_(function_.values.size()) {}

FunctionResult FunctionAnalysis::run() {
  findWantedBlocks();
  findModePhis();
  findResultPhis();
  if (function_.blocks.empty())
    return std::move(result_);
  State initial;
  initial.trace = std::make_shared<Trace>(Trace{.kind = TraceKind::Enter, .block = BlockId(0)});
  prune(initial, BlockId(0));
  addState(BlockId(0), std::move(initial));
  while (!worklist_.empty()) {
    BlockId block(*worklist_.begin());
    worklist_.erase(worklist_.begin());
    processBlock(block);
  }
  isRecording_ = true;
  for (uint32_t i = 0; i < states_.size(); ++i)
    recordBlock(BlockId(i));
  finishChecks();
  finishOutcomes();
  return std::move(result_);
}

void FunctionAnalysis::findResultPhis() {
  // `error = -EPERM; if (owner) error = hook(); if (!error) ...`: the phi of the hook's
  // result and of constants carries the outcome just as the result itself does.
  for (const ir::Block &block : function_.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.result.valid() && isRelevantCall(instruction))
        isResultPhi_[instruction.result.index] = true;
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t i = 0; i < function_.values.size(); ++i) {
      const ir::Value &value = function_.values[i];
      bool carries = value.kind == ValueKind::Phi || value.kind == ValueKind::Cast;
      if (!carries || isResultPhi_[i])
        continue;
      changed |= isResultPhi_[i] = std::any_of(value.operands.begin(), value.operands.end(),
                                               [&](ValueId o) { return isResultPhi_[o.index]; });
    }
  }
}

void FunctionAnalysis::findModePhis() {
  // A phi of constants that reaches an authorizer, or a function that contains one, decides
  // what was checked: `op == READ ? MAY_READ : MAY_WRITE` must not be merged away.
  std::vector<ValueId> work;
  for (const ir::Block &block : function_.blocks)
    for (const ir::Instruction &instruction : block.instructions) {
      if (isRelevantCall(instruction))
        work.insert(work.end(), instruction.arguments.begin(), instruction.arguments.end());
    }
  std::vector<bool> seen(function_.values.size());
  while (!work.empty()) {
    ValueId id = work.back();
    work.pop_back();
    if (!id.valid() || seen[id.index])
      continue;
    seen[id.index] = true;
    const ir::Value &value = function_.value(id);
    // The index of an element decides which object is passed, not for which right.
    if (value.type.typeClass != ir::TypeClass::Integer || value.kind == ValueKind::Load)
      continue;
    isModePhi_[id.index] = value.kind == ValueKind::Phi;
    work.insert(work.end(), value.operands.begin(), value.operands.end());
  }
}

std::vector<State> FunctionAnalysis::transferBlock(BlockId id, State state) {
  std::vector<State> current;
  current.push_back(std::move(state));
  for (const ir::Instruction &instruction : function_.block(id).instructions) {
    std::vector<State> next;
    for (State &each : current)
      for (State &after : transfer(instruction, std::move(each), id))
        next.push_back(std::move(after));
    current = next.size() > 1 ? joinEqual(std::move(next), instruction.site) : std::move(next);
  }
  return current;
}

/// A long block of calls that each split would double the states at every one.
std::vector<State> FunctionAnalysis::joinEqual(std::vector<State> states, uint32_t site) {
  std::map<Key, State> byKey;
  for (State &state : states) {
    Key key = keyOf(state);
    auto at = byKey.find(key);
    if (at == byKey.end() && byKey.size() >= kMaxStates) {
      ++context_.overflows().states;
      at = std::prev(byKey.end());
    }
    if (at == byKey.end())
      byKey.emplace(std::move(key), std::move(state));
    else
      at->second = merge(at->second, state, mergedInside(site), /*mayWiden=*/false);
  }
  std::vector<State> joined;
  for (auto &[key, state] : byKey)
    joined.push_back(std::move(state));
  return joined;
}

void FunctionAnalysis::processBlock(BlockId id) {
  std::vector<State> states;
  for (auto &[key, slot] : states_[id.index])
    if (slot.isDirty) {
      slot.isDirty = false;
      states.push_back(slot.state);
    }
  for (State &start : states)
    for (State &state : transferBlock(id, std::move(start)))
      leaveBlock(id, std::move(state));
}

void FunctionAnalysis::recordBlock(BlockId id) {
  const ir::Block &block = function_.block(id);
  for (auto &[key, slot] : states_[id.index])
    for (State &state : transferBlock(id, slot.state))
      if (block.terminator == ir::Terminator::Return) {
        checkReturn(id, state);
        recordReturn(state, block.returned);
      }
}

void FunctionAnalysis::leaveBlock(BlockId id, State state) {
  const ir::Block &block = function_.block(id);
  for (uint32_t i = 0; i < block.successors.size(); ++i) {
    if (!isWanted_[block.successors[i].target.index])
      continue;
    State next = state;
    if (assumeEdge(next, block, block.successors[i]))
      enterBlock(id, i, std::move(next));
  }
}

bool FunctionAnalysis::assumeEdge(State &state, const ir::Block &block, const ir::Edge &edge) {
  if (edge.kind == EdgeKind::Always || edge.kind == EdgeKind::Unspecified)
    return true;
  TermId condition = evaluate(state, block.condition);
  switch (edge.kind) {
  case EdgeKind::NonZero:
    return state.assume(terms_, condition, RangeSet::of(0).complement());
  case EdgeKind::Zero:
    return state.assume(terms_, condition, RangeSet::of(0));
  case EdgeKind::InCases:
    return state.assume(terms_, condition, rangeOfCases(edge.cases));
  default:
    return state.assume(terms_, condition, rangeOfDefault(edge));
  }
}

void FunctionAnalysis::enterBlock(BlockId from, uint32_t edge, State state) {
  BlockId to = function_.block(from).successors[edge].target;
  const auto &predecessors = function_.block(to).predecessors;
  size_t position = size_t(std::find(predecessors.begin(), predecessors.end(), from) - predecessors.begin());
  bindPhis(state, to, position);
  state.trace = std::make_shared<Trace>(
      Trace{.kind = TraceKind::Edge, .block = to, .edge = edge, .from = from, .previous = state.trace});
  prune(state, to);
  addState(to, std::move(state));
}

void FunctionAnalysis::bindPhis(State &state, BlockId block, size_t position) {
  std::vector<std::pair<ValueId, TermId>> bound;
  for (ValueId phi : view_.phisOf(block))
    bound.emplace_back(phi, evaluate(state, function_.value(phi).operands[position]));
  for (auto &[phi, term] : bound)
    state.values[phi] = term;
  if (!view_.isInLoop(block))
    return;
  for (auto &[phi, term] : bound)
    state.renewAtom(terms_, terms_.atom(TermKind::Phi, phi.index, function_.value(phi).type.bits));
  state.renewAtom(terms_, terms_.atom(TermKind::Merged, block.index, 0));
  const bool isFirstRound = function_.block(block).predecessors[position].index < block.index;
  for (auto &[phi, term] : bound)
    if (!isFirstRound || isCounter(phi, block))
      generalise(state, phi);
}

/// A number that a loop counts with: the element it chooses in the first round is named as in
/// all others, or the rounds could not be merged.
bool FunctionAnalysis::isCounter(ValueId phi, BlockId block) const {
  const auto &predecessors = function_.block(block).predecessors;
  const bool isLoopHead = std::any_of(predecessors.begin(), predecessors.end(),
                                      [&](BlockId p) { return p.index >= block.index; });
  const bool isNumber = function_.value(phi).type.typeClass == ir::TypeClass::Integer;
  return isLoopHead && isNumber && !isModePhi_[phi.index] && !isResultPhi_[phi.index];
}

/// Around a loop a phi becomes a name of its own, which holds what its input holds:
/// otherwise every round has other terms, and no two rounds can be merged.
void FunctionAnalysis::generalise(State &state, ValueId phi) {
  auto value = state.values.find(phi);
  const bool isChosenByValue = isModePhi_[phi.index] || isResultPhi_[phi.index];
  if (value == state.values.end() || (isChosenByValue && terms_.constantOf(value->second)))
    return;
  TermId input = value->second;
  TermId atom = terms_.atom(TermKind::Phi, phi.index, function_.value(phi).type.bits);
  if (function_.value(phi).type.typeClass == ir::TypeClass::Integer)
    keepCommonBits(state, atom, state.bitsOf(terms_, input).one);
  value->second = atom;
  RangeSet range = state.rangeOf(terms_, input);
  if (!range.isFull())
    state.facts.insert_or_assign(atom, range);
  auto carryOver = [&](std::set<Held> &set) {
    std::vector<Held> copies;
    for (Held held : set) {
      held.objects = terms_.rewrite(held.objects, [&](TermId part) { return part == input ? atom : part; });
      copies.push_back(held);
    }
    set.insert(copies.begin(), copies.end());
  };
  carryOver(state.held);
  carryOver(state.rejected);
}

FunctionAnalysis::Key FunctionAnalysis::keyOf(State &state) {
  Key key;
  if (!context_.has(Feature::StateSplitting))
    return key;
  key.held.assign(state.held.begin(), state.held.end());
  for (TermId term : state.pending)
    key.pending.emplace_back(term, classOf(state.rangeOf(terms_, term)));
  for (auto &[value, term] : state.values) {
    if (isModePhi_[value.index] && terms_.constantOf(term))
      key.modes.emplace_back(value, term);
    if (isResultPhi_[value.index])
      key.results.emplace_back(value, classOf(state.rangeOf(terms_, term)));
  }
  return key;
}

void FunctionAnalysis::addState(BlockId block, State state) {
  if (!context_.has(Feature::Equalities))
    state.equalities.clear();
  BlockStates &states = states_[block.index];
  Key key = keyOf(state);
  auto at = states.find(key);
  if (at == states.end() && states.size() >= kMaxStates) {
    ++context_.overflows().states;
    at = std::prev(states.end());
  }
  if (at == states.end()) {
    states.emplace(std::move(key), Slot{std::move(state)});
    worklist_.insert(block.index);
    return;
  }
  Slot &slot = at->second;
  State merged =
      merge(slot.state, state, terms_.atom(TermKind::Merged, block.index, 0), slot.merges >= kMaxMerges);
  bool isSame = merged.values == slot.state.values && merged.memory == slot.state.memory &&
                merged.held == slot.state.held && merged.facts == slot.state.facts &&
                merged.equalities == slot.state.equalities && merged.pending == slot.state.pending &&
                merged.rejected == slot.state.rejected && merged.lookups == slot.state.lookups &&
                merged.implications == slot.state.implications && merged.subject == slot.state.subject &&
                merged.acceptedSlots == slot.state.acceptedSlots &&
                merged.checkedLookups == slot.state.checkedLookups;
  if (isSame)
    return;
  if (++slot.merges > kMaxVisits) {
    ++context_.overflows().visits;
    return;
  }
  slot.state = std::move(merged);
  slot.isDirty = true;
  worklist_.insert(block.index);
}

} // namespace hookqual::infer
