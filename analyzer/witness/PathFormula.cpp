// SPDX-License-Identifier: MIT
#include "analyzer/witness/PathFormula.h"

#include "analyzer/witness/FrameFormula.h"
#include "analyzer/witness/SolverVersion.h"

#include <algorithm>
#include <deque>
#include <set>

namespace hookqual::witness {

namespace {

// Deterministic budget of one query; seconds would make verdicts depend on the machine.
constexpr unsigned kMemoryLimit = 1024; // MiB of one query

/// Numbers for the root's integer parameters that the path constrains.
std::map<std::string, std::string> modelOf(const ValueEncoder &root, const z3::model &model) {
  std::map<std::string, std::string> values;
  for (const auto &[id, value] : root.encoded()) {
    const ir::Value &node = root.function().value(id);
    if (node.kind != ir::ValueKind::Parameter || node.type.typeClass != ir::TypeClass::Integer)
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

/// The formula of a chain of functions. A context of its own, so that no answer depends on
/// what was asked before.
class ChainFormula {
public:
  ChainFormula(CalleeSummaries &summaries, const infer::RuleResult &result, const Path &path,
               std::vector<std::pair<z3::expr, Reason>> *reasons, size_t mostBlocks);

  z3::context &context() { return context_; }
  z3::solver &solver() { return solver_; }
  size_t unpeeledLoops() const;
  /// Of the model that was found; false when the IR does not follow it.
  bool read(PathVerdict &verdict, Telling telling);

private:
  void limit(z3::solver &solver);
  z3::model simplestModel();

  z3::context context_;
  z3::solver solver_;
  infer::TermPool places_;
  std::deque<FrameFormula> frames_;
};

ChainFormula::ChainFormula(CalleeSummaries &summaries, const infer::RuleResult &result, const Path &path,
                           std::vector<std::pair<z3::expr, Reason>> *reasons, size_t mostBlocks)
    : solver_(context_) {
  limit(solver_);
  const Formula formula{context_, solver_, places_, summaries, result, reasons, mostBlocks};
  std::vector<z3::expr> arguments;
  MemoryContents::Caller caller;
  for (size_t i = 0; i < path.frames.size(); ++i) {
    const Frame &frame = path.frames[i];
    frames_.emplace_back(formula, summaries.program().function(frame.function), frame,
                         "f" + std::to_string(i) + ".", std::move(arguments), caller);
    frames_.back().assertPaths();
    if (i + 1 < path.frames.size())
      frames_.back().assertCallee(path.frames[i + 1].function);
    arguments = frames_.back().argumentsAtTarget();
    caller = frames_.back().atTarget();
  }
  frames_.back().assertOperation(result.rule->operations[path.operation]);
  // What a call returns may depend on what other calls return, here and in the callers.
  while (std::any_of(frames_.begin(), frames_.end(), [](FrameFormula &frame) { return frame.assertCalls(); }))
    ;
}

void ChainFormula::limit(z3::solver &solver) {
  z3::params parameters(context_);
  parameters.set("rlimit", kSolverSteps);
  parameters.set("max_memory", kMemoryLimit);
  parameters.set("random_seed", 0u);
  parameters.set("core.minimize", true);
  solver.set(parameters);
}

size_t ChainFormula::unpeeledLoops() const {
  size_t loops = 0;
  for (const FrameFormula &frame : frames_)
    loops += frame.unpeeledLoops();
  return loops;
}

/// A path that can do without later iterations of loops is told without them.
z3::model ChainFormula::simplestModel() {
  const z3::model model = solver_.get_model();
  z3::solver simpler(context_);
  bool isSimple = true;
  for (FrameFormula &frame : frames_)
    if (const auto without = frame.withoutLaterIterations(model)) {
      simpler.add(*without);
      isSimple = false;
    }
  if (isSimple)
    return model;
  limit(simpler);
  for (const z3::expr &assertion : solver_.assertions())
    simpler.add(assertion);
  return simpler.check() == z3::sat ? simpler.get_model() : model;
}

bool ChainFormula::read(PathVerdict &verdict, Telling telling) {
  const z3::model model = telling == Telling::SimplePath ? simplestModel() : solver_.get_model();
  auto storage = std::make_shared<std::deque<infer::Trace>>();
  std::vector<Frame> told;
  for (FrameFormula &frame : frames_) {
    told.push_back(frame.readPath(model, *storage));
    if (!frame.replays(model))
      return false;
  }
  verdict.path.frames = std::move(told);
  verdict.path.events = std::move(storage);
  verdict.model = modelOf(frames_.front().values(), model);
  return true;
}

/// A loop that is not peeled is passed once, with all that it carries free: more paths than there
/// are, in a smaller formula.
constexpr size_t kNoPeeling = 0;

/// False when loops must be peeled to tell. A path without loops has but one formula.
bool decideWith(size_t mostBlocks, CalleeSummaries &summaries, const infer::RuleResult &result,
                const Path &path, Telling telling, PathVerdict &verdict) {
  ChainFormula formula(summaries, result, path, nullptr, mostBlocks);
  const bool isWhole = mostBlocks != kNoPeeling || formula.unpeeledLoops() == 0;
  if (isWhole)
    verdict.unpeeledLoops = formula.unpeeledLoops();
  const z3::check_result answer = formula.solver().check();
  if (answer == z3::unsat)
    verdict.decision = Decision::Refuted;
  else if (!isWhole)
    return false;
  else if (answer == z3::sat && formula.read(verdict, telling))
    verdict.decision = Decision::Feasible;
  return true;
}

std::vector<Reason> coreOf(CalleeSummaries &summaries, const infer::RuleResult &result, const Path &path,
                           size_t mostBlocks) {
  std::vector<Reason> core;
  std::vector<std::pair<z3::expr, Reason>> reasons;
  ChainFormula formula(summaries, result, path, &reasons, mostBlocks);
  z3::expr_vector literals(formula.context());
  for (const auto &[literal, reason] : reasons)
    literals.push_back(literal);
  if (formula.solver().check(literals) != z3::unsat)
    return core;
  std::set<unsigned> needed;
  for (const z3::expr &literal : formula.solver().unsat_core())
    needed.insert(literal.id());
  for (const auto &[literal, reason] : reasons)
    if (needed.contains(literal.id()) && std::find(core.begin(), core.end(), reason) == core.end())
      core.push_back(reason); // once, in however many iterations it is needed
  return core;
}

} // namespace

PathVerdict decidePath(CalleeSummaries &summaries, const infer::RuleResult &result, const Path &path,
                       Telling telling) {
  PathVerdict verdict;
  verdict.path = path;
  try {
    if (!decideWith(kNoPeeling, summaries, result, path, telling, verdict))
      decideWith(Peeling::kMostBlocks, summaries, result, path, telling, verdict);
  } catch (const z3::exception &) {
    verdict.decision = Decision::Unknown; // the solver gave up: unknown is an answer
  }
  return verdict;
}

std::vector<Reason> whyRefuted(CalleeSummaries &summaries, const infer::RuleResult &result,
                               const Path &path) {
  std::vector<Reason> core;
  try {
    for (const size_t mostBlocks : {kNoPeeling, Peeling::kMostBlocks}) {
      core = coreOf(summaries, result, path, mostBlocks);
      if (!core.empty())
        return core;
    }
  } catch (const z3::exception &) {
    core.clear();
  }
  return core;
}

} // namespace hookqual::witness
