// SPDX-License-Identifier: MIT
#include "analyzer/ir/CodeFlow.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace hookqual::ir {

namespace {

/// The places of one function's values.
class Provenance {
public:
  explicit Provenance(const Function &function) : function_(function) {
    for (const Block &block : function.blocks)
      for (const Instruction &instruction : block.instructions)
        if (instruction.kind == InstructionKind::Load && instruction.type.typeClass == TypeClass::Code)
          loads_.emplace(instruction.result, &instruction);
        else if (instruction.kind == InstructionKind::Call && instruction.callee == CalleeKind::Direct)
          calls_.emplace(instruction.result, &instruction);
  }

  const Instruction *loadOf(ValueId id) const {
    const auto found = loads_.find(id);
    return found == loads_.end() ? nullptr : found->second;
  }

  std::set<CodePlace> placesOf(ValueId id) const {
    std::set<CodePlace> places;
    for (const ValueId source : sourcesOf(function_, id))
      addPlace(source, places);
    return places;
  }

private:
  void addPlace(ValueId id, std::set<CodePlace> &places) const {
    const Value &value = function_.value(id);
    if (value.type.typeClass != TypeClass::Code)
      return;
    if (value.kind == ValueKind::Global)
      places.insert({CodePlaceKind::Function, 0, function_.spelling(value.symbol), {}});
    else if (value.kind == ValueKind::Parameter)
      places.insert({CodePlaceKind::Parameter, value.index, toString(function_.symbol), {}});
    else if (const auto call = calls_.find(id); call != calls_.end())
      places.insert({CodePlaceKind::Result, 0, function_.spelling(call->second->symbol), {}});
    else if (const Instruction *load = loadOf(id))
      addMemory(*load, places);
  }

  void addMemory(const Instruction &access, std::set<CodePlace> &places) const {
    if (access.member.valid())
      places.insert({CodePlaceKind::Member, 0, {}, function_.member(access.member)});
    else if (const std::string_view variable = variableBehind(function_, access.address); !variable.empty())
      places.insert({CodePlaceKind::Variable, 0, std::string(variable), {}});
  }

  const Function &function_;
  std::unordered_map<ValueId, const Instruction *> loads_, calls_;
};

class Collector {
public:
  explicit Collector(const Function &function) : function_(function), provenance_(function) {}

  std::vector<CodeFlow> run() {
    for (const Block &block : function_.blocks) {
      for (const Instruction &instruction : block.instructions)
        visit(instruction);
      if (block.terminator == Terminator::Return)
        add(block.returned, {CodePlaceKind::Result, 0, toString(function_.symbol), {}});
    }
    return {flows_.begin(), flows_.end()};
  }

private:
  void visit(const Instruction &instruction) {
    if (instruction.kind == InstructionKind::Store)
      return visitStore(instruction);
    if (instruction.kind != InstructionKind::Call)
      return;
    if (instruction.callee == CalleeKind::Value)
      add(instruction.target, {CodePlaceKind::Called, instruction.site, {}, {}});
    for (uint32_t i = 0; i < instruction.arguments.size(); ++i)
      if (instruction.callee == CalleeKind::Direct)
        add(instruction.arguments[i],
            {CodePlaceKind::Parameter, i, function_.spelling(instruction.symbol), {}});
      else if (instruction.callee == CalleeKind::Member)
        add(instruction.arguments[i],
            {CodePlaceKind::MemberParameter, i, {}, function_.member(instruction.member)});
  }

  void visitStore(const Instruction &store) {
    if (store.member.valid())
      add(store.value, {CodePlaceKind::Member, 0, {}, function_.member(store.member)});
    else if (const std::string_view variable = variableBehind(function_, store.address); !variable.empty())
      add(store.value, {CodePlaceKind::Variable, 0, std::string(variable), {}});
  }

  void add(ValueId value, const CodePlace &to) {
    if (!value.valid() || function_.value(value).type.typeClass != TypeClass::Code)
      return;
    for (const CodePlace &from : provenance_.placesOf(value))
      if (from != to)
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
  const std::set<CodePlace> places = Provenance(function).placesOf(value);
  return {places.begin(), places.end()};
}

std::vector<MemberId> calledMembers(const Function &function, const Instruction &call) {
  if (call.callee == CalleeKind::Member)
    return {call.member};
  std::set<MemberId> members;
  if (call.callee == CalleeKind::Value) {
    const Provenance provenance(function);
    for (const ValueId source : sourcesOf(function, call.target))
      if (const Instruction *load = provenance.loadOf(source); load && load->member.valid())
        members.insert(load->member);
  }
  return {members.begin(), members.end()};
}

} // namespace hookqual::ir
