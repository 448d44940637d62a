// SPDX-License-Identifier: MIT
#include "analyzer/witness/FrameFormula.h"

#include "analyzer/witness/Replay.h"

#include <algorithm>

namespace hookqual::witness {

using infer::TraceKind;
using ir::BlockId;
using ir::ValueId;
using ir::ValueKind;

FrameFormula::FrameFormula(const Formula &formula, const ir::Function &function, const Frame &frame,
                           std::string prefix, std::vector<z3::expr> arguments, MemoryContents::Caller caller)
    : formula_(formula), context_(formula.context), function_(function), frame_(frame),
      checks_(formula.result.checksIn(frame.function)), prefix_(prefix),
      target_(positionOf(function, frame.site)), isRelevant_(leadingTo(function, target_.block)),
      memory_(context_, formula.places, function, prefix, formula.summaries, *this, caller),
      values_(context_, function, prefix, std::move(arguments), memory_) {}

void Formula::demand(const z3::expr &condition, const Reason &reason) const {
  if (!reasons) {
    solver.add(condition);
    return;
  }
  const z3::expr literal = context.bool_const(("r" + std::to_string(reasons->size())).c_str());
  reasons->emplace_back(literal, reason);
  solver.add(z3::implies(literal, condition));
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

void FrameFormula::assertPhis(const TakenEdge &edge) {
  if (isLoopHead(function_, edge.to))
    return;
  const auto &predecessors = function_.blocks[edge.to].predecessors;
  size_t position =
      size_t(std::find(predecessors.begin(), predecessors.end(), BlockId(edge.from)) - predecessors.begin());
  for (uint32_t i = 0; i < function_.values.size(); ++i) {
    const ir::Value &value = function_.values[i];
    if (value.kind == ValueKind::Phi && value.index == edge.to)
      formula_.solver.add(
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
    formula_.solver.add(z3::implies(edge.taken, reached(edge.from)));
    const ir::Edge &way = from.successors[edge.index];
    if (way.kind != ir::EdgeKind::Always && way.kind != ir::EdgeKind::Unspecified)
      formula_.demand(z3::implies(edge.taken, values_.conditionOf(from, way)),
                      {.function = frame_.function, .block = BlockId(edge.from), .edge = edge.index});
    assertPhis(edge);
  }
  formula_.solver.add(reached(0));
  formula_.solver.add(reached(target_.block));
  for (uint32_t b = 0; b <= target_.block; ++b) {
    if (!isRelevant_[b])
      continue;
    if (b != 0)
      formula_.solver.add(reached(b) == z3::mk_or(into[b]));
    if (b != target_.block) {
      formula_.solver.add(z3::implies(reached(b), z3::mk_or(out[b])));
      if (out[b].size() > 1)
        formula_.solver.add(z3::atmost(out[b], 1));
    }
  }
}

void FrameFormula::equateOnEdges(uint32_t from, uint32_t to, const z3::expr &a, const z3::expr &b) {
  for (const TakenEdge &edge : edges_)
    if (edge.from == from && edge.to == to)
      formula_.solver.add(z3::implies(edge.taken, a == b));
}

z3::expr FrameFormula::wayOfReturning(const ir::Instruction &call, const infer::Outcome &outcome,
                                      TermEncoder &encoder) {
  const z3::expr result = values_.encode(call.result);
  z3::expr way = mayLieIn(result, outcome.returned, signednessOf(call.result)) &&
                 encoder.mayHold(outcome.guard, context_);
  if (!outcome.value.valid())
    return way;
  const auto value = encoder.encode(outcome.value);
  return value && value->get_sort().bv_size() == result.get_sort().bv_size() ? way && result == *value : way;
}

/// The result is one that the callee may return for these arguments.
void FrameFormula::assertCall(ValueId result) {
  const Position point = positionOf(function_, function_.value(result).index);
  const ir::Instruction &call = function_.blocks[point.block].instructions[point.instruction];
  const infer::FunctionSummary *callee = formula_.summaries.find(function_, call);
  if (!callee || call.result != result || (point.block != 0 && !isRelevant_[point.block]))
    return;
  TermEncoder encoder(*callee->terms, values_, memory_, call, point);
  const infer::Summary &summary = callee->summary;
  z3::expr mayReturn = wayOfReturning(call, {.returned = summary.returned, .value = summary.value}, encoder);
  z3::expr any = context_.bool_val(summary.outcomes.empty());
  for (const infer::Outcome &outcome : summary.outcomes)
    any = any || wayOfReturning(call, outcome, encoder);
  formula_.solver.add(z3::implies(reached(point.block), mayReturn && any));
}

bool FrameFormula::assertCalls() {
  const size_t before = assertedCalls_;
  while (assertedCalls_ < values_.calls().size())
    assertCall(ValueId(values_.calls()[assertedCalls_++]));
  return assertedCalls_ != before;
}

/// The formula takes two reads of one place for one value unless a store that it knows of lies
/// between them. That is good enough for conditions, not for what an object is.
bool FrameFormula::confusesLoads(const std::vector<ValueId> &others) {
  std::set<ValueId> loads, seen;
  std::vector<ValueId> work = frame_.values;
  work.insert(work.end(), others.begin(), others.end());
  while (!work.empty()) {
    const ValueId id = work.back();
    work.pop_back();
    if (!id.valid() || !seen.insert(id).second)
      continue;
    const ir::Value &value = function_.value(id);
    if (value.kind == ValueKind::Load)
      loads.insert(id);
    else
      work.insert(work.end(), value.operands.begin(), value.operands.end());
  }
  for (auto one = loads.begin(); one != loads.end(); ++one)
    for (auto other = std::next(one); other != loads.end(); ++other)
      if (z3::eq(values_.encode(*one), values_.encode(*other)))
        return true;
  return false;
}

/// Whether the check is of the frame's object: by name, if it has that name in every state, or
/// by value, since the operand of either may be one of several objects.
z3::expr FrameFormula::isOfObject(const infer::CheckSite &check) {
  const bool hasItsName =
      std::any_of(frame_.alternatives.begin(), frame_.alternatives.end(), [&](const auto &alternative) {
        return alternative.slot == check.slot && alternative.objects == check.objects;
      });
  if (check.isCertain && hasItsName)
    return context_.bool_val(true);
  // Values are known of the first alternative's objects only.
  const bool asksAlike =
      std::any_of(frame_.alternatives.begin(), frame_.alternatives.end(), [&](const auto &alternative) {
        return alternative.slot == check.slot && alternative.objects == frame_.objects;
      });
  if (!asksAlike || check.values.empty() || check.values.size() != frame_.values.size() ||
      confusesLoads(check.values))
    return context_.bool_val(false);
  z3::expr same = context_.bool_val(true);
  for (size_t i = 0; i < check.values.size(); ++i)
    if (check.values[i] != frame_.values[i])
      same = same && values_.encode(check.values[i]) == values_.encode(frame_.values[i]);
  return same;
}

/// The call returned in a way that leaves the object unchecked, or was asked for another right.
z3::expr FrameFormula::leavesUnchecked(const infer::CheckSite &check, const ir::Instruction &call,
                                       Position point) {
  z3::expr unchecked = context_.bool_val(false);
  TermEncoder encoder(*formula_.result.terms, values_, memory_, call, point);
  for (const infer::ReturnWay &way : check.unchecked) {
    z3::expr returned = call.result.valid()
                            ? mayLieIn(values_.encode(call.result), way.returned, signednessOf(call.result))
                            : context_.bool_val(true);
    unchecked = unchecked || (returned && encoder.mayHold(way.guard, context_));
  }
  const ir::ValueId right = formula_.result.rightAskedFor(check, call);
  if (!right.valid())
    return unchecked;
  const rules::ModeRequirement &mode = *formula_.result.rule->anyOf[*check.alternative].mode;
  return unchecked || !holds(values_.encode(right), mode.test, mode.values);
}

/// What the test says of the value; true for tests that say nothing of its bits.
z3::expr FrameFormula::holds(const z3::expr &value, rules::Test test, const std::vector<int64_t> &operands) {
  const unsigned bits = value.get_sort().bv_size();
  auto constant = [&](int64_t number) { return context_.bv_val(number, bits); };
  int64_t all = 0;
  z3::expr isOne = context_.bool_val(false);
  for (int64_t operand : operands) {
    all |= operand;
    isOne = isOne || value == constant(operand);
  }
  switch (test) {
  case rules::Test::Equals:
    return isOne;
  case rules::Test::AnyBit:
    return (value & constant(all)) != constant(0);
  case rules::Test::Has:
    return (value & constant(operands.front())) == constant(operands.front());
  case rules::Test::Null:
    return value == constant(0);
  case rules::Test::NotNull:
  case rules::Test::NonZero:
    return value != constant(0);
  case rules::Test::NotNegative:
    return value >= constant(0);
  default:
    return context_.bool_val(true);
  }
}

/// The operand of the operation as it stands; invalid when the expression names more than that.
ValueId FrameFormula::operandOf(const rules::Expression &expression) const {
  const ir::Instruction &operation = target();
  if (!expression.steps.empty() || expression.takesAddress)
    return {};
  if (expression.root == rules::RootKind::Argument && expression.argument < operation.arguments.size())
    return operation.arguments[expression.argument];
  return expression.root == rules::RootKind::Value ? operation.value : ValueId();
}

/// It is an operation only under the conditions of the rule.
void FrameFormula::assertOperation(const rules::Operation &rule) {
  const ir::Instruction &operation = target();
  auto demand = [&](const rules::Condition &condition, bool isTrue) {
    const ValueId operand = operandOf(condition.operand);
    if (!operand.valid() || condition.test == rules::Test::Is || condition.test == rules::Test::NotError)
      return;
    const z3::expr truth = holds(values_.encode(operand), condition.test, condition.values);
    formula_.demand(isTrue ? truth : !truth, {.function = frame_.function, .conditionOf = operation.site});
  };
  for (const rules::Condition &condition : rule.when)
    demand(condition, true);
  for (const rules::Condition &condition : rule.unless)
    demand(condition, false);
}

/// Where the object would have been checked on the way, it was not accepted.
void FrameFormula::assertChecks() {
  forEachCheck([&](Position point, const ir::Instruction &call, const infer::CheckSite &check) {
    formula_.demand(
        z3::implies(reached(point.block) && isOfObject(check), leavesUnchecked(check, call, point)),
        {.function = frame_.function, .block = BlockId(point.block), .checkedAt = call.site});
  });
}

/// Those before the target, in the order of the blocks.
void FrameFormula::forEachCheck(
    llvm::function_ref<void(Position, const ir::Instruction &, const infer::CheckSite &)> visit) const {
  for (uint32_t b = 0; b <= target_.block; ++b) {
    if (!isRelevant_[b])
      continue;
    const auto &instructions = function_.blocks[b].instructions;
    const size_t end = b == target_.block ? target_.instruction : instructions.size();
    for (size_t i = 0; i < end; ++i)
      for (const infer::CheckSite &check : checks_)
        if (check.site == instructions[i].site)
          visit({b, i}, instructions[i], check);
  }
}

/// The value of the function that an atom or parameter is; invalid when it is none of it.
ValueId FrameFormula::valueOf(infer::TermId element) const {
  const infer::Term &term = (*formula_.result.terms)[element];
  if (term.generation != 0)
    return {};
  if (term.kind == infer::TermKind::Phi || term.kind == infer::TermKind::Opaque)
    return ValueId(term.index);
  for (uint32_t i = 0; i < function_.values.size(); ++i) {
    const ir::Value &value = function_.values[i];
    bool isIt = (term.kind == infer::TermKind::Parameter && value.kind == ValueKind::Parameter) ||
                (term.kind == infer::TermKind::Result && value.kind == ValueKind::CallResult);
    if (isIt && value.index == term.index)
      return ValueId(i);
  }
  return {};
}

/// The operand is the object that is said to be unchecked, not another that it may be.
void FrameFormula::assertObjects() {
  if (frame_.values.empty())
    return;
  const auto &elements = (*formula_.result.terms)[frame_.objects].operands;
  for (size_t i = 0; i < frame_.values.size() && i < elements.size(); ++i)
    if (ValueId object = valueOf(elements[i]); object.valid() && object != frame_.values[i])
      formula_.solver.add(values_.encode(frame_.values[i]) == values_.encode(object));
}

void FrameFormula::assertPaths() {
  addEdges();
  assertFlow();
  assertChecks();
  assertObjects();
}

std::vector<z3::expr> FrameFormula::argumentsAtTarget() {
  std::vector<z3::expr> arguments;
  for (ValueId argument : target().arguments)
    arguments.push_back(values_.encode(argument));
  return arguments;
}

/// One event a call, even if it checks in several ways.
void FrameFormula::readChecks(const z3::model &model, uint32_t block, std::deque<infer::Trace> &storage,
                              Frame &frame) {
  std::map<uint32_t, const infer::CheckSite *> ours, others; // by site
  forEachCheck([&](Position point, const ir::Instruction &call, const infer::CheckSite &check) {
    if (point.block != block)
      return;
    const bool isOurs = call.result.valid() && model.eval(isOfObject(check), true).is_true();
    (isOurs ? ours : others).try_emplace(call.site, &check);
  });
  for (const ir::Instruction &call : function_.blocks[block].instructions) {
    const auto our = ours.find(call.site), other = others.find(call.site);
    if (our != ours.end())
      storage.push_back(
          {.kind = TraceKind::CheckRejected, .site = call.site, .objects = frame_.objects, .previous = {}});
    else if (other != others.end())
      storage.push_back({.kind = TraceKind::CheckAccepted,
                         .site = call.site,
                         .objects = other->second->objects,
                         .previous = {}});
    else
      continue;
    frame.events.push_back(&storage.back());
  }
}

Frame FrameFormula::readPath(const z3::model &model, std::deque<infer::Trace> &storage) {
  Frame frame{frame_.function, frame_.site, frame_.objects, frame_.alternatives, frame_.values, {}};
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

bool FrameFormula::replays(const z3::model &model, const Frame &path) {
  return drives(function_, path,
                [&](ValueId value) { return model.eval(values_.encode(value), true).get_numeral_uint64(); });
}

} // namespace hookqual::witness
