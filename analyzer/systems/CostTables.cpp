// SPDX-License-Identifier: MIT
#include "analyzer/systems/CostTables.h"

#include "analyzer/systems/Cost.h"
#include "analyzer/systems/Dispatch.h"
#include "analyzer/systems/Redundancy.h"
#include "analyzer/systems/SourceText.h"

#include "llvm/Support/FormatVariadic.h"

namespace hookqual::systems {

namespace {

using HookNames = std::set<std::string, std::less<>>;

/// Functions of the families that ask some module and answer: what returns nothing decides nothing.
HookNames askingHooks(const SectionInput &input) {
  HookNames names;
  for (const Dispatcher &dispatcher : dispatchersIn(input.program, input.known)) {
    const ir::Function &function = input.program.function(dispatcher.function);
    if (!dispatcher.hooks.empty() && function.returnType.typeClass != ir::TypeClass::Void)
      names.insert(function.symbol.name);
  }
  return names;
}

/// `security_file_open, security_inode_permission x3`.
std::string countsText(const Costs::HookCounts &counts) {
  std::vector<std::string> texts;
  for (const auto &[hook, count] : counts)
    texts.push_back(count == 1 ? hook : hook + " x" + std::to_string(count));
  return joined(texts);
}

reports::Table costTable(const SectionInput &input, ObjectCache &objects, const HookNames &hooks) {
  reports::Table table{
      .name = "cost",
      .title = "Hook calls of a system call",
      .note =
          "Over direct calls, each loop gone through once, on ways that do not refuse. Typical: each way "
          "on at a branch is as likely as the other. Calls through pointers are not counted, nor are hooks "
          "that answer nothing.",
      .columns = {{"system_call", "system call", "by name"},
                  {"typical", "typical", "hook calls on a way, on average", true},
                  {"longest", "longest", "hook calls on the way with the most of them", true},
                  {"hooks", "on the longest way", "hooks, and how often each"}},
      .rows = {}};
  Costs costs(objects, hooks);
  std::map<std::string, ir::FunctionId> dearest;
  for (uint32_t i = 0; i < input.program.functionCount(); ++i) {
    const ir::FunctionId id(i);
    const ir::Entry entry = input.program.entry(id);
    if (entry.entryClass != ir::EntryClass::SystemCall || costs.of(id).longest == 0)
      continue;
    const auto [found, isNew] = dearest.emplace(entry.name, id);
    if (!isNew && costs.of(id).longest > costs.of(found->second).longest)
      found->second = id;
  }
  for (const auto &[name, id] : dearest)
    table.rows.push_back({name, llvm::formatv("{0:f2}", costs.of(id).typical).str(),
                          std::to_string(costs.of(id).longest), countsText(costs.onLongest(id))});
  return table;
}

std::string placeOf(const ir::Program &program, const CallPlace &place) {
  const ir::Function &function = program.function(place.function);
  return textOfPlace(function, ir::instructionAt(function, place.site)->location);
}

std::string argumentsOf(const ir::Program &program, const CallPlace &place) {
  const ir::Function &function = program.function(place.function);
  std::vector<std::string> texts;
  for (ir::ValueId argument : ir::instructionAt(function, place.site)->arguments)
    texts.push_back(textOfObject(program, function, argument));
  std::string all;
  for (const std::string &text : texts)
    all += (all.empty() ? "" : ", ") + text;
  return all;
}

reports::Table redundancyTable(const SectionInput &input, ObjectCache &objects, const HookNames &hooks) {
  reports::Table table{
      .name = "redundant_checks",
      .title = "Hooks that are asked again",
      .note = "The same hook was asked about the same objects for the same right on every way, and nothing "
              "that was seen in between changes an object or on whose behalf the task acts.",
      .columns = {{"hook", "hook", "that is asked again"},
                  {"arguments", "arguments", "as they are called there"},
                  {"function", "function", "that asks again"},
                  {"place", "place", "of the call that asks again"},
                  {"dominating", "after", "the call that has asked already"},
                  {"dominating_function", "in", "the function with that call"},
                  {"common", "within", "the function on whose way both calls are"}},
      .rows = {}};
  for (const RedundantCall &each : redundantCallsIn(objects, input.rules, hooks))
    table.rows.push_back({each.hook, argumentsOf(input.program, each.again),
                          input.program.function(each.again.function).symbol.name,
                          placeOf(input.program, each.again), placeOf(input.program, each.first),
                          input.program.function(each.first.function).symbol.name,
                          input.program.function(each.common).symbol.name});
  return table;
}

} // namespace

Tables costTables(const SectionInput &input) {
  ObjectCache objects(input.program);
  const HookNames hooks = askingHooks(input);
  return {costTable(input, objects, hooks), redundancyTable(input, objects, hooks)};
}

} // namespace hookqual::systems
