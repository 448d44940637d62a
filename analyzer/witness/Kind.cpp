// SPDX-License-Identifier: MIT
#include "analyzer/witness/Kind.h"

#include <algorithm>
#include <set>

namespace hookqual::witness {

namespace {

/// Where the authorizer is called in a function, seen from the site of the operation (or of
/// the call that leads to it).
struct Placement {
  bool isBefore = false, isAfter = false;
};

struct Position {
  uint32_t block = 0;
  size_t instruction = 0;
};

/// Whether a call of the function leaves something checked, on some way of returning.
bool mayCheck(const infer::RuleResult &result, ir::FunctionId callee) {
  auto signature = result.signatures.find(callee);
  if (signature == result.signatures.end())
    return false;
  const auto &outcomes = signature->second.outcomes;
  return std::any_of(outcomes.begin(), outcomes.end(),
                     [](const infer::Outcome &outcome) { return !outcome.held.empty(); });
}

/// A call of an authorizer, or of a function that wraps one.
bool isCheck(const ir::Program &program, const infer::RuleResult &result, const ir::Function &function,
             const ir::Instruction &instruction) {
  if (instruction.kind != ir::InstructionKind::Call || instruction.callee != ir::CalleeKind::Direct)
    return false;
  const std::string &spelling = function.spelling(instruction.symbol);
  const auto &alternatives = result.rule->anyOf;
  bool isAuthorizer =
      std::any_of(alternatives.begin(), alternatives.end(),
                  [&](const rules::Authorizer &each) { return each.function == ir::nameOf(spelling); });
  return isAuthorizer || mayCheck(result, program.find(spelling));
}

std::set<uint32_t> reachableFrom(const ir::Function &function, uint32_t start) {
  std::set<uint32_t> seen;
  std::vector<uint32_t> work{start};
  while (!work.empty()) {
    uint32_t block = work.back();
    work.pop_back();
    for (const ir::Edge &edge : function.blocks[block].successors)
      if (seen.insert(edge.target.index).second)
        work.push_back(edge.target.index);
  }
  return seen;
}

bool mayFollow(const ir::Function &function, Position first, Position second) {
  if (first.block == second.block && first.instruction < second.instruction)
    return true;
  return reachableFrom(function, first.block).contains(second.block);
}

Placement placementIn(const ir::Program &program, const infer::RuleResult &result,
                      const ir::Function &function, uint32_t site) {
  Position operation;
  std::vector<Position> checks;
  for (uint32_t b = 0; b < function.blocks.size(); ++b) {
    const auto &instructions = function.blocks[b].instructions;
    for (size_t i = 0; i < instructions.size(); ++i) {
      if (instructions[i].site == site)
        operation = {b, i};
      else if (isCheck(program, result, function, instructions[i]))
        checks.push_back({b, i});
    }
  }
  Placement placement;
  for (Position check : checks) {
    placement.isBefore |= mayFollow(function, check, operation);
    placement.isAfter |= mayFollow(function, operation, check);
  }
  return placement;
}

/// What inference saw on some path counts only if it is on the one that is shown.
bool hasEvent(const Path &path, infer::TraceKind kind) {
  return std::any_of(path.frames.begin(), path.frames.end(), [&](const Frame &frame) {
    return std::any_of(frame.events.begin(), frame.events.end(),
                       [&](const infer::Trace *event) { return event->kind == kind; });
  });
}

} // namespace

std::string_view toString(Kind kind) {
  switch (kind) {
  case Kind::Missing:
    return "missing";
  case Kind::Bypass:
    return "bypass";
  case Kind::IgnoredResult:
    return "ignored-result";
  case Kind::Late:
    return "late";
  case Kind::WrongObject:
    return "wrong-object";
  case Kind::WrongMode:
    return "wrong-mode";
  case Kind::Relookup:
    return "relookup";
  }
  return "missing";
}

Kind kindOf(const ir::Program &program, const infer::RuleResult &result, const infer::Obligation &obligation,
            const Path &path) {
  if (obligation.wasRejected && hasEvent(path, infer::TraceKind::CheckRejected))
    return Kind::IgnoredResult;
  if (obligation.hasOtherMode)
    return Kind::WrongMode;
  if (obligation.isSecondLookup)
    return Kind::Relookup;
  if (obligation.sawOtherObject && hasEvent(path, infer::TraceKind::CheckAccepted))
    return Kind::WrongObject;
  Placement placement;
  for (const Frame &frame : path.frames) {
    Placement here = placementIn(program, result, program.function(frame.function), frame.site);
    placement.isBefore |= here.isBefore;
    placement.isAfter |= here.isAfter;
  }
  if (placement.isBefore)
    return Kind::Bypass;
  return placement.isAfter ? Kind::Late : Kind::Missing;
}

} // namespace hookqual::witness
