// SPDX-License-Identifier: MIT
#include "analyzer/review/GuardedOperations.h"

#include <algorithm>
#include <deque>

namespace hookqual::review {

using ir::Block;
using ir::Function;
using ir::FunctionId;
using ir::Instruction;
using ir::InstructionKind;
using ir::ValueKind;
using rules::OperationKind;

namespace {

constexpr unsigned kMostLevels = 3;     // of callers above the authorizer's function
constexpr size_t kMostCallers = 16;     // of one function that are looked into
constexpr size_t kMostCandidates = 256; // of one authorizer call

/// The instructions that may run after the one at `site`.
std::vector<const Instruction *> instructionsAfter(const Function &function, uint32_t site) {
  std::vector<const Instruction *> after;
  std::vector<bool> isReached(function.blocks.size(), false);
  std::deque<uint32_t> pending;
  const auto leave = [&](const Block &block) {
    for (const ir::Edge &edge : block.successors)
      if (!isReached[edge.target.index]) {
        isReached[edge.target.index] = true;
        pending.push_back(edge.target.index);
      }
  };
  for (const Block &block : function.blocks) {
    const auto call = std::ranges::find(block.instructions, site, &Instruction::site);
    if (call == block.instructions.end())
      continue;
    for (auto next = call + 1; next != block.instructions.end(); ++next)
      after.push_back(&*next);
    leave(block);
    break;
  }
  while (!pending.empty()) {
    const Block &block = function.blocks[pending.front()];
    pending.pop_front();
    for (const Instruction &instruction : block.instructions)
      after.push_back(&instruction);
    leave(block);
  }
  return after;
}

bool pointsToRecord(const ir::PrototypeParameter &parameter) {
  return parameter.type.isPointer && !parameter.type.record.empty();
}

} // namespace

GuardedOperations::Frame GuardedOperations::frameOf(const mutate::HookCall &call) const {
  const Function &function = program_.function(call.function);
  const Instruction *site = instructionAt(function, call.site);
  const ir::Prototype *prototype = program_.prototype(call.hook);
  Frame frame{call.function, call.site, {}};
  if (!site || !prototype)
    return frame;
  const bool hasRecords = std::ranges::any_of(prototype->parameters, pointsToRecord);
  for (size_t i = 0; i < prototype->parameters.size() && i < site->arguments.size(); ++i) {
    const ir::PrototypeParameter &parameter = prototype->parameters[i];
    if (parameter.name.empty() || (hasRecords && !pointsToRecord(parameter)))
      continue;
    ObjectPath path = paths_.pathOf(function, site->arguments[i]);
    if (function.value(path.root).kind != ValueKind::Constant)
      frame.judged.push_back({parameter.name, std::move(path)});
  }
  return frame;
}

bool GuardedOperations::isWorthGuarding(const Frame &frame, const Instruction &call, uint32_t argument) {
  if (call.callee != ir::CalleeKind::Direct)
    return true;
  const Function &function = program_.function(frame.function);
  const FunctionId target = program_.find(function.spelling(call.symbol));
  return target.valid() && !effects_.isPlumbing(target) && effects_.on(target, argument).any();
}

bool GuardedOperations::isWorthGuarding(const Frame &frame, const Instruction &call) {
  if (call.callee != ir::CalleeKind::Direct)
    return true;
  const Function &function = program_.function(frame.function);
  const FunctionId target = program_.find(function.spelling(call.symbol));
  return target.valid() && !effects_.isPlumbing(target) && effects_.mayChangeAnything(target);
}

void GuardedOperations::addCall(const Frame &frame, const Instruction &call, Relation relation,
                                std::set<Candidate> &found) {
  const Function &function = program_.function(frame.function);
  if (call.callee == ir::CalleeKind::Value)
    return; // no rule can name it
  const bool isDirect = call.callee == ir::CalleeKind::Direct;
  const std::string name(isDirect ? std::string(ir::nameOf(function.spelling(call.symbol)))
                                  : ir::nameOf(function.member(call.member)));
  if (name.empty() || name.starts_with("<") || authorizers_.contains(name))
    return;
  Candidate candidate{.kind = isDirect ? OperationKind::Call : OperationKind::MemberCall,
                      .name = name,
                      .objects = {},
                      .within = function.symbol.name};
  if (relation == Relation::Behind) {
    if (isWorthGuarding(frame, call))
      found.insert(candidate);
    return;
  }
  for (const Judged &judged : frame.judged)
    for (uint32_t i = 0; i < call.arguments.size(); ++i) {
      const auto related = relate(judged.path, judged.parameter, paths_.pathOf(function, call.arguments[i]),
                                  "arg" + std::to_string(i));
      if (related && isWorthGuarding(frame, call, i)) {
        candidate.objects.insert(*related);
        break;
      }
    }
  if (!candidate.objects.empty())
    found.insert(candidate);
}

void GuardedOperations::addStore(const Frame &frame, const Instruction &store, Relation relation,
                                 std::set<Candidate> &found) {
  const Function &function = program_.function(frame.function);
  if (!store.member.valid())
    return;
  const ir::Value &address = function.value(store.address);
  const ir::ValueId base = address.kind == ValueKind::Offset ? address.operands[0] : store.address;
  const ir::Member &member = function.member(store.member);
  Candidate candidate{.kind = OperationKind::Store,
                      .name = ir::nameOf(member),
                      .objects = {},
                      .within = function.symbol.name};
  if (member.record.empty() || member.record.starts_with("<") ||
      function.value(base).kind == ValueKind::Local)
    return;
  if (relation == Relation::Behind) {
    found.insert(candidate);
    return;
  }
  // `base` is the innermost record: only where that is the object's own is it named so.
  if (paths_.recordOf(function, base) != member.record + "@" + member.file)
    return;
  for (const Judged &judged : frame.judged)
    if (const auto related = relate(judged.path, judged.parameter, paths_.pathOf(function, base), "base"))
      candidate.objects.insert(*related);
  if (!candidate.objects.empty())
    found.insert(candidate);
}

void GuardedOperations::visit(const Frame &frame, Relation relation, std::set<Candidate> &found) {
  if (relation == Relation::SameObject && frame.judged.empty())
    return;
  for (const Instruction *instruction : instructionsAfter(program_.function(frame.function), frame.site)) {
    if (found.size() >= kMostCandidates)
      return;
    if (instruction->kind == InstructionKind::Call)
      addCall(frame, *instruction, relation, found);
    else if (instruction->kind == InstructionKind::Store)
      addStore(frame, *instruction, relation, found);
  }
}

/// The calls of the frame's function, with the judged objects that a caller can name.
std::vector<GuardedOperations::Frame> GuardedOperations::callersOf(const Frame &frame) const {
  std::vector<Frame> frames;
  const Function &callee = program_.function(frame.function);
  for (const FunctionId caller : program_.callersOf(frame.function)) {
    const Function &function = program_.function(caller);
    for (const Block &block : function.blocks)
      for (const Instruction &call : block.instructions) {
        if (call.kind != InstructionKind::Call || frames.size() >= kMostCallers)
          continue;
        const bool isIt = call.callee == ir::CalleeKind::Direct
                              ? program_.find(function.spelling(call.symbol)) == frame.function
                              : std::ranges::count(program_.targetsOf(caller, call), frame.function) != 0;
        if (!isIt)
          continue;
        Frame above{caller, call.site, {}};
        for (const Judged &judged : frame.judged) {
          const ir::Value &root = callee.value(judged.path.root);
          if (root.kind == ValueKind::Parameter && root.index < call.arguments.size())
            above.judged.push_back(
                {judged.parameter,
                 continued(paths_.pathOf(function, call.arguments[root.index]), judged.path)});
        }
        frames.push_back(std::move(above));
      }
  }
  return frames;
}

std::set<Candidate> GuardedOperations::behind(const mutate::HookCall &call, Relation relation) {
  std::set<Candidate> found;
  std::vector<Frame> frames = {frameOf(call)};
  std::set<FunctionId> seen = {call.function};
  for (unsigned level = 0; level <= kMostLevels && found.empty(); ++level) {
    std::vector<Frame> above;
    for (const Frame &frame : frames) {
      visit(frame, relation, found);
      for (Frame &caller : callersOf(frame))
        if (seen.insert(caller.function).second)
          above.push_back(std::move(caller));
    }
    frames = std::move(above);
  }
  return found;
}

} // namespace hookqual::review
