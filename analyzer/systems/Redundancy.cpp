// SPDX-License-Identifier: MIT
#include "analyzer/systems/Redundancy.h"

#include "analyzer/ir/Calls.h"
#include "analyzer/learn/RefusingPaths.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <map>
#include <optional>

namespace hookqual::systems {

using ir::BlockId;
using ir::FunctionId;
using ir::InstructionKind;
using ir::ValueKind;
using learn::ObjectPath;

namespace {

constexpr size_t kMostQuestions = 64, kMostChanges = 400; // of one function

/// A hook and its arguments: objects by their paths, constants as `#7`.
struct Question {
  std::string hook;
  std::vector<ObjectPath> arguments;
  friend bool operator==(const Question &, const Question &) = default;
  friend auto operator<=>(const Question &, const Question &) = default;
};

struct Asked {
  Question question;
  CallPlace place;
};

/// What a function means to its callers.
struct Effects {
  std::vector<Asked> asks;               // on some way; over the parameters
  std::map<Question, CallPlace> ensures; // asked on every way that does not refuse
  std::set<ObjectPath> changes;          // places over the parameters and variables
  bool changesAnything = false;          // more places than are remembered, or the subject
};

using Known = std::map<Question, CallPlace>;

class Analysis {
public:
  Analysis(ObjectCache &objects, const rules::RuleSet &rules, const std::set<std::string, std::less<>> &hooks)
      : objects_(objects), program_(objects.program()), hooks_(hooks), effects_(program_.functionCount()) {
    for (const rules::SubjectChange &change : rules.subjectChanges)
      subjects_.insert(change.functions.begin(), change.functions.end());
  }

  std::vector<RedundantCall> run() {
    for (FunctionId function : objects_.calleesFirst())
      analyse(function);
    llvm::sort(found_);
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

private:
  void analyse(FunctionId id) {
    const ir::Function &function = program_.function(id);
    if (hooks_.contains(function.symbol.name))
      return; // whoever asks the modules
    noteChanges(id, function);
    if (!asksAnything(function))
      return;
    const std::vector<Known> in = solve(id, function);
    std::vector<std::optional<Known>> ends(function.blocks.size());
    for (uint32_t i = 0; i < function.blocks.size(); ++i)
      ends[i] = through(id, function, BlockId(i), in[i], /*report=*/true);
    noteEnsured(id, function, ends);
  }

  bool asksAnything(const ir::Function &function) const {
    return llvm::any_of(function.blocks, [&](const ir::Block &block) {
      return llvm::any_of(block.instructions, [&](const ir::Instruction &instruction) {
        if (isHook(function, instruction))
          return true;
        const FunctionId callee = ir::directCalleeOf(program_, function, instruction);
        return callee.valid() && !effects_[callee.index].asks.empty();
      });
    });
  }

  bool isHook(const ir::Function &caller, const ir::Instruction &call) const {
    return call.kind == InstructionKind::Call && call.callee == ir::CalleeKind::Direct &&
           hooks_.contains(ir::nameOf(caller.spelling(call.symbol)));
  }

  /// What holds before each block: over all ways, those that come round a loop included.
  std::vector<Known> solve(FunctionId id, const ir::Function &function) {
    std::vector<std::optional<Known>> out(function.blocks.size());
    std::vector<Known> in(function.blocks.size());
    for (bool changed = true; changed;) {
      changed = false;
      for (uint32_t i = 0; i < function.blocks.size(); ++i) {
        in[i] = i == 0 ? Known() : meet(function.blocks[i], out);
        Known after = through(id, function, BlockId(i), in[i], /*report=*/false);
        if (!out[i] || *out[i] != after) {
          out[i] = std::move(after);
          changed = true;
        }
      }
    }
    return in;
  }

  static Known meet(const ir::Block &block, const std::vector<std::optional<Known>> &out) {
    std::optional<Known> all;
    for (BlockId before : block.predecessors) {
      const std::optional<Known> &known = out[before.index];
      if (!known)
        continue; // not yet reached: nothing is known against it
      if (!all)
        all = known;
      else
        std::erase_if(*all, [&](const auto &each) {
          const auto other = known->find(each.first);
          return other == known->end() || other->second != each.second;
        });
    }
    return all.value_or(Known());
  }

  Known through(FunctionId id, const ir::Function &function, BlockId block, Known known, bool report) {
    for (const ir::Instruction &instruction : function.block(block).instructions)
      if (instruction.kind == InstructionKind::Store)
        forget(known, objects_.in(id).of(instruction.address));
      else if (instruction.kind == InstructionKind::Call)
        call(id, function, instruction, known, report);
    return known;
  }

  void call(FunctionId id, const ir::Function &function, const ir::Instruction &instruction, Known &known,
            bool report) {
    if (isHook(function, instruction)) {
      ask({questionOf(id, function, instruction), {id, instruction.site}}, id, known, report);
      return;
    }
    const FunctionId callee = ir::directCalleeOf(program_, function, instruction);
    if (!callee.valid() || program_.function(callee).blocks.empty()) {
      forgetUnseen(id, function, instruction, known);
      return;
    }
    const Effects &effects = effects_[callee.index];
    for (const Asked &asked : effects.asks)
      if (auto question = inCaller(asked.question, id, instruction))
        askInside({*question, asked.place}, id, known, report);
    if (effects.changesAnything)
      known.clear();
    for (const ObjectPath &place : effects.changes)
      if (const ObjectPath outside = learn::inCaller(place, instruction, objects_.in(id)); !outside.empty())
        forget(known, outside);
    for (const auto &[question, place] : effects.ensures)
      if (auto outside = inCaller(question, id, instruction))
        known.emplace(*outside, place);
  }

  /// What nobody has seen may change what it is given, and may act for another.
  void forgetUnseen(FunctionId id, const ir::Function &function, const ir::Instruction &instruction,
                    Known &known) {
    const bool changesSubject = instruction.callee == ir::CalleeKind::Direct &&
                                subjects_.contains(ir::nameOf(function.spelling(instruction.symbol)));
    if (changesSubject)
      known.clear();
    for (ir::ValueId argument : instruction.arguments)
      if (function.value(argument).type.typeClass == ir::TypeClass::Pointer)
        forget(known, objects_.in(id).of(argument));
  }

  void ask(Asked asked, FunctionId id, Known &known, bool report) {
    askInside(asked, id, known, report);
    known.emplace(std::move(asked.question), asked.place);
  }

  void askInside(const Asked &asked, FunctionId id, const Known &known, bool report) {
    if (!report)
      return;
    const auto first = known.find(asked.question);
    if (first != known.end() && first->second != asked.place)
      found_.push_back({asked.question.hook, asked.place, first->second, id});
    std::vector<Asked> &asks = effects_[id.index].asks;
    const bool canBeNamed = llvm::all_of(asked.question.arguments, isForCallers);
    if (canBeNamed && asks.size() < kMostQuestions && first == known.end())
      asks.push_back(asked);
  }

  static bool isForCallers(const ObjectPath &path) {
    return path.front() == '#' || learn::isExportable(path);
  }

  Question questionOf(FunctionId id, const ir::Function &function, const ir::Instruction &call) {
    Question question{std::string(ir::nameOf(function.spelling(call.symbol))), {}};
    for (ir::ValueId argument : call.arguments) {
      const ir::Value &value = function.value(argument);
      question.arguments.push_back(value.kind == ValueKind::Constant ? "#" + std::to_string(value.constant)
                                                                     : objects_.in(id).of(argument));
    }
    return question;
  }

  std::optional<Question> inCaller(const Question &question, FunctionId id, const ir::Instruction &call) {
    Question outside{question.hook, {}};
    for (const ObjectPath &path : question.arguments) {
      const ObjectPath mapped = path.front() == '#' ? path : argumentInCaller(path, id, call);
      if (mapped.empty())
        return std::nullopt;
      outside.arguments.push_back(mapped);
    }
    return outside;
  }

  ObjectPath argumentInCaller(const ObjectPath &path, FunctionId id, const ir::Instruction &call) {
    for (size_t i = 0; i < call.arguments.size(); ++i)
      if (path == "p" + std::to_string(i))
        if (const ir::Value &value = program_.function(id).value(call.arguments[i]);
            value.kind == ValueKind::Constant)
          return "#" + std::to_string(value.constant);
    return learn::inCaller(path, call, objects_.in(id));
  }

  static void forget(Known &known, const ObjectPath &place) {
    std::erase_if(known, [&](const auto &each) {
      return llvm::any_of(each.first.arguments, [&](const ObjectPath &argument) {
        return argument.front() != '#' && learn::areRelated(argument, place);
      });
    });
  }

  void noteChanges(FunctionId id, const ir::Function &function) {
    Effects &effects = effects_[id.index];
    effects.changesAnything = subjects_.contains(function.symbol.name);
    for (const ir::Block &block : function.blocks)
      for (const ir::Instruction &instruction : block.instructions)
        if (instruction.kind == InstructionKind::Store)
          noteChange(effects, objects_.in(id).of(instruction.address));
        else if (instruction.kind == InstructionKind::Call && !isHook(function, instruction))
          noteChangesOf(id, function, instruction, effects);
  }

  void noteChangesOf(FunctionId id, const ir::Function &function, const ir::Instruction &call,
                     Effects &effects) {
    const FunctionId callee = ir::directCalleeOf(program_, function, call);
    if (!callee.valid()) {
      for (ir::ValueId argument : call.arguments)
        if (function.value(argument).type.typeClass == ir::TypeClass::Pointer)
          noteChange(effects, objects_.in(id).of(argument));
      return;
    }
    effects.changesAnything |= effects_[callee.index].changesAnything;
    for (const ObjectPath &place : effects_[callee.index].changes)
      noteChange(effects, learn::inCaller(place, call, objects_.in(id)));
  }

  static void noteChange(Effects &effects, const ObjectPath &place) {
    if (place.empty() || !learn::isExportable(place) || effects.changes.contains(place))
      return;
    if (effects.changes.size() < kMostChanges)
      effects.changes.insert(place);
    else
      effects.changesAnything = true;
  }

  void noteEnsured(FunctionId id, const ir::Function &function,
                   const std::vector<std::optional<Known>> &ends) {
    std::optional<Known> all;
    for (const learn::RefusingPaths::Acceptance &each : learn::RefusingPaths(function).acceptances()) {
      const Known &known = *ends[each.decided.index];
      if (!all)
        all = known;
      else
        std::erase_if(*all, [&](const auto &one) { return !known.contains(one.first); });
    }
    if (!all)
      return;
    for (const auto &[question, place] : *all)
      if (llvm::all_of(question.arguments, isForCallers) &&
          effects_[id.index].ensures.size() < kMostQuestions)
        effects_[id.index].ensures.emplace(question, place);
  }

  ObjectCache &objects_;
  const ir::Program &program_;
  const std::set<std::string, std::less<>> &hooks_;
  std::set<std::string, std::less<>> subjects_;
  std::vector<Effects> effects_; // by function
  std::vector<RedundantCall> found_;
};

} // namespace

std::vector<RedundantCall> redundantCallsIn(ObjectCache &objects, const rules::RuleSet &rules,
                                            const std::set<std::string, std::less<>> &hooks) {
  return Analysis(objects, rules, hooks).run();
}

} // namespace hookqual::systems
