// SPDX-License-Identifier: MIT
#include "analyzer/learn/ObjectPaths.h"

#include "llvm/ADT/StringRef.h"

namespace hookqual::learn {

using ir::Value;
using ir::ValueId;
using ir::ValueKind;

namespace {

constexpr size_t kLongestPath = 48; // characters

/// The parameter a path begins with, and the rest.
std::optional<std::pair<unsigned, std::string>> splitParameter(const ObjectPath &path) {
  llvm::StringRef rest = path;
  unsigned index = 0;
  if (!rest.consume_front("p") || rest.consumeInteger(10, index))
    return std::nullopt;
  return std::pair(index, rest.str());
}

} // namespace

ObjectPaths::ObjectPaths(const ir::Function &function, ReturnedPath returnedBy)
    : function_(function), returnedBy_(std::move(returnedBy)), makers_(function.values.size()),
      paths_(function.values.size()), isPending_(function.values.size()) {
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.result.valid())
        makers_[instruction.result.index] = &instruction;
}

const ObjectPath &ObjectPaths::of(ValueId id) {
  std::optional<ObjectPath> &path = paths_[id.index];
  if (!path) {
    const ObjectPath own = "v" + std::to_string(id.index);
    if (isPending_[id.index])
      return path.emplace(own);
    isPending_[id.index] = true;
    ObjectPath computed = compute(id);
    path = computed.empty() || computed.size() > kLongestPath ? own : computed;
  }
  return *path;
}

ObjectPath ObjectPaths::compute(ValueId id) {
  const Value &value = function_.value(id);
  switch (value.kind) {
  case ValueKind::Parameter:
    return "p" + std::to_string(value.index);
  case ValueKind::Global:
    return "g:" + function_.spelling(value.symbol);
  case ValueKind::Cast:
    return of(value.operands.front());
  case ValueKind::Offset:
    return of(value.operands.front()) + "+" + std::to_string(value.constant);
  case ValueKind::Load:
    return of(value.operands.front()) + "*";
  case ValueKind::CallResult:
    return makers_[id.index] ? ofCall(id, *makers_[id.index]) : "";
  default:
    return "";
  }
}

ObjectPath ObjectPaths::ofCall(ValueId, const ir::Instruction &call) {
  const ObjectPath returned = returnedBy_(call);
  return returned.empty() || returned.front() != 'p' ? returned : inCaller(returned, call, *this);
}

ObjectPath ObjectPaths::returned() {
  ObjectPath only;
  for (const ir::Block &block : function_.blocks) {
    if (block.terminator != ir::Terminator::Return || !block.returned.valid())
      continue;
    for (ValueId source : ir::sourcesOf(function_, block.returned)) {
      if (function_.value(source).kind == ValueKind::Constant)
        continue;
      const ObjectPath &path = of(source);
      if (!isExportable(path) || (!only.empty() && only != path))
        return "";
      only = path;
    }
  }
  return only;
}

bool isExportable(std::string_view path) {
  return !path.empty() && path.front() != 'v';
}

bool areRelated(std::string_view a, std::string_view b) {
  const std::string_view shorter = a.size() < b.size() ? a : b, longer = a.size() < b.size() ? b : a;
  if (!longer.starts_with(shorter))
    return false;
  return longer.size() == shorter.size() || longer[shorter.size()] == '+' || longer[shorter.size()] == '*';
}

ObjectPath inCaller(const ObjectPath &path, const ir::Instruction &call, ObjectPaths &caller) {
  const auto split = splitParameter(path);
  if (!split)
    return path;
  return split->first < call.arguments.size() ? caller.of(call.arguments[split->first]) + split->second : "";
}

std::vector<ObjectPath> inCallee(const ObjectPath &path, const ir::Instruction &call, ObjectPaths &caller) {
  std::vector<ObjectPath> found;
  for (size_t i = 0; i < call.arguments.size(); ++i) {
    const ObjectPath &argument = caller.of(call.arguments[i]);
    if (path.size() >= argument.size() && areRelated(path, argument))
      found.push_back("p" + std::to_string(i) + path.substr(argument.size()));
  }
  if (path.front() == 'g')
    found.push_back(path);
  return found;
}

} // namespace hookqual::learn
