// SPDX-License-Identifier: MIT
#include "analyzer/ir/CodeFlow.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace hookqual::ir {

namespace {

const CodePlace kUnknown{CodePlaceKind::Unknown, 0, {}, {}};

uint32_t indexOfResult(const Type &type) {
  return type.typeClass == TypeClass::Code ? 0 : kDataResult;
}

/// The local variable whose memory the address lies in; invalid when it is in none.
bool isLocal(const Function &function, ValueId address, uint32_t &local) {
  while (address.valid()) {
    const Value &value = function.value(address);
    if (value.kind == ValueKind::Local) {
      local = value.index;
      return true;
    }
    if (value.kind != ValueKind::Offset && value.kind != ValueKind::Element)
      return false;
    address = value.operands[0];
  }
  return false;
}

/// The places of one function's values.
class Provenance {
public:
  explicit Provenance(const Function &function) : function_(function) {
    for (const Block &block : function.blocks)
      for (const Instruction &instruction : block.instructions)
        if (instruction.kind == InstructionKind::Load ||
            (instruction.kind == InstructionKind::Call && instruction.result.valid()))
          made_.emplace(instruction.result, &instruction);
  }

  /// Null for what is no result of an instruction.
  const Instruction *instructionOf(ValueId id) const {
    const auto found = made_.find(id);
    return found == made_.end() ? nullptr : found->second;
  }

  /// Of the object pointed to: a pointer into an object is one to the object.
  std::set<CodePlace> placesOf(ValueId id) const {
    std::set<CodePlace> places;
    std::set<ValueId> seen;
    std::vector<ValueId> pending{id};
    while (!pending.empty()) {
      const ValueId next = pending.back();
      pending.pop_back();
      if (!next.valid() || !seen.insert(next).second)
        continue;
      const Value &value = function_.value(next);
      if (value.kind == ValueKind::Phi)
        pending.insert(pending.end(), value.operands.begin(), value.operands.end());
      else if (value.kind == ValueKind::Offset || value.kind == ValueKind::Element)
        pending.push_back(value.operands[0]);
      else
        addPlace(next, value, places);
    }
    return places;
  }

  /// Where a load or a store goes; Stored when it is not followed.
  CodePlace memoryOf(const Instruction &access) const {
    if (access.member.valid())
      return {CodePlaceKind::Member, 0, {}, function_.member(access.member)};
    if (const std::string_view variable = variableBehind(function_, access.address); !variable.empty())
      return {CodePlaceKind::Variable, 0, std::string(variable), {}};
    uint32_t local = 0;
    if (isLocal(function_, access.address, local))
      return {CodePlaceKind::Local, local, {}, {}};
    return {CodePlaceKind::Stored, 0, {}, {}};
  }

private:
  void addPlace(ValueId id, const Value &value, std::set<CodePlace> &places) const {
    if (value.kind == ValueKind::Constant || value.kind == ValueKind::String ||
        value.kind == ValueKind::Undefined)
      return;
    if (value.kind == ValueKind::Global)
      places.insert(
          {value.type.typeClass == TypeClass::Code ? CodePlaceKind::Function : CodePlaceKind::Object,
           0,
           function_.spelling(value.symbol),
           {}});
    else if (!isPointer(value.type.typeClass))
      places.insert(kUnknown);
    else if (value.kind == ValueKind::Parameter)
      places.insert({CodePlaceKind::Parameter, value.index, toString(function_.symbol), {}});
    else if (const Instruction *maker = instructionOf(id); !maker)
      places.insert(kUnknown);
    else if (maker->kind == InstructionKind::Call)
      places.insert(resultOf(*maker));
    else
      addMemory(*maker, places);
  }

  CodePlace resultOf(const Instruction &call) const {
    if (call.callee == CalleeKind::Direct)
      return {CodePlaceKind::Result, indexOfResult(call.type), function_.spelling(call.symbol), {}};
    if (call.callee == CalleeKind::Member)
      return {CodePlaceKind::MemberResult, 0, {}, function_.member(call.member)};
    return {CodePlaceKind::CalledResult, call.site, {}, {}};
  }

  /// A local variable that lives in memory may be written through its address.
  void addMemory(const Instruction &load, std::set<CodePlace> &places) const {
    CodePlace memory = memoryOf(load);
    if (memory.kind == CodePlaceKind::Local || memory.kind == CodePlaceKind::Stored)
      places.insert(kUnknown);
    if (memory.kind != CodePlaceKind::Stored)
      places.insert(std::move(memory));
  }

  const Function &function_;
  std::unordered_map<ValueId, const Instruction *> made_;
};

class Collector {
public:
  explicit Collector(const Function &function) : function_(function), provenance_(function) {}

  std::vector<CodeFlow> run() {
    for (const Block &block : function_.blocks) {
      for (const Instruction &instruction : block.instructions)
        if (instruction.kind == InstructionKind::Store)
          visitStore(instruction);
        else if (instruction.kind == InstructionKind::Call)
          visitCall(instruction);
      if (block.terminator == Terminator::Return && isPointer(function_.returnType.typeClass))
        add(block.returned,
            {CodePlaceKind::Result, indexOfResult(function_.returnType), toString(function_.symbol), {}});
    }
    return {flows_.begin(), flows_.end()};
  }

private:
  void visitCall(const Instruction &call) {
    if (call.callee == CalleeKind::Value)
      add(call.target, {CodePlaceKind::Called, call.site, {}, {}});
    else if (call.callee == CalleeKind::Member)
      addBase(call);
    for (uint32_t i = 0; i < call.arguments.size(); ++i)
      if (mayPoint(call.arguments[i]))
        add(call.arguments[i], parameterOf(call, i));
  }

  void addBase(const Instruction &call) {
    const CodePlace base{CodePlaceKind::Base, call.site, {}, function_.member(call.member)};
    const Value &target = function_.value(call.target);
    if (target.kind == ValueKind::Load)
      add(target.operands[0], base);
    else
      flows_.insert({kUnknown, base});
  }

  CodePlace parameterOf(const Instruction &call, uint32_t argument) const {
    if (call.callee == CalleeKind::Direct)
      return {CodePlaceKind::Parameter, argument, function_.spelling(call.symbol), {}};
    if (call.callee == CalleeKind::Member)
      return {CodePlaceKind::MemberParameter, argument, {}, function_.member(call.member)};
    return {CodePlaceKind::CalledParameter, calledParameter(call.site, argument), {}, {}};
  }

  /// An integer may only when it is as wide as a pointer, and was not made wide.
  bool mayPoint(ValueId id) const {
    const Value &value = function_.value(id);
    return isPointer(value.type.typeClass) ||
           (value.type.typeClass == TypeClass::Integer && value.type.bits == 64 &&
            (value.kind == ValueKind::Binary || value.kind == ValueKind::Unknown));
  }

  void visitStore(const Instruction &store) {
    CodePlace memory = provenance_.memoryOf(store);
    if (store.type.typeClass == TypeClass::Aggregate)
      return visitCopy(store, memory);
    const bool isUnknown = function_.value(store.value).kind == ValueKind::Unknown;
    if (isPointer(store.type.typeClass) || (isUnknown && mayPoint(store.value)))
      add(store.value, memory);
  }

  /// Members are the same in all objects, so only what a variable holds beside them matters:
  /// that it is now what another variable was.
  void visitCopy(const Instruction &store, const CodePlace &memory) {
    if (memory.kind == CodePlaceKind::Stored)
      return add(store.address, {CodePlaceKind::Overwritten, 0, {}, {}});
    const std::string_view to = variableBehind(function_, store.address);
    if (to.empty() || function_.value(store.value).kind == ValueKind::Constant)
      return;
    const Instruction *load = provenance_.instructionOf(store.value);
    const std::string_view from = load && load->kind == InstructionKind::Load
                                      ? variableBehind(function_, load->address)
                                      : std::string_view();
    const CodePlace source =
        from.empty() ? kUnknown : CodePlace{CodePlaceKind::Object, 0, std::string(from), {}};
    flows_.insert({source, {CodePlaceKind::Variable, 0, std::string(to), {}}});
  }

  void add(ValueId value, const CodePlace &to) {
    if (!value.valid())
      return;
    for (const CodePlace &from : provenance_.placesOf(value))
      if (from != to || to.kind == CodePlaceKind::Member) // of another object
        flows_.insert({from, to});
  }

  const Function &function_;
  Provenance provenance_;
  std::set<CodeFlow> flows_;
};

} // namespace

std::string_view variableBehind(const Function &function, ValueId address) {
  while (address.valid()) {
    const Value &value = function.value(address);
    if (value.kind == ValueKind::Global)
      return function.spelling(value.symbol);
    if (value.kind != ValueKind::Offset && value.kind != ValueKind::Element)
      return {};
    address = value.operands[0];
  }
  return {};
}

std::vector<CodeFlow> codeFlowsIn(const Function &function) {
  return Collector(function).run();
}

std::vector<CodePlace> codePlacesOf(const Function &function, ValueId value) {
  std::set<CodePlace> places = Provenance(function).placesOf(value);
  places.erase(kUnknown);
  return {places.begin(), places.end()};
}

std::vector<MemberId> calledMembers(const Function &function, const Instruction &call) {
  if (call.callee == CalleeKind::Member)
    return {call.member};
  std::set<MemberId> members;
  if (call.callee == CalleeKind::Value) {
    const Provenance provenance(function);
    for (const ValueId source : sourcesOf(function, call.target))
      if (const Instruction *load = provenance.instructionOf(source);
          load && load->kind == InstructionKind::Load && load->member.valid())
        members.insert(load->member);
  }
  return {members.begin(), members.end()};
}

} // namespace hookqual::ir
