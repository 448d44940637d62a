// SPDX-License-Identifier: MIT
// The effect of one instruction on one state.
#include "analyzer/infer/AskedRight.h"
#include "analyzer/infer/FunctionAnalysis.h"

#include <algorithm>
#include <iterator>

namespace hookqual::infer {

using ir::InstructionKind;

namespace {

constexpr unsigned kMaxSplitTargets = 4; // of one call through a pointer

const std::vector<uint32_t> *find(const std::map<std::string, std::vector<uint32_t>, std::less<>> &map,
                                  std::string_view name) {
  auto at = map.find(name);
  return at == map.end() ? nullptr : &at->second;
}

} // namespace

std::vector<State> FunctionAnalysis::transfer(const ir::Instruction &instruction, State state,
                                              ir::BlockId block) {
  if (view_.isInLoop(block) && instruction.kind == InstructionKind::Call) {
    state.renewAtom(terms_, terms_.atom(TermKind::Result, instruction.site, instruction.type.bits));
    state.renewAtom(terms_, terms_.atom(TermKind::Filled, instruction.site, 0));
    state.renewAtom(terms_, mergedInside(instruction.site));
  } else if (view_.isInLoop(block) && instruction.result.valid()) {
    state.renewAtom(terms_, terms_.atom(TermKind::Result, instruction.site, instruction.type.bits));
  }
  if (instruction.kind == InstructionKind::Call)
    return transferCall(instruction, std::move(state));
  if (instruction.kind == InstructionKind::Load)
    transferLoad(instruction, state);
  else
    transferStore(instruction, state);
  std::vector<State> result;
  result.push_back(std::move(state));
  return result;
}

void FunctionAnalysis::transferLoad(const ir::Instruction &instruction, State &state) {
  TermId address = evaluate(state, instruction.address);
  if (instruction.isBitField)
    address = terms_.bitField(address, instruction.bitOffset);
  // A struct read whole is copied by the store that follows, field by field, from here.
  bool isAggregate = instruction.type.bits > 64;
  state.values[instruction.result] = isAggregate ? terms_.load(address, TermId(), instruction.type.bits)
                                                 : state.memory.read(terms_, address, instruction.type.bits);
  noteVolatileLoad(instruction, address, state);
  if (rule_.loadOperations.empty() || !instruction.member.valid())
    return;
  if (const auto *operations = find(rule_.loadOperations, view_.memberName(instruction.member)))
    checkOperations(*operations, instruction, state);
}

void FunctionAnalysis::transferStore(const ir::Instruction &instruction, State &state) {
  if (!rule_.slotsOfStore.empty() && instruction.member.valid())
    if (const auto *slots = find(rule_.slotsOfStore, view_.memberName(instruction.member)))
      noteStored(instruction, *slots, state);
  if (!rule_.storeOperations.empty() && instruction.member.valid())
    if (const auto *operations = find(rule_.storeOperations, view_.memberName(instruction.member)))
      checkOperations(*operations, instruction, state);
  TermId address = evaluate(state, instruction.address);
  if (instruction.isBitField)
    address = terms_.bitField(address, instruction.bitOffset);
  // A store at an unknown index of an object on the stack may change any part of it.
  TermId base = terms_.split(address).first;
  bool isIndexed = false;
  while (terms_[base].kind == TermKind::Element) {
    base = terms_.split(terms_[base].operands[0]).first;
    isIndexed = true;
  }
  if (isIndexed && terms_[base].kind == TermKind::Local) {
    state.memory.havoc(base, terms_.atom(TermKind::Filled, instruction.site, 0));
    return;
  }
  state.memory.write(terms_, address, instruction.type.bits, evaluate(state, instruction.value));
}

/// What the function returns may be an operation.
void FunctionAnalysis::checkReturn(ir::BlockId block, State &state) {
  const auto operations = rule_.returnOperations.find(view_.id());
  if (operations == rule_.returnOperations.end())
    return;
  for (const ir::Instruction &end : function_.returns)
    if (ir::blockOfReturn(end) == block)
      checkOperations(operations->second, end, state);
}

/// What is called, if it is known here or to the caller; else invalid.
TermId FunctionAnalysis::knownPointer(const ir::Instruction &call, State &state) {
  const TermId pointer = state.canonical(terms_, evaluate(state, call.target));
  const TermKind kind = terms_[pointer].kind;
  return kind == TermKind::Parameter || kind == TermKind::Global ? pointer : TermId();
}

/// The condition that a known pointer is that function.
TermId FunctionAnalysis::isTarget(TermId pointer, ir::FunctionId target) {
  constexpr ir::Type kCode{.typeClass = ir::TypeClass::Code, .bits = 64};
  return terms_.binary(ir::Opcode::Equal, pointer, terms_.global(context_.program().spelling(target)), kCode,
                       64);
}

void FunctionAnalysis::inheritFromTarget(const ir::Instruction &instruction, TermId pointer,
                                         ir::FunctionId target, State &state) {
  if (!pointer.valid())
    return inheritObligations(instruction, target, state);
  const auto *operations = find(rule_.callOperations, ir::nameOf(context_.program().spelling(target)));
  if (!operations && !context_.signature(target))
    return;
  State chosen = state;
  if (!chosen.assume(terms_, isTarget(pointer, target), RangeSet::of(0).complement()))
    return;
  // Called under its name or handed over as a callback, it is the same operation.
  if (operations)
    checkOperations(*operations, instruction, chosen);
  inheritObligations(instruction, target, chosen);
}

/// States after those targets that check something, as far as the pointer may be one of them;
/// `state` is left with its being none of them, and false if that cannot be.
bool FunctionAnalysis::splitByTarget(const ir::Instruction &instruction, TermId pointer, State &state,
                                     std::vector<State> &after) {
  unsigned split = 0;
  for (ir::FunctionId target : context_.program().targetsOf(view_.id(), instruction)) {
    const Signature *signature = context_.signature(target);
    if (!signature || !signature->ensuresSomething())
      continue;
    if (++split > kMaxSplitTargets) {
      ++context_.overflows().states;
      break;
    }
    State chosen = state;
    const TermId condition = isTarget(pointer, target);
    if (chosen.assume(terms_, condition, RangeSet::of(0).complement()))
      std::ranges::move(applyOutcomes(instruction, target, *signature, std::move(chosen)),
                        std::back_inserter(after));
    if (!state.assume(terms_, condition, RangeSet::of(0)))
      return false;
  }
  return true;
}

std::vector<State> FunctionAnalysis::transferIndirectCall(const ir::Instruction &instruction, State state) {
  for (ir::MemberId member : view_.calledMembers(instruction))
    if (const auto *operations = find(rule_.memberOperations, view_.memberName(member)))
      checkOperations(*operations, instruction, state);
  const TermId pointer = knownPointer(instruction, state);
  for (ir::FunctionId target : context_.program().targetsOf(view_.id(), instruction))
    inheritFromTarget(instruction, pointer, target, state);
  std::vector<State> result;
  if (pointer.valid() && !splitByTarget(instruction, pointer, state, result))
    return result;
  applySummary(instruction, ir::FunctionId(), state);
  result.push_back(std::move(state));
  return result;
}

std::vector<State> FunctionAnalysis::transferCall(const ir::Instruction &instruction, State state) {
  if (instruction.callee != ir::CalleeKind::Direct)
    return transferIndirectCall(instruction, std::move(state));
  std::vector<State> result;
  std::string_view name = view_.nameOf(instruction.symbol);
  ir::FunctionId callee = view_.callee(instruction.symbol);
  if (const auto *operations = find(rule_.callOperations, name))
    checkOperations(*operations, instruction, state);
  if (auto direct = rule_.directOperations.find(callee);
      callee.valid() && direct != rule_.directOperations.end())
    checkOperations(direct->second, instruction, state);
  if (const auto *slots = slotsAt(rule_, function_, instruction, name))
    return authorize(instruction, *slots, std::move(state));
  const Signature *signature = callee.valid() ? context_.signature(callee) : nullptr;
  if (signature) {
    inheritObligations(instruction, callee, state);
    inheritSecondLookups(instruction, *signature, state);
  }
  if (signature && signature->ensuresSomething())
    return applyOutcomes(instruction, callee, *signature, std::move(state));
  applySummary(instruction, callee, state);
  result.push_back(std::move(state));
  return result;
}

} // namespace hookqual::infer
