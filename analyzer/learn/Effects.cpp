// SPDX-License-Identifier: MIT
#include "analyzer/learn/Effects.h"

#include <set>

namespace hookqual::learn {

using ir::Value;
using ir::ValueId;
using ir::ValueKind;

bool isOwnMemory(const ir::Function &function, ValueId address) {
  while (true) {
    const Value &value = function.value(address);
    switch (value.kind) {
    case ValueKind::Local:
      return true;
    case ValueKind::Parameter:
      return function.parameters[value.index].record.empty();
    case ValueKind::Offset:
    case ValueKind::Element:
    case ValueKind::Cast:
      address = value.operands.front();
      continue;
    default:
      return false;
    }
  }
}

bool writesOutside(const ir::Function &function) {
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Store && !isOwnMemory(function, instruction.address))
        return true;
  return false;
}

std::string_view folderOf(std::string_view file) {
  const size_t first = file.find('/');
  const size_t last = file.rfind('/');
  if (first == std::string_view::npos)
    return "";
  const size_t second = file.find('/', first + 1);
  return file.substr(0, second == std::string_view::npos ? last : second);
}

size_t CallSpread::foldersCalling(std::string_view name) {
  if (const auto known = folders_.find(name); known != folders_.end())
    return known->second;
  std::set<std::string_view> folders;
  for (ir::FunctionId caller : program_.functionsCalling(name))
    folders.insert(folderOf(program_.function(caller).file));
  return folders_[std::string(name)] = folders.size();
}

} // namespace hookqual::learn
