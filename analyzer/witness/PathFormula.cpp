// SPDX-License-Identifier: MIT
#include "analyzer/witness/PathFormula.h"

#include "analyzer/witness/ValueEncoder.h"

#include <algorithm>
#include <deque>

namespace hookqual::witness {

using infer::TraceKind;
using ir::BlockId;
using ir::ValueId;
using ir::ValueKind;

namespace {

// Deterministic budget of one query; seconds would make verdicts depend on the machine.
constexpr unsigned kResourceLimit = 5'000'000;
constexpr unsigned kMemoryLimit = 1024; // MiB of one query

struct Site {
  uint32_t block = 0;
  size_t position = 0;
};

Site siteIn(const ir::Function &function, uint32_t site) {
  for (uint32_t b = 0; b < function.blocks.size(); ++b)
    for (size_t i = 0; i < function.blocks[b].instructions.size(); ++i)
      if (function.blocks[b].instructions[i].site == site)
        return {b, i};
  return {};
}

/// The paths through one function of the chain.
class FrameFormula {
public:
  FrameFormula(z3::context &context, z3::solver &solver, const ir::Function &function, const Frame &frame,
               const std::vector<infer::CheckSite> &checks, std::string prefix,
               std::vector<z3::expr> arguments)
      : context_(context), solver_(solver), function_(function), frame_(frame), checks_(checks),
        prefix_(prefix), target_(siteIn(function, frame.site)),
        values_(context, function, prefix, std::move(arguments)) {}

  void assertPaths();
  std::vector<z3::expr> argumentsAtTarget();
  Frame readPath(const z3::model &model, std::deque<infer::Trace> &storage);
  const ValueEncoder &values() const { return values_; }

private:
  struct TakenEdge {
    uint32_t from = 0, index = 0, to = 0;
    z3::expr taken;
  };

  void findRelevantBlocks();
  void addEdges();
  void assertFlow();
  void assertPhis(const TakenEdge &edge);
  void assertChecks();
  bool isLoopHead(uint32_t block) const;
  z3::expr reached(uint32_t block) {
    return context_.bool_const((prefix_ + "b" + std::to_string(block)).c_str());
  }
  const infer::CheckSite *checkAt(uint32_t site) const;
  z3::expr withinRange(const z3::expr &value, const infer::RangeSet &range);
  void readChecks(const z3::model &model, uint32_t block, std::deque<infer::Trace> &storage, Frame &frame);

  z3::context &context_;
  z3::solver &solver_;
  const ir::Function &function_;
  const Frame &frame_;
  const std::vector<infer::CheckSite> &checks_;
  std::string prefix_;
  Site target_;
  ValueEncoder values_;
  std::vector<bool> isRelevant_;
  std::vector<TakenEdge> edges_;
};

/// Blocks on some path from the entry to the target that never runs backwards in reverse
/// post-order: a loop is passed once.
void FrameFormula::findRelevantBlocks() {
  isRelevant_.assign(function_.blocks.size(), false);
  isRelevant_[target_.block] = true;
  for (uint32_t b = target_.block; b-- > 0;)
    for (const ir::Edge &edge : function_.blocks[b].successors)
      if (edge.target.index > b && isRelevant_[edge.target.index])
        isRelevant_[b] = true;
}

void FrameFormula::addEdges() {
  for (uint32_t b = 0; b < target_.block; ++b) {
    if (!isRelevant_[b])
      continue;
    const auto &successors = function_.blocks[b].successors;
    for (uint32_t k = 0; k < successors.size(); ++k) {
      uint32_t to = successors[k].target.index;
      if (to <= b || to > target_.block || !isRelevant_[to])
        continue;
      std::string name = prefix_ + "e" + std::to_string(b) + "." + std::to_string(k);
      edges_.push_back({b, k, to, context_.bool_const(name.c_str())});
    }
  }
}

bool FrameFormula::isLoopHead(uint32_t block) const {
  const auto &predecessors = function_.blocks[block].predecessors;
  return std::any_of(predecessors.begin(), predecessors.end(), [&](BlockId p) { return p.index >= block; });
}

void FrameFormula::assertPhis(const TakenEdge &edge) {
  if (isLoopHead(edge.to))
    return;
  const auto &predecessors = function_.blocks[edge.to].predecessors;
  size_t position =
      size_t(std::find(predecessors.begin(), predecessors.end(), BlockId(edge.from)) - predecessors.begin());
  for (uint32_t i = 0; i < function_.values.size(); ++i) {
    const ir::Value &value = function_.values[i];
    if (value.kind == ValueKind::Phi && value.index == edge.to)
      solver_.add(
          z3::implies(edge.taken, values_.encode(ValueId(i)) == values_.encode(value.operands[position])));
  }
}

void FrameFormula::assertFlow() {
  // One by one: copies of an expr_vector are the same vector.
  std::deque<z3::expr_vector> into, out;
  for (uint32_t b = 0; b <= target_.block; ++b) {
    into.emplace_back(context_);
    out.emplace_back(context_);
  }
  for (const TakenEdge &edge : edges_) {
    into[edge.to].push_back(edge.taken);
    out[edge.from].push_back(edge.taken);
    const ir::Block &from = function_.blocks[edge.from];
    solver_.add(z3::implies(edge.taken,
                            reached(edge.from) && values_.conditionOf(from, from.successors[edge.index])));
    assertPhis(edge);
  }
  solver_.add(reached(0));
  solver_.add(reached(target_.block));
  for (uint32_t b = 0; b <= target_.block; ++b) {
    if (!isRelevant_[b])
      continue;
    if (b != 0)
      solver_.add(reached(b) == z3::mk_or(into[b]));
    if (b != target_.block) {
      solver_.add(z3::implies(reached(b), z3::mk_or(out[b])));
      if (out[b].size() > 1)
        solver_.add(z3::atmost(out[b], 1));
    }
  }
}

z3::expr FrameFormula::withinRange(const z3::expr &value, const infer::RangeSet &range) {
  unsigned bits = value.get_sort().bv_size();
  int64_t low = bits == 64 ? infer::RangeSet::kMin : -(int64_t(1) << (bits - 1));
  int64_t high = bits == 64 ? infer::RangeSet::kMax : (int64_t(1) << (bits - 1)) - 1;
  z3::expr any = context_.bool_val(false);
  const infer::RangeSet possible = range.intersect(infer::RangeSet::between(low, high));
  for (const auto &interval : possible.intervals())
    any = any ||
          (value >= context_.bv_val(interval.low, bits) && value <= context_.bv_val(interval.high, bits));
  return any;
}

const infer::CheckSite *FrameFormula::checkAt(uint32_t site) const {
  for (const infer::CheckSite &check : checks_)
    if (check.site == site && check.objects == frame_.objects)
      return &check;
  return nullptr;
}

/// Where the object would have been checked on the way, it was not accepted.
void FrameFormula::assertChecks() {
  for (uint32_t b = 0; b <= target_.block; ++b) {
    if (!isRelevant_[b])
      continue;
    const auto &instructions = function_.blocks[b].instructions;
    size_t end = b == target_.block ? target_.position : instructions.size();
    for (size_t i = 0; i < end; ++i) {
      const infer::CheckSite *check = checkAt(instructions[i].site);
      if (check && instructions[i].result.valid())
        solver_.add(
            z3::implies(reached(b), withinRange(values_.encode(instructions[i].result), check->unchecked)));
    }
  }
}

void FrameFormula::assertPaths() {
  findRelevantBlocks();
  addEdges();
  assertFlow();
  assertChecks();
}

std::vector<z3::expr> FrameFormula::argumentsAtTarget() {
  std::vector<z3::expr> arguments;
  const ir::Instruction &call = function_.blocks[target_.block].instructions[target_.position];
  for (ValueId argument : call.arguments)
    arguments.push_back(values_.encode(argument));
  return arguments;
}

void FrameFormula::readChecks(const z3::model &, uint32_t block, std::deque<infer::Trace> &storage,
                              Frame &frame) {
  const auto &instructions = function_.blocks[block].instructions;
  size_t end = block == target_.block ? target_.position : instructions.size();
  for (size_t i = 0; i < end; ++i) {
    uint32_t site = instructions[i].site;
    auto check = std::find_if(checks_.begin(), checks_.end(),
                              [&](const infer::CheckSite &c) { return c.site == site; });
    if (check == checks_.end())
      continue;
    bool isOurs = checkAt(site) != nullptr;
    storage.push_back({.kind = isOurs ? TraceKind::CheckRejected : TraceKind::CheckAccepted,
                       .site = site,
                       .objects = isOurs ? frame_.objects : check->objects});
    frame.events.push_back(&storage.back());
  }
}

Frame FrameFormula::readPath(const z3::model &model, std::deque<infer::Trace> &storage) {
  Frame frame{frame_.function, frame_.site, frame_.objects, {}};
  uint32_t block = 0;
  readChecks(model, block, storage, frame);
  while (block != target_.block) {
    auto next = std::find_if(edges_.begin(), edges_.end(), [&](const TakenEdge &edge) {
      return edge.from == block && model.eval(edge.taken, true).is_true();
    });
    if (next == edges_.end())
      break;
    storage.push_back(
        {.kind = TraceKind::Edge, .block = BlockId(next->to), .edge = next->index, .from = BlockId(block)});
    frame.events.push_back(&storage.back());
    block = next->to;
    readChecks(model, block, storage, frame);
  }
  return frame;
}

/// Numbers for the root's integer parameters that the path constrains.
std::map<std::string, std::string> modelOf(const ValueEncoder &root, const z3::model &model) {
  std::map<std::string, std::string> values;
  for (const auto &[id, value] : root.encoded()) {
    const ir::Value &node = root.function().value(id);
    if (node.kind != ValueKind::Parameter || node.type.typeClass != ir::TypeClass::Integer)
      continue;
    z3::expr assigned = model.eval(value);
    if (!assigned.is_numeral())
      continue;
    uint64_t bits = assigned.get_numeral_uint64();
    unsigned width = ValueEncoder::widthOf(node.type);
    bool isNegative = node.type.isSigned && width < 64 && ((bits >> (width - 1)) & 1) != 0;
    bool isNumber = node.type.isSigned || width < 64;
    int64_t number = isNegative ? int64_t(bits | ~((uint64_t(1) << width) - 1)) : int64_t(bits);
    values[root.function().parameters[node.index].name] =
        isNumber ? std::to_string(number) : std::to_string(bits);
  }
  return values;
}

PathVerdict solve(const ir::Program &program, const infer::RuleResult &result, const Path &path) {
  z3::context context;
  z3::solver solver(context);
  z3::params parameters(context);
  parameters.set("rlimit", kResourceLimit);
  parameters.set("max_memory", kMemoryLimit);
  parameters.set("random_seed", 0u);
  solver.set(parameters);
  static const std::vector<infer::CheckSite> kNoChecks;
  std::deque<FrameFormula> frames;
  std::vector<z3::expr> arguments;
  for (size_t i = 0; i < path.frames.size(); ++i) {
    const Frame &frame = path.frames[i];
    auto checks = result.checks.find(frame.function);
    frames.emplace_back(context, solver, program.function(frame.function), frame,
                        checks == result.checks.end() ? kNoChecks : checks->second,
                        "f" + std::to_string(i) + ".", std::move(arguments));
    frames.back().assertPaths();
    arguments = frames.back().argumentsAtTarget();
  }
  PathVerdict verdict;
  verdict.path = path;
  z3::check_result answer = solver.check();
  if (answer == z3::unsat)
    verdict.decision = Decision::Refuted;
  if (answer != z3::sat)
    return verdict;
  verdict.decision = Decision::Feasible;
  z3::model model = solver.get_model();
  auto storage = std::make_shared<std::deque<infer::Trace>>();
  for (size_t i = 0; i < frames.size(); ++i)
    verdict.path.frames[i] = frames[i].readPath(model, *storage);
  verdict.path.events = std::move(storage);
  verdict.model = modelOf(frames.front().values(), model);
  return verdict;
}

} // namespace

PathVerdict decidePath(const ir::Program &program, const infer::RuleResult &result, const Path &path) {
  try {
    return solve(program, result, path);
  } catch (const z3::exception &) {
    PathVerdict unknown; // the solver gave up: unknown is an answer
    unknown.path = path;
    return unknown;
  }
}

} // namespace hookqual::witness
