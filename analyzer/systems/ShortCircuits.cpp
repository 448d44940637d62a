// SPDX-License-Identifier: MIT
#include "analyzer/systems/ShortCircuits.h"

#include "analyzer/learn/RefusingPaths.h"
#include "analyzer/systems/BlockReach.h"
#include "analyzer/systems/SourceText.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace hookqual::systems {

using ir::BlockId;
using ir::FunctionId;
using ir::ValueId;
using ir::ValueKind;
using learn::ObjectPath;

namespace {

constexpr unsigned kHighest = 4; // calls above the function that asks

/// A call on the way to the hook, and the arguments that lead to the hook's objects.
struct Frame {
  FunctionId function;
  const ir::Instruction *call = nullptr;
  std::vector<ObjectPath> objects; // over the parameters or values of the function
};

/// The number of the parameter that a path begins with; none if it begins otherwise.
std::optional<unsigned> parameterOf(const ObjectPath &path) {
  unsigned index = 0;
  llvm::StringRef rest = path;
  if (!rest.consume_front("p") || rest.consumeInteger(10, index))
    return std::nullopt;
  return index;
}

/// The value that a path of this function only begins with.
std::optional<ValueId> valueOf(const ObjectPath &path) {
  uint32_t index = 0;
  llvm::StringRef rest = path;
  if (!rest.consume_front("v") || rest.consumeInteger(10, index))
    return std::nullopt;
  return ValueId(index);
}

/// Whether the branch asks whether this value is there at all.
bool isTested(const ir::Function &function, ValueId condition, ValueId value) {
  const ir::Value &node = function.value(condition);
  if (condition == value)
    return true;
  if (node.kind == ValueKind::Cast || node.kind == ValueKind::Unary)
    return isTested(function, node.operands.front(), value);
  return node.kind == ValueKind::Binary && function.value(node.operands[1]).kind == ValueKind::Constant &&
         isTested(function, node.operands[0], value);
}

bool pointsInto(const ir::Function &function, ValueId address, ValueId variable) {
  while (address != variable && function.value(address).kind == ValueKind::Offset)
    address = function.value(address).operands.front();
  return address == variable;
}

struct Refusal {
  BlockId block;
  size_t successor = 0;
  int64_t error = 0;
};

/// What is the same of a function for every hook.
struct Body {
  ValueBlocks blocks;
  std::vector<BlockId> dominators;
  std::vector<Refusal> refusals; // edges of branches all ways along which refuse

  explicit Body(const ir::Function &function) : blocks(function), dominators(immediateDominators(function)) {
    const learn::RefusingPaths paths(function);
    for (uint32_t i = 0; i < function.blocks.size(); ++i)
      for (size_t s = 0; s < function.blocks[i].successors.size(); ++s)
        if (function.blocks[i].successors.size() > 1)
          if (const auto error = paths.refusalAlong(BlockId(i), s))
            refusals.push_back({BlockId(i), s, *error});
  }
};
using Bodies = std::map<FunctionId, Body>;

/// The call that fills a variable in memory, the last one on every way to the block; null if there
/// is none.
const ir::Instruction *fillerOf(const ir::Function &function, const Body &body, ValueId variable,
                                const ir::Instruction &before) {
  const ir::Instruction *last = nullptr;
  const BlockId asked = body.blocks.ofSite(before.site);
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Call && instruction.site != before.site &&
          llvm::any_of(instruction.arguments,
                       [&](ValueId argument) { return pointsInto(function, argument, variable); })) {
        const BlockId here = body.blocks.ofSite(instruction.site);
        const bool isBefore =
            here == asked ? instruction.site < before.site : dominates(body.dominators, here, asked);
        if (isBefore)
          last = &instruction;
      }
  return last;
}

class Climb {
public:
  Climb(ObjectCache &objects, const DirectReach &reach, Bodies &bodies, const mutate::HookCall &hook,
        std::vector<ShortCircuit> &found)
      : objects_(objects), program_(objects.program()), reach_(reach), bodies_(bodies), hook_(hook),
        found_(found) {}

  void start() {
    const ir::Function &function = program_.function(hook_.function);
    const ir::Instruction *call = ir::instructionAt(function, hook_.site);
    Frame frame{hook_.function, call, {}};
    for (ValueId argument : call->arguments)
      if (isObject(function, argument))
        frame.objects.push_back(objects_.in(hook_.function).of(argument));
    visit(frame, 0);
  }

private:
  static bool isObject(const ir::Function &function, ValueId argument) {
    const ir::Value &value = function.value(argument);
    return value.type.typeClass == ir::TypeClass::Pointer && value.kind != ValueKind::Constant &&
           value.kind != ValueKind::String;
  }

  void visit(const Frame &frame, unsigned height) {
    if (!seen_.insert({frame.function, frame.call->site}).second)
      return;
    const ir::Function &function = program_.function(frame.function);
    const Body &body = bodies_.try_emplace(frame.function, function).first->second;
    BlockId since(0);
    std::vector<ValueId> values;
    for (const ObjectPath &object : frame.objects)
      if (const auto value = valueOf(object)) {
        values.push_back(*value);
        since = std::max(since, body.blocks.of(*value));
        const ir::Instruction *filler = function.value(*value).kind == ValueKind::Local
                                            ? fillerOf(function, body, *value, *frame.call)
                                            : nullptr;
        if (filler)
          since = std::max(since, body.blocks.ofSite(filler->site));
        if (filler && filler->result.valid())
          values.push_back(filler->result);
      }
    noteRefusals(frame, function, body, since, values);
    if (values.empty() && height < kHighest && llvm::any_of(frame.objects, parameterOf))
      visitCallers(frame, height);
  }

  void noteRefusals(const Frame &frame, const ir::Function &function, const Body &body, BlockId since,
                    const std::vector<ValueId> &values) {
    if (body.refusals.empty())
      return;
    const BlockId asked = body.blocks.ofSite(frame.call->site);
    BlockSet goal(function.blocks.size());
    goal[asked.index] = true;
    const BlockSet leads = blocksThatReach(function, goal);
    const BlockSet before = blocksReachedFrom(function, since, goal);
    for (const Refusal &each : body.refusals) {
      const ir::Block &block = function.block(each.block);
      const bool isBefore = before[each.block.index] && leads[each.block.index] && each.block != asked &&
                            dominates(body.dominators, since, each.block) &&
                            !leads[block.successors[each.successor].target.index];
      // A branch that finds that there is no object is none of these.
      if (isBefore && !(block.condition.valid() && llvm::any_of(values, [&](ValueId value) {
                          return isTested(function, block.condition, value);
                        })))
        found_.push_back({hook_.hook, frame.function, each.block, each.successor, each.error,
                          namesOf(frame, function), hook_.function, hook_.site});
    }
  }

  std::string namesOf(const Frame &frame, const ir::Function &function) const {
    std::vector<std::string> names;
    for (ValueId argument : frame.call->arguments)
      if (isObject(function, argument) &&
          (frame.function == hook_.function || llvm::any_of(frame.objects, [&](const ObjectPath &object) {
             return learn::areRelated(objects_.in(frame.function).of(argument), object);
           })))
        names.push_back(textOfObject(program_, function, argument));
    return joined(names);
  }

  void visitCallers(const Frame &frame, unsigned height) {
    for (FunctionId id : program_.directCallersOf(frame.function)) {
      if (reach_.of(id).none())
        continue;
      const ir::Function &caller = program_.function(id);
      for (const ir::Block &block : caller.blocks)
        for (const ir::Instruction &instruction : block.instructions)
          if (calleeOf(program_, caller, instruction) == frame.function)
            visit({id, &instruction, inCaller(frame, id, instruction)}, height + 1);
    }
  }

  std::vector<ObjectPath> inCaller(const Frame &frame, FunctionId caller, const ir::Instruction &call) {
    std::vector<ObjectPath> objects;
    for (const ObjectPath &object : frame.objects)
      if (ObjectPath outside = learn::inCaller(object, call, objects_.in(caller)); !outside.empty())
        objects.push_back(std::move(outside));
    return objects;
  }

  ObjectCache &objects_;
  const ir::Program &program_;
  const DirectReach &reach_;
  Bodies &bodies_;
  const mutate::HookCall &hook_;
  std::vector<ShortCircuit> &found_;
  std::set<std::pair<FunctionId, uint32_t>> seen_;
};

} // namespace

std::vector<ShortCircuit> shortCircuitsIn(ObjectCache &objects, const DirectReach &reach,
                                          const std::vector<mutate::HookCall> &calls) {
  std::vector<ShortCircuit> found;
  Bodies bodies;
  for (const mutate::HookCall &call : calls)
    if (reach.of(call.function).any())
      Climb(objects, reach, bodies, call, found).start();
  const auto order = [](const ShortCircuit &each) {
    return std::tie(each.hook, each.function, each.block, each.successor, each.asker, each.site);
  };
  llvm::sort(found, [&](const ShortCircuit &a, const ShortCircuit &b) { return order(a) < order(b); });
  found.erase(std::unique(found.begin(), found.end(),
                          [&](const ShortCircuit &a, const ShortCircuit &b) { return order(a) == order(b); }),
              found.end());
  return found;
}

} // namespace hookqual::systems
