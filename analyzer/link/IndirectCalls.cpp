// SPDX-License-Identifier: MIT
#include "analyzer/link/IndirectCalls.h"

#include "analyzer/ir/CodeFlow.h"

namespace hookqual::link {

namespace {

std::string textOf(const ir::CodePlace &place) {
  const std::string name(ir::nameOf(place.symbol));
  switch (place.kind) {
  case ir::CodePlaceKind::Variable:
    return "variable " + name;
  case ir::CodePlaceKind::Parameter:
    return "parameter " + std::to_string(place.index) + " of " + name;
  case ir::CodePlaceKind::Result:
    return "result of " + name;
  case ir::CodePlaceKind::Member:
    return nameOf(place.member);
  case ir::CodePlaceKind::MemberResult:
    return "result of " + nameOf(place.member);
  case ir::CodePlaceKind::CalledResult:
    return "result of a call";
  case ir::CodePlaceKind::Local:
    return "local variable";
  default:
    return name;
  }
}

std::vector<ir::CodePlace> placesOf(const ir::Function &body, const ir::Instruction &call) {
  if (call.callee == ir::CalleeKind::Member)
    return {{ir::CodePlaceKind::Member, 0, {}, body.member(call.member)}};
  return ir::codePlacesOf(body, call.target);
}

CallFate fateOf(const ir::Program &program, const ir::Function &body, const ir::Instruction &call,
                const std::vector<ir::CodePlace> &places, bool hasTargets) {
  if (hasTargets)
    return CallFate::Resolved;
  if (call.callee == ir::CalleeKind::Member)
    return program.targetsOf(body.member(call.member)).empty() ? CallFate::EmptyMember : CallFate::Deferred;
  return places.empty() ? CallFate::UnknownPlace : CallFate::EmptyPlace;
}

IndirectCall describe(const ir::Program &program, ir::FunctionId caller, const ir::Function &body,
                      const ir::Instruction &call) {
  IndirectCall result{.caller = caller, .through = {}, .targets = {}};
  if (call.location.valid()) {
    result.line = body.location(call.location).line;
    result.column = body.location(call.location).column;
  }
  const std::vector<ir::CodePlace> places = placesOf(body, call);
  for (const ir::CodePlace &place : places)
    result.through += (result.through.empty() ? "" : ", ") + textOf(place);
  const auto targets = program.targetsOf(caller, call);
  result.targets.assign(targets.begin(), targets.end());
  result.fate = fateOf(program, body, call, places, !targets.empty());
  return result;
}

} // namespace

std::string_view toString(CallFate fate) {
  switch (fate) {
  case CallFate::Resolved:
    return "resolved";
  case CallFate::Deferred:
    return "deferred";
  case CallFate::EmptyMember:
    return "no function is kept in the member";
  case CallFate::EmptyPlace:
    return "no function is put there";
  case CallFate::UnknownPlace:
    return "the pointer is not followed";
  }
  return "resolved";
}

std::vector<IndirectCall> indirectCallsIn(const ir::Program &program) {
  std::vector<IndirectCall> calls;
  for (uint32_t i = 0; i < program.functionCount(); ++i) {
    const ir::FunctionId caller(i);
    const ir::Function &body = program.function(caller);
    for (const ir::Block &block : body.blocks)
      for (const ir::Instruction &instruction : block.instructions)
        if (instruction.kind == ir::InstructionKind::Call && instruction.callee != ir::CalleeKind::Direct)
          calls.push_back(describe(program, caller, body, instruction));
  }
  return calls;
}

IndirectCallCounts count(const std::vector<IndirectCall> &calls) {
  IndirectCallCounts counts;
  for (const IndirectCall &call : calls) {
    ++counts.byFate[size_t(call.fate)];
    counts.targets += call.targets.size();
  }
  return counts;
}

} // namespace hookqual::link
