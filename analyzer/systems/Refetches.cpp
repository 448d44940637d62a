// SPDX-License-Identifier: MIT
#include "analyzer/systems/Refetches.h"

#include "analyzer/ir/Calls.h"
#include "analyzer/systems/BlockReach.h"
#include "analyzer/systems/SourceText.h"
#include "analyzer/witness/Blocks.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <map>
#include <set>

namespace hookqual::systems {

using ir::BlockId;
using ir::FunctionId;
using ir::ValueId;
using ir::ValueKind;
using learn::ObjectPath;

namespace {

constexpr size_t kMostOfCallee = 16; // fetches that callers are told of

/// What is fetched: by which lookup item of the rules, and which key.
struct Key {
  size_t item = 0;
  std::vector<ObjectPath> parts;
  friend bool operator==(const Key &, const Key &) = default;
};

struct Event {
  BlockId block;
  size_t position = 0; // of the instruction in its block
};

struct FetchEvent : Event {
  Fetch fetch;
  Key key;
};

struct AskEvent : Event {
  std::string hook;
};

/// What callers must know of a function.
struct Summary {
  std::vector<std::pair<Fetch, Key>> fetches; // over the parameters
  std::string asks;                           // some hook, on some way; or empty
};

class Search {
public:
  Search(ObjectCache &objects, const rules::RuleSet &rules, const std::vector<mutate::HookCall> &calls,
         const NameSet &errorTests)
      : objects_(objects), program_(objects.program()), errorTests_(errorTests),
        summaries_(program_.functionCount()) {
    for (size_t i = 0; i < rules.lookups.size(); ++i)
      for (const std::string &function : rules.lookups[i].functions)
        lookups_[function] = {i, rules.lookups[i].key};
    for (const mutate::HookCall &call : calls)
      hooks_[{call.function, call.site}] = call.hook;
  }

  std::vector<Refetch> run() {
    for (FunctionId function : objects_.calleesFirst())
      search(function);
    llvm::sort(found_);
    found_.erase(std::unique(found_.begin(), found_.end()), found_.end());
    return std::move(found_);
  }

private:
  struct Named {
    size_t item = 0;
    std::vector<uint32_t> key;
  };

  void search(FunctionId id) {
    const ir::Function &function = program_.function(id);
    std::vector<FetchEvent> fetches;
    std::vector<AskEvent> asks;
    for (uint32_t i = 0; i < function.blocks.size(); ++i)
      for (size_t n = 0; n < function.blocks[i].instructions.size(); ++n)
        if (const ir::Instruction &each = function.blocks[i].instructions[n];
            each.kind == ir::InstructionKind::Call && each.callee == ir::CalleeKind::Direct)
          note(id, function, each, {BlockId(i), n}, fetches, asks);
    compare(id, function, fetches, asks);
    summarize(id, fetches, asks);
  }

  void note(FunctionId id, const ir::Function &function, const ir::Instruction &call, Event event,
            std::vector<FetchEvent> &fetches, std::vector<AskEvent> &asks) {
    const std::string name(ir::nameOf(function.spelling(call.symbol)));
    if (const auto hook = hooks_.find({id, call.site}); hook != hooks_.end()) {
      asks.push_back({event, hook->second});
      return;
    }
    if (const auto lookup = lookups_.find(name); lookup != lookups_.end()) {
      if (const auto key = keyOf(id, function, call, lookup->second))
        fetches.push_back({event, {name, id, call.site}, *key});
      return;
    }
    const FunctionId callee = ir::directCalleeOf(program_, function, call);
    if (!callee.valid())
      return;
    const Summary &summary = summaries_[callee.index];
    if (!summary.asks.empty())
      asks.push_back({event, summary.asks});
    for (const auto &[fetch, key] : summary.fetches)
      if (const auto outside = inCaller(id, call, key))
        fetches.push_back({event, fetch, *outside});
  }

  std::optional<Key> keyOf(FunctionId id, const ir::Function &function, const ir::Instruction &call,
                           const Named &lookup) {
    Key key{lookup.item, {}};
    for (uint32_t position : lookup.key) {
      if (position >= call.arguments.size())
        return std::nullopt;
      key.parts.push_back(partOf(id, function, call.arguments[position]));
    }
    return key;
  }

  ObjectPath partOf(FunctionId id, const ir::Function &function, ValueId argument) {
    const ir::Value &value = function.value(argument);
    return value.kind == ValueKind::Constant ? "#" + std::to_string(value.constant)
                                             : objects_.in(id).of(argument);
  }

  std::optional<Key> inCaller(FunctionId id, const ir::Instruction &call, const Key &key) {
    Key outside{key.item, {}};
    for (const ObjectPath &part : key.parts) {
      outside.parts.push_back(part.front() == '#' ? part : learn::inCaller(part, call, objects_.in(id)));
      if (outside.parts.back().empty())
        return std::nullopt;
    }
    return outside;
  }

  void compare(FunctionId id, const ir::Function &function, const std::vector<FetchEvent> &fetches,
               const std::vector<AskEvent> &asks) {
    for (size_t a = 0; a < fetches.size(); ++a)
      for (size_t b = 0; b < fetches.size(); ++b) {
        const FetchEvent &first = fetches[a], &again = fetches[b];
        if (!(first.key == again.key) || isSameCall(first, again) || !isForward(function, first, again) ||
            isAfterFailure(function, first, again))
          continue;
        for (const AskEvent &ask : asks)
          if (isForward(function, first, ask) && isForward(function, ask, again)) {
            found_.push_back({first.fetch, again.fetch, textOf(function, id, first), ask.hook, id});
            break;
          }
      }
  }

  static bool isSameCall(const Event &a, const Event &b) {
    return a.block == b.block && a.position == b.position;
  }

  /// Whether the second is only made where the first call has answered with an error, or nothing.
  bool isAfterFailure(const ir::Function &function, const Event &first, const Event &second) const {
    const ValueId result = function.block(first.block).instructions[first.position].result;
    if (!result.valid() || function.value(result).type.typeClass != ir::TypeClass::Pointer)
      return false; // of a number, zero is success
    const std::vector<BlockId> dominators = immediateDominators(function);
    for (uint32_t i = first.block.index; i < function.blocks.size(); ++i)
      for (const ir::Edge &edge : function.blocks[i].successors)
        if (hasFailed(function, function.blocks[i], edge.kind, result) &&
            function.block(edge.target).predecessors.size() == 1 &&
            dominates(dominators, edge.target, second.block))
          return true;
    return false;
  }

  bool hasFailed(const ir::Function &function, const ir::Block &block, ir::EdgeKind edge,
                 ValueId result) const {
    if (edge != ir::EdgeKind::NonZero && edge != ir::EdgeKind::Zero)
      return false;
    const bool isTrue = edge == ir::EdgeKind::NonZero;
    if (block.condition == result)
      return !isTrue;
    const ir::Value &condition = function.value(block.condition);
    if (condition.kind == ValueKind::CallResult) {
      const ir::Instruction *call = ir::instructionAt(function, condition.index);
      return isTrue && call && call->callee == ir::CalleeKind::Direct && !call->arguments.empty() &&
             call->arguments.front() == result &&
             errorTests_.matches(ir::nameOf(function.spelling(call->symbol)));
    }
    return isTrue && condition.kind == ValueKind::Binary && condition.opcode == ir::Opcode::Equal &&
           condition.operands[0] == result && function.value(condition.operands[1]).constant == 0;
  }

  /// Whether the second may follow the first without going round a loop.
  static bool isForward(const ir::Function &function, const Event &first, const Event &second) {
    if (first.block == second.block)
      return first.position < second.position;
    return first.block < second.block && witness::leadingTo(function, second.block.index)[first.block.index];
  }

  /// The key, as the function that has both calls it.
  std::string textOf(const ir::Function &function, FunctionId id, const FetchEvent &event) {
    const ir::Instruction &call = function.block(event.block).instructions[event.position];
    std::vector<std::string> texts;
    for (const ObjectPath &part : event.key.parts)
      for (ValueId argument : call.arguments)
        if (const ObjectPath path = partOf(id, function, argument); learn::areRelated(path, part)) {
          texts.push_back(textOfObject(program_, function, argument));
          break;
        }
    return joined(texts);
  }

  void summarize(FunctionId id, const std::vector<FetchEvent> &fetches, const std::vector<AskEvent> &asks) {
    Summary &summary = summaries_[id.index];
    if (!asks.empty())
      summary.asks = asks.front().hook;
    for (const FetchEvent &each : fetches)
      if (summary.fetches.size() < kMostOfCallee && llvm::all_of(each.key.parts, isForCallers) &&
          llvm::any_of(each.key.parts, [](const ObjectPath &part) { return part.front() == 'p'; }))
        summary.fetches.emplace_back(each.fetch, each.key);
  }

  static bool isForCallers(const ObjectPath &part) {
    return part.front() == '#' || learn::isExportable(part);
  }

  ObjectCache &objects_;
  const ir::Program &program_;
  const NameSet &errorTests_;
  std::map<std::string, Named, std::less<>> lookups_;
  std::map<std::pair<FunctionId, uint32_t>, std::string> hooks_;
  std::vector<Summary> summaries_; // by function
  std::vector<Refetch> found_;
};

} // namespace

std::vector<Refetch> refetchesIn(ObjectCache &objects, const rules::RuleSet &rules,
                                 const std::vector<mutate::HookCall> &calls, const NameSet &errorTests) {
  return Search(objects, rules, calls, errorTests).run();
}

} // namespace hookqual::systems
