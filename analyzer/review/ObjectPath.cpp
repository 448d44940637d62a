// SPDX-License-Identifier: MIT
#include "analyzer/review/ObjectPath.h"

#include <algorithm>

namespace hookqual::review {

using ir::Function;
using ir::Value;
using ir::ValueId;
using ir::ValueKind;

namespace {

/// A value as an address: what it is an offset of.
std::pair<ValueId, int64_t> baseOf(const Function &function, ValueId address) {
  const Value &value = function.value(address);
  if (value.kind == ValueKind::Offset)
    return {value.operands[0], value.constant};
  return {address, 0};
}

/// What a function returns on all its ways; invalid when that differs.
ValueId onlyReturned(const Function &function) {
  ValueId returned;
  for (const ir::Block &block : function.blocks) {
    if (block.terminator != ir::Terminator::Return)
      continue;
    if (!block.returned.valid() || (returned.valid() && returned != block.returned))
      return {};
    returned = block.returned;
  }
  return returned;
}

std::string expressionOf(const std::string &name, const ObjectPath &path, size_t from) {
  std::string text = name;
  for (size_t i = from; i < path.fields.size(); ++i)
    text += "->" + path.fields[i];
  return path.address.empty() ? text : "&" + text + "->" + path.address;
}

bool isBelow(const ObjectPath &outer, const ObjectPath &inner) {
  return outer.address.empty() && outer.fields.size() <= inner.fields.size() &&
         std::equal(outer.fields.begin(), outer.fields.end(), inner.fields.begin());
}

} // namespace

const ir::RecordField *ObjectPaths::fieldAt(const std::string &record, uint64_t offset) const {
  const ir::Record *known = record.empty() ? nullptr : program_.record(record);
  if (!known)
    return nullptr;
  const ir::RecordField *found = nullptr;
  for (const ir::RecordField &field : known->fields)
    if (field.offset <= offset && !field.name.empty() && (!found || field.offset > found->offset))
      found = &field;
  return found;
}

/// `f_path.dentry`: down to what is loaded, or to the outermost field at the offset.
std::string ObjectPaths::fieldNameAt(const std::string &record, int64_t offset, bool isLoaded) const {
  if (offset < 0)
    return "";
  const ir::RecordField *field = fieldAt(record, uint64_t(offset));
  if (!field)
    return "";
  const bool isRecord = !field->type.record.empty() && !field->type.isPointer;
  const bool isExact = field->offset == uint64_t(offset);
  if (isExact && (!isRecord || !isLoaded))
    return field->name;
  if (!isRecord)
    return "";
  const std::string inner = fieldNameAt(field->type.record, offset - int64_t(field->offset), isLoaded);
  return inner.empty() ? "" : field->name + "." + inner;
}

std::string ObjectPaths::recordOf(const Function &function, ValueId id, unsigned steps) const {
  if (steps == 0)
    return "";
  const Value &value = function.value(id);
  switch (value.kind) {
  case ValueKind::Parameter:
    return function.parameters[value.index].record;
  case ValueKind::Local:
    return function.locals[value.index].record;
  case ValueKind::CallResult: {
    const ir::Instruction *call = instructionAt(function, value.index);
    if (!call || call->callee != ir::CalleeKind::Direct)
      return "";
    const ir::Prototype *prototype = program_.prototype(ir::nameOf(function.spelling(call->symbol)));
    return prototype && prototype->result.isPointer ? prototype->result.record : "";
  }
  case ValueKind::Load:
  case ValueKind::Offset: {
    const bool isLoad = value.kind == ValueKind::Load;
    auto [base, offset] = baseOf(function, isLoad ? value.operands[0] : id);
    std::string record = recordOf(function, base, steps - 1);
    while (const ir::RecordField *field = offset < 0 ? nullptr : fieldAt(record, uint64_t(offset))) {
      offset -= int64_t(field->offset);
      if (field->type.isPointer)
        return isLoad && offset == 0 ? field->type.record : "";
      if (field->type.record.empty())
        return "";
      record = field->type.record;
      if (!isLoad && offset == 0)
        return record;
    }
    return "";
  }
  case ValueKind::Phi:
    for (const ValueId source : ir::sourcesOf(function, id))
      if (source != id && function.value(source).kind != ValueKind::Phi)
        if (std::string record = recordOf(function, source, steps - 1); !record.empty())
          return record;
    return "";
  default:
    return "";
  }
}

ObjectPath continued(ObjectPath path, const ObjectPath &rest) {
  std::vector<std::string> fields = rest.fields;
  std::string address = rest.address;
  if (!path.address.empty()) {
    std::string &first = fields.empty() ? address : fields.front();
    first = first.empty() ? path.address : path.address + "." + first;
  }
  path.fields.insert(path.fields.end(), fields.begin(), fields.end());
  path.address = address;
  return path;
}

/// The result of a function that only follows pointers from an argument.
std::optional<ObjectPath> ObjectPaths::throughAccessor(const Function &function, ValueId value,
                                                       unsigned depth) const {
  const ir::Instruction *call = instructionAt(function, function.value(value).index);
  if (depth == 0 || !call || call->callee != ir::CalleeKind::Direct)
    return std::nullopt;
  const ir::FunctionId target = program_.find(function.spelling(call->symbol));
  if (!target.valid())
    return std::nullopt;
  const Function &callee = program_.function(target);
  const ValueId returned = onlyReturned(callee);
  if (!returned.valid())
    return std::nullopt;
  const ObjectPath inside = pathOf(callee, returned, depth - 1);
  const Value &root = callee.value(inside.root);
  if (root.kind != ValueKind::Parameter || root.index >= call->arguments.size())
    return std::nullopt;
  return continued(pathOf(function, call->arguments[root.index], depth - 1), inside);
}

ObjectPath ObjectPaths::pathOf(const Function &function, ValueId id, unsigned depth) const {
  const Value &value = function.value(id);
  const ObjectPath itself{.root = id, .fields = {}, .address = ""};
  if (value.kind == ValueKind::CallResult)
    return throughAccessor(function, id, depth).value_or(itself);
  const bool isLoad = value.kind == ValueKind::Load;
  if (!isLoad && value.kind != ValueKind::Offset)
    return itself;
  const auto [base, offset] = baseOf(function, isLoad ? value.operands[0] : id);
  const std::string field = fieldNameAt(recordOf(function, base), offset, isLoad);
  if (field.empty() || base == id)
    return itself;
  ObjectPath step{.root = base, .fields = {}, .address = ""};
  if (isLoad)
    step.fields.push_back(field);
  else
    step.address = field;
  return continued(pathOf(function, base, depth), step);
}

std::optional<std::pair<std::string, std::string>> relate(const ObjectPath &a, const std::string &first,
                                                          const ObjectPath &b, const std::string &second) {
  if (a.root != b.root)
    return std::nullopt;
  if (a.fields == b.fields && a.address == b.address)
    return std::pair(first, second);
  if (isBelow(a, b))
    return std::pair(expressionOf(first, b, a.fields.size()), second);
  if (isBelow(b, a))
    return std::pair(first, expressionOf(second, a, b.fields.size()));
  return std::nullopt;
}

} // namespace hookqual::review
