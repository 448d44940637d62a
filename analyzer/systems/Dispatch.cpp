// SPDX-License-Identifier: MIT
#include "analyzer/systems/Dispatch.h"

#include "analyzer/systems/Answers.h"
#include "analyzer/systems/SourceText.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>
#include <set>

namespace hookqual::systems {

using ir::BlockId;
using ir::FunctionId;

namespace {

class DispatchReader {
public:
  DispatchReader(const ir::Program &program, FunctionId id, const ModuleAsks &asks)
      : program_(program), id_(id), function_(program.function(id)), asks_(asks),
        mayAsk_(blocksThatReach(function_, asks.points)) {}

  Dispatcher read() const {
    return {.function = id_,
            .hooks = hooksOf(asks_),
            .order = orderOfAsking(),
            .slots = slots(),
            .stops = stopsOf(program_, function_, asks_),
            .silent = silentAnswers(),
            .exits = exits()};
  }

private:
  std::vector<std::string> silentAnswers() const {
    BlockSet asking(function_.blocks.size());
    for (const ModuleCall &call : asks_.calls)
      asking[call.block.index] = true;
    return answersThrough(program_, function_, asks_.points, asking);
  }

  size_t slots() const {
    std::map<std::string, std::set<unsigned>> slots;
    size_t most = 0;
    for (const ModuleCall &call : asks_.calls)
      if (call.slot) {
        slots[call.hook].insert(*call.slot);
        most = std::max(most, slots[call.hook].size());
      }
    return most;
  }

  Order orderOfAsking() const {
    if (asks_.calls.empty())
      return Order::None;
    std::map<std::pair<std::string, unsigned>, BlockId> blocks;
    for (const ModuleCall &call : asks_.calls)
      if (call.slot)
        blocks.emplace(std::pair(call.hook, *call.slot), call.block);
    if (blocks.empty())
      return Order::Table;
    for (const auto &[key, block] : blocks)
      if (const auto &[hook, slot] = key; slot > 0) {
        const auto before = blocks.find({hook, slot - 1});
        if (before == blocks.end() || !leadsTo(before->second, block) || leadsTo(block, before->second))
          return Order::Broken;
      }
    return Order::Slots;
  }

  bool leadsTo(BlockId from, BlockId to) const {
    return blocksReachedFrom(function_, from, BlockSet(function_.blocks.size()))[to.index];
  }

  std::vector<EarlyExit> exits() const {
    if (!mayAsk_[0])
      return {{.condition = "", .answer = joined(answersOf(program_, function_)), .where = {}}};
    const BlockSet before = blocksReachedFrom(function_, BlockId(0), asks_.points);
    std::vector<EarlyExit> exits;
    for (uint32_t i = 0; i < function_.blocks.size(); ++i) {
      if (!before[i] || asks_.points[i] || !mayAsk_[i])
        continue;
      const std::vector<ir::Edge> &edges = function_.blocks[i].successors;
      for (size_t s = 0; s < edges.size(); ++s)
        if (!mayAsk_[edges[s].target.index])
          exits.push_back({textOfWay(program_, function_, BlockId(i), s),
                           joined(answersAlong(program_, function_, BlockId(i), s)),
                           function_.blocks[i].location});
    }
    return exits;
  }

  const ir::Program &program_;
  FunctionId id_;
  const ir::Function &function_;
  const ModuleAsks &asks_;
  BlockSet mayAsk_;
};

} // namespace

std::string_view toString(Order order) {
  switch (order) {
  case Order::None:
    return "none";
  case Order::Slots:
    return "slots";
  case Order::Table:
    return "table";
  case Order::Broken:
    return "broken";
  }
  return "";
}

std::vector<Dispatcher> dispatchersIn(const ir::Program &program, const Knowledge &known) {
  std::vector<std::pair<FunctionId, ModuleAsks>> candidates;
  std::set<std::string> files;
  for (uint32_t i = 0; i < program.functionCount(); ++i) {
    const FunctionId id(i);
    if (!known.hooks.matches(ir::nameOf(program.spelling(id))))
      continue;
    ModuleAsks asks = moduleAsksIn(program.function(id), known);
    if (!asks.calls.empty())
      files.insert(program.function(id).file);
    candidates.emplace_back(id, std::move(asks));
  }
  std::vector<Dispatcher> dispatchers;
  for (const auto &[id, asks] : candidates)
    if (files.contains(program.function(id).file))
      dispatchers.push_back(DispatchReader(program, id, asks).read());
  return dispatchers;
}

AskedHooks askedHooks(const ir::Program &program, const std::vector<Dispatcher> &dispatchers) {
  AskedHooks asked;
  for (const Dispatcher &dispatcher : dispatchers) {
    std::vector<std::string> &hooks = asked[program.function(dispatcher.function).symbol.name];
    hooks.insert(hooks.end(), dispatcher.hooks.begin(), dispatcher.hooks.end());
  }
  return asked;
}

} // namespace hookqual::systems
