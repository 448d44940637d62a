// SPDX-License-Identifier: MIT
#include "analyzer/witness/FrameFormula.h"

#include <algorithm>

namespace hookqual::witness {

using infer::TraceKind;
using ir::BlockId;
using ir::ValueId;
using ir::ValueKind;

FrameFormula::FrameFormula(const Formula &formula, const ir::Function &function, const Frame &frame,
                           std::string prefix, std::vector<z3::expr> arguments, MemoryContents::Caller caller)
    : formula_(formula), context_(formula.context), original_(function), frame_(frame),
      checks_(formula.result.checksIn(frame.function)), prefix_(prefix),
      peeling_(function, frame.site, formula.mostBlocks), function_(peeling_.function()),
      target_(peeling_.targetPosition()), isRelevant_(leadingTo(function_, target_.block)),
      memory_(context_, formula.places, function_, prefix, formula.summaries, *this, caller),
      values_(context_, formula.summaries.program(), function_, prefix, std::move(arguments), memory_),
      phis_(function_.blocks.size()) {
  findChecks();
  askForValues();
  for (uint32_t i = 0; i < function_.values.size(); ++i)
    if (function_.values[i].kind == ValueKind::Phi)
      phis_[function_.values[i].index].push_back(ValueId(i));
}

void Formula::demand(const z3::expr &condition, const Reason &reason) const {
  if (!reasons) {
    solver.add(condition);
    return;
  }
  const z3::expr literal = context.bool_const(("r" + std::to_string(reasons->size())).c_str());
  reasons->emplace_back(literal, reason);
  solver.add(z3::implies(literal, condition));
}

void FrameFormula::findChecks() {
  for (uint32_t b = 0; b < target_.block; ++b) {
    if (!isRelevant_[b])
      continue;
    const auto &instructions = function_.blocks[b].instructions;
    for (size_t i = 0; i < instructions.size(); ++i)
      for (const infer::CheckSite &check : checks_)
        if (check.site == peeling_.originalSite(instructions[i].site))
          passed_.push_back({{b, i}, &instructions[i], &check});
  }
}

/// The blocks from which control comes to the target: the operation in one iteration or another.
std::vector<uint32_t> FrameFormula::blocksToTarget() const {
  std::vector<uint32_t> blocks;
  for (BlockId predecessor : function_.blocks[target_.block].predecessors)
    blocks.push_back(predecessor.index);
  return blocks;
}

/// All values of the original that the formula is about, before the phis among them are tied.
void FrameFormula::askForValues() {
  for (const PassedCheck &passed : passed_)
    valuesAt(passed.check->values, passed.point.block);
  for (uint32_t block : blocksToTarget()) {
    valuesAt(frame_.values, block);
    if (!frame_.values.empty())
      for (infer::TermId element : (*formula_.result.terms)[frame_.objects].operands)
        if (const ValueId object = valueOf(element); object.valid())
          peeling_.at(object, block);
  }
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
      edges_.push_back({{b, k, to}, context_.bool_const(name.c_str())});
    }
  }
}

void FrameFormula::assertPhis(const TakenEdge &edge) {
  const auto &[from, index, to] = edge.edge;
  if (isLoopHead(function_, to))
    return;
  const auto &predecessors = function_.blocks[to].predecessors;
  size_t position =
      size_t(std::find(predecessors.begin(), predecessors.end(), BlockId(from)) - predecessors.begin());
  for (ValueId phi : phis_[to])
    formula_.solver.add(z3::implies(edge.taken, values_.encode(phi) ==
                                                    values_.encode(function_.value(phi).operands[position])));
}

void FrameFormula::assertFlow() {
  // One by one: copies of an expr_vector are the same vector.
  std::deque<z3::expr_vector> into, out;
  for (uint32_t b = 0; b <= target_.block; ++b) {
    into.emplace_back(context_);
    out.emplace_back(context_);
  }
  for (const TakenEdge &edge : edges_) {
    const auto &[b, index, to] = edge.edge;
    into[to].push_back(edge.taken);
    out[b].push_back(edge.taken);
    const ir::Block &from = function_.blocks[b];
    formula_.solver.add(z3::implies(edge.taken, reached(b)));
    const ir::Edge &way = from.successors[index];
    const BlockCopy &copy = peeling_.copies().all()[b];
    if (way.kind != ir::EdgeKind::Always && way.kind != ir::EdgeKind::Unspecified)
      formula_.demand(
          z3::implies(edge.taken, values_.conditionOf(from, way)),
          {.function = frame_.function, .block = BlockId(copy.block), .edge = copy.successors[index].index});
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
    if (edge.edge.from == from && edge.edge.to == to)
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
bool FrameFormula::confusesLoads(std::vector<ValueId> values) {
  std::set<ValueId> loads, seen;
  while (!values.empty()) {
    const ValueId id = values.back();
    values.pop_back();
    if (!id.valid() || !seen.insert(id).second)
      continue;
    const ir::Value &value = function_.value(id);
    if (value.kind == ValueKind::Load)
      loads.insert(id);
    else
      values.insert(values.end(), value.operands.begin(), value.operands.end());
  }
  for (auto one = loads.begin(); one != loads.end(); ++one)
    for (auto other = std::next(one); other != loads.end(); ++other)
      if (z3::eq(values_.encode(*one), values_.encode(*other)))
        return true;
  return false;
}

/// Whether the name means the same in the block of the check and in the one that the operation
/// was reached from: what it is made of was executed last in the same iteration.
z3::expr FrameFormula::isSameExecution(infer::TermId objects, uint32_t checked, uint32_t used) {
  const infer::Term &term = (*formula_.result.terms)[objects];
  z3::expr same = context_.bool_val(true);
  for (infer::TermId operand : term.operands)
    same = same && isSameExecution(operand, checked, used);
  const std::optional<uint32_t> block = blockOf(term);
  if (!block)
    return same;
  const BlockCopies &copies = peeling_.copies();
  const BlockCopies::Sameness sameness = copies.sameExecution(*block, checked, used);
  // Which iteration an older instance is of, nobody knows; the later ones are all alike.
  if (!sameness.isPossible || (term.generation != 0 && !copies.isInLaterIterations(checked)))
    return context_.bool_val(false);
  for (uint32_t other : sameness.unless)
    same = same && !reached(other);
  return same;
}

/// Of the function: where what an atom stands for is executed.
std::optional<uint32_t> FrameFormula::blockOf(const infer::Term &term) const {
  switch (term.kind) {
  case infer::TermKind::Result:
  case infer::TermKind::Filled:
    return peeling_.blockOfSite(term.index);
  case infer::TermKind::Phi:
  case infer::TermKind::Opaque:
    return peeling_.blockOf(ValueId(term.index));
  case infer::TermKind::Merged:
    return term.index;
  default:
    return std::nullopt;
  }
}

/// Whether the check is of the frame's object.
z3::expr FrameFormula::isOfObject(const PassedCheck &passed) {
  const std::vector<uint32_t> uses = blocksToTarget();
  if (uses.size() == 1)
    return isOfObject(passed, uses.front());
  z3::expr any = context_.bool_val(false);
  for (const TakenEdge &edge : edges_)
    if (edge.edge.to == target_.block)
      any = any || (edge.taken && isOfObject(passed, edge.edge.from));
  return any;
}

/// Whatever the types that they are handed over in.
z3::expr FrameFormula::isSameNumber(ValueId one, ValueId other) {
  const unsigned bits = std::max(ValueEncoder::widthOf(function_.value(one).type),
                                 ValueEncoder::widthOf(function_.value(other).type));
  return values_.encodeAs(one, bits) == values_.encodeAs(other, bits);
}

/// By name, if it has that name in every state, or by value, since the operand of either may be
/// one of several objects.
z3::expr FrameFormula::isOfObject(const PassedCheck &passed, uint32_t used) {
  const infer::CheckSite &check = *passed.check;
  const uint32_t checked = passed.point.block;
  const bool hasItsName =
      std::any_of(frame_.alternatives.begin(), frame_.alternatives.end(), [&](const auto &alternative) {
        return alternative.slot == check.slot && alternative.objects == check.objects;
      });
  z3::expr named = context_.bool_val(false);
  if (check.isCertain && hasItsName)
    named = isSameExecution(check.objects, checked, used);
  if (named.is_true())
    return named;
  // Values are known of the first alternative's objects only.
  const bool asksAlike =
      std::any_of(frame_.alternatives.begin(), frame_.alternatives.end(), [&](const auto &alternative) {
        return alternative.slot == check.slot && alternative.objects == frame_.objects;
      });
  if (!asksAlike || check.values.empty() || check.values.size() != frame_.values.size())
    return named;
  const std::vector<ValueId> its = valuesAt(check.values, checked), ours = valuesAt(frame_.values, used);
  std::vector<ValueId> both = its;
  both.insert(both.end(), ours.begin(), ours.end());
  if (confusesLoads(std::move(both)))
    return named;
  z3::expr same = context_.bool_val(true);
  for (size_t i = 0; i < its.size(); ++i)
    if (its[i] != ours[i])
      same = same && isSameNumber(its[i], ours[i]);
  return named || same;
}

/// The call returned in a way that leaves the object unchecked, or was asked for another right.
z3::expr FrameFormula::leavesUnchecked(const PassedCheck &passed) {
  const infer::CheckSite &check = *passed.check;
  const ir::Instruction &call = *passed.call;
  z3::expr unchecked = context_.bool_val(false);
  TermEncoder encoder(*formula_.result.terms, values_, memory_, call, passed.point);
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
  auto demand = [&](const rules::Condition &condition, bool isTrue) {
    const ValueId operand = operandOf(condition.operand);
    if (!operand.valid() || condition.test == rules::Test::Is || condition.test == rules::Test::NotError)
      return;
    const z3::expr truth = holds(values_.encode(operand), condition.test, condition.values);
    formula_.demand(isTrue ? truth : !truth, {.function = frame_.function, .conditionOf = frame_.site});
  };
  for (const rules::Condition &condition : rule.when)
    demand(condition, true);
  for (const rules::Condition &condition : rule.unless)
    demand(condition, false);
}

/// Where the object would have been checked on the way, it was not accepted.
void FrameFormula::assertChecks() {
  for (const PassedCheck &passed : passed_)
    formula_.demand(z3::implies(reached(passed.point.block) && isOfObject(passed), leavesUnchecked(passed)),
                    {.function = frame_.function,
                     .block = BlockId(peeling_.originalBlock(passed.point.block)),
                     .checkedAt = passed.check->site});
}

/// The value of the original that an atom or parameter is; invalid when it is none of it.
ValueId FrameFormula::valueOf(infer::TermId element) const {
  const infer::Term &term = (*formula_.result.terms)[element];
  if (term.generation != 0)
    return {};
  if (term.kind == infer::TermKind::Phi || term.kind == infer::TermKind::Opaque)
    return ValueId(term.index);
  for (uint32_t i = 0; i < original_.values.size(); ++i) {
    const ir::Value &value = original_.values[i];
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
  for (const TakenEdge &edge : edges_)
    for (size_t i = 0; i < frame_.values.size() && i < elements.size(); ++i)
      if (const ValueId object = valueOf(elements[i]);
          edge.edge.to == target_.block && object.valid() && object != frame_.values[i])
        formula_.solver.add(
            z3::implies(edge.taken, isSameNumber(peeling_.at(frame_.values[i], edge.edge.from),
                                                 peeling_.at(object, edge.edge.from))));
}

/// Of a pointer in memory it is known where it may lead, not that it was not changed.
void FrameFormula::assertCallee(ir::FunctionId callee) {
  const ValueId pointer = target().target;
  if (pointer.valid() && function_.value(pointer).kind != ValueKind::Load)
    formula_.solver.add(values_.encode(pointer) == values_.addressOf(callee));
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
  std::map<uint32_t, std::pair<const infer::CheckSite *, bool>> read; // by site; whether of ours
  for (const PassedCheck &passed : passed_) {
    if (passed.point.block != block)
      continue;
    const bool isOurs = passed.call->result.valid() && model.eval(isOfObject(passed), true).is_true();
    auto [at, isNew] = read.try_emplace(passed.call->site, passed.check, isOurs);
    if (!isNew && isOurs && !at->second.second)
      at->second = {passed.check, true};
  }
  for (const auto &[site, checkAndOurs] : read) {
    const auto [check, isOurs] = checkAndOurs;
    storage.push_back({.kind = isOurs ? TraceKind::CheckRejected : TraceKind::CheckAccepted,
                       .site = check->site,
                       .objects = isOurs ? frame_.objects : check->objects,
                       .previous = {}});
    frame.events.push_back(&storage.back());
  }
}

std::vector<EdgeOfPath> FrameFormula::edgesTaken(const z3::model &model) const {
  std::vector<EdgeOfPath> path;
  uint32_t block = 0;
  while (block != target_.block) {
    auto next = std::find_if(edges_.begin(), edges_.end(), [&](const TakenEdge &edge) {
      return edge.edge.from == block && model.eval(edge.taken, true).is_true();
    });
    if (next == edges_.end())
      break;
    path.push_back(next->edge);
    block = next->edge.to;
  }
  return path;
}

std::optional<z3::expr> FrameFormula::withoutLaterIterations(const z3::model &model) {
  const auto &copies = peeling_.copies().all();
  const std::vector<EdgeOfPath> path = edgesTaken(model);
  if (std::none_of(path.begin(), path.end(),
                   [&](const EdgeOfPath &edge) { return copies[edge.to].later != 0; }))
    return std::nullopt;
  z3::expr none = context_.bool_val(true);
  for (uint32_t b = 0; b < target_.block; ++b)
    if (isRelevant_[b] && copies[b].later != 0)
      none = none && !reached(b);
  return none;
}

Frame FrameFormula::readPath(const z3::model &model, std::deque<infer::Trace> &storage) {
  Frame frame = frame_;
  frame.events.clear();
  readChecks(model, 0, storage, frame);
  for (const EdgeOfPath &edge : edgesTaken(model)) {
    const BlockCopy &from = peeling_.copies().all()[edge.from];
    const uint32_t index = from.successors[edge.index].index;
    if (index != BlockCopy::kNoEdge) {
      storage.push_back({.kind = TraceKind::Edge,
                         .block = BlockId(peeling_.originalBlock(edge.to)),
                         .edge = index,
                         .from = BlockId(from.block)});
      frame.events.push_back(&storage.back());
    }
    readChecks(model, edge.to, storage, frame);
  }
  return frame;
}

bool FrameFormula::replays(const z3::model &model) {
  return drives(function_, edgesTaken(model),
                [&](ValueId value) { return model.eval(values_.encode(value), true).get_numeral_uint64(); });
}

} // namespace hookqual::witness
