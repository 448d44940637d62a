// SPDX-License-Identifier: MIT
#include "analyzer/infer/Summaries.h"

#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>

namespace hookqual::infer {

using ir::FunctionId;
using ir::InstructionKind;
using ir::ValueId;
using ir::ValueKind;

namespace {

// Accessors are small; the value a large function returns is a value of its own.
constexpr size_t kMaxAccessorBlocks = 16;
constexpr size_t kMaxAccessorValues = 200;

// Beyond this many ranges a function is taken to write everywhere.
constexpr size_t kMaxRanges = 16;

struct ParameterAddress {
  int parameter = -1; // -1: not an address into what a parameter points to
  int64_t offset = 0;
  bool isIndexed = false; // at an unknown distance from `offset`
};

ParameterAddress parameterAddress(const ir::Function &function, ValueId address) {
  if (!address.valid())
    return {};
  const ir::Value &value = function.value(address);
  if (value.kind == ValueKind::Parameter)
    return {int(value.index), 0, false};
  if (value.kind != ValueKind::Offset && value.kind != ValueKind::Element)
    return {};
  ParameterAddress base = parameterAddress(function, value.operands[0]);
  if (value.kind == ValueKind::Element)
    base.isIndexed = true;
  else
    base.offset += value.constant;
  return base;
}

void addRange(std::vector<ByteRange> &ranges, ByteRange range) {
  if (!ranges.empty() && ranges.front().isEverything())
    return;
  if (range.isEverything() || ranges.size() >= kMaxRanges) {
    ranges = {ByteRange::everything()};
    return;
  }
  auto at = std::lower_bound(ranges.begin(), ranges.end(), range);
  if (at == ranges.end() || *at != range)
    ranges.insert(at, range);
}

ByteRange rangeOfStore(const ParameterAddress &at, const ir::Type &type) {
  if (at.isIndexed || type.bits == 0)
    return ByteRange::everything();
  return {at.offset, at.offset + std::max<int64_t>(1, type.bits / 8)};
}

} // namespace

namespace {

template <typename Rename> std::vector<StoreEffect> renamed(std::vector<StoreEffect> stores, Rename &rename) {
  for (StoreEffect &effect : stores) {
    effect.address = rename(effect.address);
    effect.value = rename(effect.value);
  }
  return stores;
}

/// Without what belongs to a rule: a summary is made without one.
template <typename Rename> Outcome renamed(const Outcome &outcome, Rename &rename) {
  Outcome result{.returned = outcome.returned, .value = rename(outcome.value)};
  result.stores = renamed(outcome.stores, rename);
  for (const auto &[term, range] : outcome.guard)
    result.guard.insert_or_assign(rename(term), range);
  return result;
}

template <typename Rename> Summary renamed(const Summary &summary, Rename &&rename) {
  Summary result = summary;
  result.value = rename(summary.value);
  result.lookup = rename(summary.lookup);
  result.subject = rename(summary.subject);
  result.stores = renamed(summary.stores, rename);
  for (Outcome &outcome : result.outcomes)
    outcome = renamed(Outcome(outcome), rename);
  return result;
}

} // namespace

/// Looks at a function without any rule in mind.
class Summaries::Context : public AnalysisContext {
public:
  explicit Context(Summaries &owner) : owner_(owner) {}

  TermPool &terms() override { return owner_.terms_; }
  const ir::Program &program() const override { return owner_.program_; }
  const FunctionView &view(FunctionId function) override { return owner_.view(function); }
  const Signature *signature(FunctionId) override { return nullptr; }
  const Summary &summary(FunctionId function) override { return owner_.calleeSummary(function); }
  const KnownFunctions &known() const override { return owner_.knowledge_; }
  Overflows &overflows() override { return overflows_; }
  void confirmRelookup(const SecondLookup &) override {}
  bool has(Feature feature) const override { return owner_.ablation_.has(feature); }
  void noteExemption(size_t, const Obligation &) override {}

private:
  Summaries &owner_;
  Overflows overflows_;
};

Summaries::Summaries(const ir::Program &program, ViewCache &views, SummaryStore &store, TermPool &terms,
                     const KnownFunctions &knowledge, const Ablation &ablation)
    : program_(program), store_(store), terms_(terms), knowledge_(knowledge), ablation_(ablation),
      views_(views) {}

Summaries::~Summaries() = default;

const FunctionView &ViewCache::view(FunctionId function) {
  if (base_ && function != changed_)
    return base_->view(function);
  std::lock_guard lock(mutex_);
  auto &view = views_[function.index];
  if (!view)
    view = std::make_unique<FunctionView>(program_, function);
  return *view;
}

const Summary &Summaries::summary(FunctionId function) {
  auto &slot = summaries_[function.index];
  if (slot)
    return *slot;
  const std::shared_ptr<const PortableSummary> shared = portableSummary(function);
  auto taken = std::make_unique<Summary>(renamed(shared->summary, TermImporter(shared->terms, terms_)));
  auto &stored = summaries_[function.index];
  stored = std::move(taken);
  return *stored;
}

std::shared_ptr<const PortableSummary> Summaries::portableSummary(FunctionId function) {
  std::shared_ptr<const PortableSummary> known = store_.find(function);
  return known ? known : computeAlone(function);
}

/// In a pool of its own, so that what is asked for first leaves no trace.
std::shared_ptr<const PortableSummary> Summaries::computeAlone(FunctionId function) {
  TermPool pool;
  Summaries alone(program_, views_, store_, pool, knowledge_, ablation_);
  alone.computed_ = function;
  const Summary summary = alone.compute(function);
  auto portable = std::make_shared<PortableSummary>();
  portable->summary = renamed(summary, [&](TermId id) { return portable->terms.add(pool, id); });
  store_.keep(function, portable);
  return portable;
}

/// A member of the same cycle may write through everything and return anything.
const Summary &Summaries::calleeSummary(FunctionId callee) {
  if (!computed_.valid() || !store_.areInOneCycle(computed_, callee))
    return summary(callee);
  auto &slot = unknown_[callee.index];
  if (!slot) {
    slot = std::make_unique<Summary>();
    slot->mayWrite.assign(program_.function(callee).parameters.size(), {ByteRange::everything()});
  }
  return *slot;
}

Summary Summaries::compute(FunctionId function) {
  Summary summary;
  const ir::Function &body = program_.function(function);
  summary.mayWrite.resize(body.parameters.size());
  findWrites(function, summary);
  if (body.blocks.size() > kMaxAccessorBlocks || body.values.size() > kMaxAccessorValues)
    return summary;
  static const rules::Rule kNoRule;
  BoundRule rule;
  rule.rule = &kNoRule;
  Context context(*this);
  FunctionResult result = FunctionAnalysis(context, rule, view(function)).run();
  summary.isFollowed = true;
  summary.stores = std::move(result.stores);
  summary.lookup = result.lookup;
  summary.subject = result.subject;
  auto &outcomes = result.signature.outcomes;
  if (outcomes.empty())
    return summary;
  summary.value = outcomes.front().value;
  summary.returned = RangeSet::empty();
  for (Outcome &outcome : outcomes) {
    if (!ablation_.has(Feature::Accessors))
      outcome.value = TermId();
    if (outcome.value != summary.value)
      summary.value = TermId();
    summary.returned = summary.returned.unite(outcome.returned);
  }
  if (outcomes.size() > 1)
    summary.outcomes = std::move(outcomes);
  return summary;
}

void Summaries::findWrites(FunctionId function, Summary &summary) {
  const FunctionView &view = this->view(function);
  for (const ir::Block &block : view.function().blocks)
    for (const ir::Instruction &instruction : block.instructions) {
      if (instruction.kind == InstructionKind::Call) {
        addCallWrites(view, instruction, summary);
        continue;
      }
      ParameterAddress at = parameterAddress(view.function(), instruction.address);
      if (instruction.kind == InstructionKind::Store && at.parameter >= 0)
        addRange(summary.mayWrite[size_t(at.parameter)], rangeOfStore(at, instruction.type));
    }
}

void Summaries::addCallWrites(const FunctionView &view, const ir::Instruction &instruction,
                              Summary &summary) {
  for (size_t i = 0; i < instruction.arguments.size(); ++i) {
    ParameterAddress at = parameterAddress(view.function(), instruction.arguments[i]);
    if (at.parameter < 0 || view.function().parameters[size_t(at.parameter)].pointsToConst)
      continue;
    for (ByteRange range : writesOfArgument(view, instruction, i)) {
      if (!range.isEverything() && !at.isIndexed)
        range = {range.low + at.offset, range.high + at.offset};
      else
        range = ByteRange::everything();
      addRange(summary.mayWrite[size_t(at.parameter)], range);
    }
  }
}

std::vector<ByteRange> Summaries::writesOfArgument(const FunctionView &view,
                                                   const ir::Instruction &instruction, size_t index) {
  FunctionId callee;
  if (instruction.callee == ir::CalleeKind::Direct)
    callee = view.callee(instruction.symbol);
  if (!callee.valid())
    return {ByteRange::everything()};
  const auto &writes = calleeSummary(callee).mayWrite;
  return index < writes.size() ? writes[index] : std::vector<ByteRange>{ByteRange::everything()};
}

} // namespace hookqual::infer
