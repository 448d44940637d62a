// SPDX-License-Identifier: MIT
#include "analyzer/systems/ShortCircuits.h"

#include "analyzer/ir/Calls.h"
#include "analyzer/learn/RefusingPaths.h"
#include "analyzer/systems/BlockReach.h"
#include "analyzer/systems/SourceText.h"
#include "analyzer/witness/Blocks.h"

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

/// The value that the branch compares with a constant, if it does no more than that.
ValueId testedBy(const ir::Function &function, ValueId condition) {
  const ir::Value &node = function.value(condition);
  if (node.kind == ValueKind::Cast || node.kind == ValueKind::Unary)
    return testedBy(function, node.operands.front());
  if (node.kind == ValueKind::Binary && function.value(node.operands[1]).kind == ValueKind::Constant &&
      node.opcode >= ir::Opcode::Equal)
    return testedBy(function, node.operands[0]);
  return condition;
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
    if (learn::returnsTruth(function))
      return; // false need be no error
    const learn::RefusingPaths paths(function);
    for (uint32_t i = 0; i < function.blocks.size(); ++i)
      for (size_t s = 0; s < function.blocks[i].successors.size(); ++s)
        if (function.blocks[i].successors.size() > 1)
          if (const auto error = paths.refusalAlong(BlockId(i), s);
              error && (*error != 0 || function.returnType.typeClass == ir::TypeClass::Integer))
            refusals.push_back({BlockId(i), s, *error});
  }
};
using Bodies = std::map<FunctionId, Body>;

/// The address behind the first pointer of a path that begins in a variable in memory.
ObjectPath addressOf(const ObjectPath &object) {
  return object.substr(0, object.find('*'));
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
    bool isFoundHere = false;
    for (const ObjectPath &object : frame.objects)
      if (const auto value = valueOf(object)) {
        isFoundHere = true;
        since = std::max(since, body.blocks.of(*value));
      }
    noteRefusals(frame, function, body, since);
    if (!isFoundHere && height < kHighest && llvm::any_of(frame.objects, parameterOf))
      visitCallers(frame, height);
  }

  void noteRefusals(const Frame &frame, const ir::Function &function, const Body &body, BlockId since) {
    if (body.refusals.empty())
      return;
    const BlockId asked = body.blocks.ofSite(frame.call->site);
    BlockSet goal(function.blocks.size());
    goal[asked.index] = true;
    // What comes round a loop to the call comes after it.
    const BlockSet mayLead = blocksThatReach(function, goal),
                   leads = witness::leadingTo(function, asked.index),
                   before = blocksReachedFrom(function, since, goal);
    const Fillers fillers = fillersOf(frame, function);
    for (const Refusal &each : body.refusals) {
      const ir::Block &block = function.block(each.block);
      const bool isBefore = before[each.block.index] && leads[each.block.index] && each.block != asked &&
                            dominates(body.dominators, since, each.block) &&
                            !mayLead[block.successors[each.successor].target.index];
      if (isBefore && fillers.filled[each.block.index] && !findsNothing(frame, function, block, fillers))
        found_.push_back({hook_.hook, frame.function, each.block, each.successor, each.error,
                          namesOf(frame, function), hook_.function, hook_.site});
    }
  }

  /// What puts the objects into variables of the function that are in memory.
  struct Fillers {
    BlockSet filled; // blocks at whose end they are there, whatever way was taken
    std::vector<ValueId> answers;
  };

  Fillers fillersOf(const Frame &frame, const ir::Function &function) {
    Fillers fillers{BlockSet(function.blocks.size(), true), {}};
    for (const ObjectPath &object : frame.objects) {
      const auto variable = valueOf(object);
      if (!variable || function.value(*variable).kind != ValueKind::Local)
        continue;
      std::vector<const ir::Instruction *> filling =
          fillingOf(frame, function, addressOf(object), Filling::Whole);
      if (filling.empty())
        filling = fillingOf(frame, function, addressOf(object), Filling::Part);
      if (!filling.empty())
        noteFilled(frame, function, filling, fillers);
    }
    return fillers;
  }

  enum class Filling : uint8_t { Whole, Part };

  std::vector<const ir::Instruction *> fillingOf(const Frame &frame, const ir::Function &function,
                                                 const ObjectPath &address, Filling filling) {
    learn::ObjectPaths &paths = objects_.in(frame.function);
    const auto fills = [&](ValueId place) {
      const ObjectPath &path = paths.of(place);
      return learn::areRelated(path, address) && (filling == Filling::Part || path.size() <= address.size());
    };
    std::vector<const ir::Instruction *> found;
    for (const ir::Block &block : function.blocks)
      for (const ir::Instruction &instruction : block.instructions)
        if (instruction.site != frame.call->site &&
            (instruction.kind == ir::InstructionKind::Store ? fills(instruction.address)
                                                            : instruction.kind == ir::InstructionKind::Call &&
                                                                  llvm::any_of(instruction.arguments, fills)))
          found.push_back(&instruction);
    return found;
  }

  void noteFilled(const Frame &frame, const ir::Function &function,
                  const std::vector<const ir::Instruction *> &filling, Fillers &fillers) {
    BlockSet here(function.blocks.size());
    for (const ir::Instruction *instruction : filling) {
      here[bodies_.at(frame.function).blocks.ofSite(instruction->site).index] = true;
      if (instruction->result.valid())
        fillers.answers.push_back(instruction->result);
    }
    const BlockSet without = blocksReachedFrom(function, BlockId(0), here);
    for (size_t i = 0; i < without.size(); ++i)
      fillers.filled[i] = fillers.filled[i] && (!without[i] || here[i]);
  }

  /// A branch that finds that there is no object.
  bool findsNothing(const Frame &frame, const ir::Function &function, const ir::Block &block,
                    const Fillers &fillers) {
    if (!block.condition.valid())
      return false;
    const ValueId tested = testedBy(function, block.condition);
    const ObjectPath &path = objects_.in(frame.function).of(tested);
    return llvm::is_contained(fillers.answers, tested) ||
           llvm::any_of(frame.objects, [&](const ObjectPath &object) {
             return object.size() >= path.size() && learn::areRelated(object, path);
           });
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
          if (ir::directCalleeOf(program_, caller, instruction) == frame.function)
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
