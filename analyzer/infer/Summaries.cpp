// SPDX-License-Identifier: MIT
#include "analyzer/infer/Summaries.h"

#include "analyzer/infer/FunctionAnalysis.h"

namespace hookqual::infer {

using ir::FunctionId;
using ir::InstructionKind;
using ir::ValueId;
using ir::ValueKind;

namespace {

// Accessors are small; the value a large function returns is a value of its own.
constexpr size_t kMaxAccessorBlocks = 16;
constexpr size_t kMaxAccessorValues = 200;

/// The parameter whose memory at a constant offset `address` names; -1 for any other.
int parameterOf(const ir::Function &function, ValueId address) {
  if (!address.valid())
    return -1;
  const ir::Value &value = function.value(address);
  if (value.kind == ValueKind::Parameter)
    return int(value.index);
  if (value.kind == ValueKind::Offset || value.kind == ValueKind::Element)
    return parameterOf(function, value.operands[0]);
  return -1;
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
  const Summary &summary(FunctionId function) override { return owner_.summary(function); }
  bool yieldsCurrent(std::string_view name) const override { return owner_.currentFunctions_.contains(name); }
  Overflows &overflows() override { return overflows_; }
  void noteExemption(size_t) override {}

private:
  Summaries &owner_;
  Overflows overflows_;
};

Summaries::Summaries(const ir::Program &program, ViewCache &views, TermPool &terms,
                     const std::set<std::string, std::less<>> &currentFunctions)
    : program_(program), terms_(terms), currentFunctions_(currentFunctions), views_(views) {}

Summaries::~Summaries() = default;

const FunctionView &ViewCache::view(FunctionId function) {
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
  // While a cycle is open its members may write through everything and return anything.
  slot = std::make_unique<Summary>();
  slot->mayWriteThrough.assign(program_.function(function).parameters.size(), true);
  Summary result = compute(function);
  auto &stored = summaries_[function.index];
  *stored = std::move(result);
  return *stored;
}

Summary Summaries::compute(FunctionId function) {
  Summary summary;
  const ir::Function &body = program_.function(function);
  summary.mayWriteThrough.assign(body.parameters.size(), false);
  findWrites(function, summary);
  if (body.blocks.size() > kMaxAccessorBlocks || body.values.size() > kMaxAccessorValues)
    return summary;
  static const rules::Rule kNoRule;
  BoundRule rule;
  rule.rule = &kNoRule;
  Context context(*this);
  FunctionResult result = FunctionAnalysis(context, rule, view(function)).run();
  const auto &outcomes = result.signature.outcomes;
  if (outcomes.empty())
    return summary;
  summary.value = outcomes.front().value;
  summary.returned = RangeSet::empty();
  for (const Outcome &outcome : outcomes) {
    if (outcome.value != summary.value)
      summary.value = TermId();
    summary.returned = summary.returned.unite(outcome.returned);
  }
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
      int written = parameterOf(view.function(), instruction.address);
      if (instruction.kind == InstructionKind::Store && written >= 0)
        summary.mayWriteThrough[size_t(written)] = true;
    }
}

void Summaries::addCallWrites(const FunctionView &view, const ir::Instruction &instruction,
                              Summary &summary) {
  FunctionId callee;
  if (instruction.callee == ir::CalleeKind::Direct)
    callee = view.callee(instruction.symbol);
  for (size_t i = 0; i < instruction.arguments.size(); ++i) {
    int passed = parameterOf(view.function(), instruction.arguments[i]);
    if (passed < 0 || summary.mayWriteThrough[size_t(passed)])
      continue;
    if (view.function().parameters[size_t(passed)].pointsToConst)
      continue;
    const std::vector<bool> *writes = callee.valid() ? &this->summary(callee).mayWriteThrough : nullptr;
    summary.mayWriteThrough[size_t(passed)] = !writes || i >= writes->size() || (*writes)[i];
  }
}

} // namespace hookqual::infer
