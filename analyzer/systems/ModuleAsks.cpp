// SPDX-License-Identifier: MIT
#include "analyzer/systems/ModuleAsks.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

#include <set>

namespace hookqual::systems {

using ir::Instruction;
using ir::InstructionKind;
using ir::ValueId;
using ir::ValueKind;

namespace {

bool isGlobalOf(const ir::Function &function, ValueId id, const NameSet &names) {
  const ir::Value &value = function.value(id);
  return value.kind == ValueKind::Global && names.matches(ir::nameOf(function.spelling(value.symbol)));
}

/// Whether the address lies in such a variable, or was found there.
bool leadsBackTo(const ir::Function &function, ValueId id, const NameSet &names) {
  for (;;) {
    const ir::Value &value = function.value(id);
    if (value.kind != ValueKind::Offset && value.kind != ValueKind::Element &&
        value.kind != ValueKind::Load && value.kind != ValueKind::Cast)
      return isGlobalOf(function, id, names);
    id = value.operands.front();
  }
}

/// `inode_unlink_3`: the hook and the slot.
std::pair<std::string, std::optional<unsigned>> splitSlot(llvm::StringRef text) {
  const auto [hook, number] = text.rsplit('_');
  unsigned slot = 0;
  if (!number.empty() && !number.getAsInteger(10, slot))
    return {hook.str(), slot};
  return {text.str(), std::nullopt};
}

std::optional<ModuleCall> moduleCallOf(const ir::Function &function, ir::BlockId block,
                                       const Instruction &instruction, const Knowledge &known) {
  if (instruction.kind != InstructionKind::Call)
    return std::nullopt;
  if (instruction.callee == ir::CalleeKind::Member) {
    const ir::Member &member = function.member(instruction.member);
    if (!known.hookRecords.matches(member.record))
      return std::nullopt;
    return ModuleCall{block, &instruction, member.field, std::nullopt};
  }
  if (instruction.callee != ir::CalleeKind::Direct)
    return std::nullopt;
  const auto named = known.moduleCalls.captured(ir::nameOf(function.spelling(instruction.symbol)));
  if (!named)
    return std::nullopt;
  const auto [hook, slot] = splitSlot(*named);
  return ModuleCall{block, &instruction, hook, slot};
}

/// Whether it looks for somebody who answers.
bool looksForModules(const ir::Function &function, const Instruction &instruction, const Knowledge &known) {
  if (instruction.kind == InstructionKind::Load)
    return leadsBackTo(function, instruction.address, known.moduleTables);
  return instruction.kind == InstructionKind::Call && llvm::any_of(instruction.arguments, [&](ValueId id) {
           return isGlobalOf(function, id, known.moduleSwitches);
         });
}

} // namespace

ModuleAsks moduleAsksIn(const ir::Function &function, const Knowledge &known) {
  ModuleAsks asks{.calls = {}, .points = BlockSet(function.blocks.size())};
  for (uint32_t i = 0; i < function.blocks.size(); ++i)
    for (const Instruction &instruction : function.blocks[i].instructions) {
      const auto call = moduleCallOf(function, ir::BlockId(i), instruction, known);
      if (call)
        asks.calls.push_back(*call);
      if (call || looksForModules(function, instruction, known))
        asks.points[i] = true;
    }
  // A loop over a table begins with the table's address.
  for (const ir::Value &value : function.values)
    if (value.kind == ValueKind::Phi && llvm::any_of(value.operands, [&](ValueId id) {
          return leadsBackTo(function, id, known.moduleTables);
        }))
      asks.points[value.index] = true;
  return asks;
}

std::vector<std::string> hooksOf(const ModuleAsks &asks) {
  std::set<std::string> hooks;
  for (const ModuleCall &call : asks.calls)
    hooks.insert(call.hook);
  return {hooks.begin(), hooks.end()};
}

} // namespace hookqual::systems
