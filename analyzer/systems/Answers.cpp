// SPDX-License-Identifier: MIT
#include "analyzer/systems/Answers.h"

#include "analyzer/systems/SourceText.h"

#include "llvm/ADT/STLExtras.h"

#include <map>
#include <set>

namespace hookqual::systems {

using ir::Block;
using ir::BlockId;
using ir::Value;
using ir::ValueId;
using ir::ValueKind;

namespace {

constexpr unsigned kMostSteps = 4096; // of all ways together

/// All ways from one place to the returns, with what phis stand for on each.
class Ways {
public:
  Ways(const ir::Program &program, const ir::Function &function, const BlockSet &through,
       const BlockSet &walls)
      : program_(program), function_(function), through_(through), walls_(walls),
        phis_(function.blocks.size()) {
    for (uint32_t i = 0; i < function.values.size(); ++i)
      if (function.values[i].kind == ValueKind::Phi)
        phis_[function.values[i].index].push_back(ValueId(i));
  }

  void walk(BlockId block) { walk({}, block, {}, {}); }
  void walkAlong(BlockId from, size_t successor) {
    Way way;
    if (learn(function_.block(from), successor, way))
      walk(from, function_.block(from).successors[successor].target, std::move(way), {});
  }
  std::vector<std::string> take() { return std::move(answers_); }

private:
  struct Way {
    std::map<ValueId, ValueId> chosen; // what phis stand for
    std::map<ValueId, bool> isZero;    // what branches have found
  };

  static ValueId meant(const Way &way, ValueId id) {
    const auto found = way.chosen.find(id);
    return found == way.chosen.end() ? id : found->second;
  }

  void walk(BlockId from, BlockId id, Way way, std::set<BlockId> seen) {
    if (++steps_ > kMostSteps || walls_[id.index] || !seen.insert(id).second)
      return;
    const Block &block = function_.block(id);
    if (from.valid())
      choose(block, from, id, way);
    if (block.terminator == ir::Terminator::Return &&
        llvm::any_of(seen, [&](BlockId each) { return through_[each.index]; }))
      note(block.returned.valid() ? textOfValue(program_, function_, meant(way, block.returned)) : "nothing");
    for (size_t s = 0; s < block.successors.size(); ++s)
      if (Way on = way; learn(block, s, on))
        walk(id, block.successors[s].target, std::move(on), seen);
  }

  void choose(const Block &block, BlockId from, BlockId id, Way &way) const {
    const size_t position = size_t(llvm::find(block.predecessors, from) - block.predecessors.begin());
    const Way before = way;
    for (ValueId phi : phis_[id.index])
      way.chosen[phi] = meant(before, function_.value(phi).operands[position]);
  }

  /// False if the way has found the contrary of what this edge finds.
  bool learn(const Block &block, size_t successor, Way &way) const {
    const ir::EdgeKind kind = block.successors[successor].kind;
    if (kind != ir::EdgeKind::NonZero && kind != ir::EdgeKind::Zero)
      return true;
    bool isZero = kind == ir::EdgeKind::Zero;
    ValueId tested = block.condition;
    for (;;) {
      tested = meant(way, tested);
      const Value &value = function_.value(tested);
      const bool comparesWithZero = value.kind == ValueKind::Binary &&
                                    function_.value(value.operands[1]).kind == ValueKind::Constant &&
                                    function_.value(value.operands[1]).constant == 0;
      const bool isNegation = (value.kind == ValueKind::Unary && value.opcode == ir::Opcode::LogicalNot) ||
                              (comparesWithZero && value.opcode == ir::Opcode::Equal);
      const bool isSame = value.kind == ValueKind::Cast ||
                          (comparesWithZero && value.opcode == ir::Opcode::NotEqual) ||
                          (comparesWithZero && value.opcode == ir::Opcode::Less && !isZero);
      if (!isNegation && !isSame)
        break;
      isZero = isZero != isNegation;
      tested = value.operands.front();
    }
    if (function_.value(tested).kind == ValueKind::Constant)
      return (function_.value(tested).constant == 0) == isZero;
    return way.isZero.try_emplace(tested, isZero).first->second == isZero;
  }

  void note(std::string answer) {
    if (!llvm::is_contained(answers_, answer))
      answers_.push_back(std::move(answer));
  }

  const ir::Program &program_;
  const ir::Function &function_;
  const BlockSet &through_, &walls_;
  std::vector<std::vector<ValueId>> phis_; // by block
  std::vector<std::string> answers_;
  unsigned steps_ = 0;
};

ValueId withoutCasts(const ir::Function &function, ValueId id) {
  while (function.value(id).kind == ValueKind::Cast)
    id = function.value(id).operands.front();
  return id;
}

/// Whether the branch tests this answer and nothing else.
bool tests(const ir::Function &function, ValueId condition, ValueId answer) {
  condition = withoutCasts(function, condition);
  if (condition == answer)
    return true;
  const Value &value = function.value(condition);
  if (value.kind == ValueKind::Unary)
    return tests(function, value.operands.front(), answer);
  return value.kind == ValueKind::Binary && withoutCasts(function, value.operands[0]) == answer &&
         function.value(value.operands[1]).kind == ValueKind::Constant;
}

/// The last place of the hook's asking is followed by none: it says nothing of what ends it.
class Stops {
public:
  Stops(const ir::Program &program, const ir::Function &function, const ModuleAsks &asks,
        const std::string &hook)
      : program_(program), function_(function), asking_(function.blocks.size()) {
    for (const ModuleCall &call : asks.calls)
      if (call.hook == hook)
        asking_[call.block.index] = true;
    mayAsk_ = blocksThatReach(function, asking_);
  }

  void after(const ModuleCall &call, std::vector<std::string> &stops) const {
    if (!asksAgainAfter(call.block)) {
      if (!call.slot)
        note("any", stops);
      return;
    }
    const BlockSet reached = reachedAfter(call.block);
    for (uint32_t i = 0; i < function_.blocks.size(); ++i)
      if (reached[i] && call.call->result.valid() && function_.blocks[i].condition.valid() &&
          tests(function_, function_.blocks[i].condition, call.call->result))
        noteEdges(BlockId(i), call.call->result, stops);
  }

private:
  bool asksAgainAfter(BlockId block) const {
    return llvm::any_of(function_.block(block).successors,
                        [&](const ir::Edge &edge) { return mayAsk_[edge.target.index]; });
  }

  /// The block of the call, and what follows before another call.
  BlockSet reachedAfter(BlockId block) const {
    BlockSet reached(function_.blocks.size());
    reached[block.index] = true;
    for (const ir::Edge &edge : function_.block(block).successors) {
      const BlockSet more = blocksReachedFrom(function_, edge.target, asking_);
      for (size_t i = 0; i < more.size(); ++i)
        reached[i] = reached[i] || (more[i] && !asking_[i]);
    }
    return reached;
  }

  void noteEdges(BlockId id, ValueId answer, std::vector<std::string> &stops) const {
    const Block &block = function_.block(id);
    for (size_t s = 0; s < block.successors.size(); ++s)
      if (!mayAsk_[block.successors[s].target.index])
        note(stopAlong(id, s, answer), stops);
  }

  /// What the tests of the answer say on the only way to this edge: `!= -519 && != 0`.
  std::string stopAlong(BlockId id, size_t successor, ValueId answer) const {
    const std::string name = textOfValue(program_, function_, answer);
    std::vector<std::string> relations;
    for (;;) {
      const Block &block = function_.block(id);
      if (block.condition.valid() && tests(function_, block.condition, answer))
        relations.insert(relations.begin(), relationOf(textOfEdge(program_, function_, id, successor), name));
      if (asking_[id.index] || block.predecessors.size() != 1)
        return joined(relations, " && ");
      const std::vector<ir::Edge> &edges = function_.block(block.predecessors.front()).successors;
      successor =
          size_t(llvm::find_if(edges, [&](const ir::Edge &e) { return e.target == id; }) - edges.begin());
      id = block.predecessors.front();
    }
  }

  /// `__SCT__x() != 0` without the left side; a bare answer is not zero, `!` of it is.
  static std::string relationOf(const std::string &condition, const std::string &answer) {
    if (condition == answer)
      return "!= 0";
    if (condition == "!" + answer)
      return "== 0";
    return condition.starts_with(answer + " ") ? condition.substr(answer.size() + 1) : condition;
  }

  static void note(std::string stop, std::vector<std::string> &stops) {
    if (!llvm::is_contained(stops, stop))
      stops.push_back(std::move(stop));
  }

  const ir::Program &program_;
  const ir::Function &function_;
  BlockSet asking_, mayAsk_;
};

} // namespace

std::vector<std::string> answersThrough(const ir::Program &program, const ir::Function &function,
                                        const BlockSet &through, const BlockSet &walls) {
  Ways ways(program, function, through, walls);
  ways.walk(BlockId(0));
  return ways.take();
}

std::vector<std::string> answersAlong(const ir::Program &program, const ir::Function &function, BlockId from,
                                      size_t successor) {
  const BlockSet all(function.blocks.size(), true), none(function.blocks.size());
  Ways ways(program, function, all, none);
  ways.walkAlong(from, successor);
  return ways.take();
}

std::vector<std::string> answersOf(const ir::Program &program, const ir::Function &function) {
  return answersThrough(program, function, BlockSet(function.blocks.size(), true),
                        BlockSet(function.blocks.size()));
}

std::vector<std::string> stopsOf(const ir::Program &program, const ir::Function &function,
                                 const ModuleAsks &asks) {
  std::vector<std::string> stops;
  for (const std::string &hook : hooksOf(asks)) {
    const Stops ofHook(program, function, asks, hook);
    for (const ModuleCall &call : asks.calls)
      if (call.hook == hook)
        ofHook.after(call, stops);
  }
  return stops;
}

} // namespace hookqual::systems
