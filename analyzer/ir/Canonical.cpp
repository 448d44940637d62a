// SPDX-License-Identifier: MIT
#include "analyzer/ir/Canonical.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace hookqual::ir {
namespace {

/// Moves the entries of a table in the order in which they are asked for.
template <typename Entry> class Renumbering {
public:
  explicit Renumbering(const std::vector<Entry> &from) : from_(from), newIndex_(from.size(), kUnset) {}

  uint32_t operator()(uint32_t old) {
    if (old >= from_.size())
      return old;
    if (newIndex_[old] == kUnset)
      newIndex_[old] = addOnce(from_[old]);
    return newIndex_[old];
  }

  std::vector<Entry> take() { return std::move(to_); }

private:
  static constexpr uint32_t kUnset = Id<void>::kNone;

  uint32_t addOnce(const Entry &entry) {
    auto [position, isNew] = known_.try_emplace(keyOf(entry), to_.size());
    if (isNew)
      to_.push_back(entry);
    return position->second;
  }

  static const std::string &keyOf(const std::string &entry) { return entry; }
  static const Member &keyOf(const Member &entry) { return entry; }
  static auto keyOf(const Location &l) {
    return std::tuple(l.expansionFile, l.line, l.column, l.endLine, l.endColumn, l.spellingFile,
                      l.spellingLine, l.spellingColumn);
  }
  using Key = std::decay_t<decltype(keyOf(std::declval<const Entry &>()))>;

  const std::vector<Entry> &from_;
  std::vector<uint32_t> newIndex_;
  std::vector<Entry> to_;
  std::map<Key, uint32_t> known_;
};

class Canonicalizer {
public:
  explicit Canonicalizer(const Function &from)
      : from_(from), files_(from.files), symbols_(from.symbols), members_(from.members),
        strings_(from.strings), newValue_(from.values.size()) {
    renumberFiles();
  }

  Function run() {
    copyHeader();
    renumberSites();
    // The locations refer to `files_`, so their table is built on a copy that already does.
    Renumbering<Location> locations(located_);
    for (const Block &block : from_.blocks)
      to_.blocks.push_back(convert(block, locations));
    to_.locations = locations.take();
    to_.symbols = symbols_.take();
    to_.members = members_.take();
    to_.strings = strings_.take();
    to_.files = usedFiles();
    to_.names = usedNames();
    computePredecessors(to_);
    return std::move(to_);
  }

private:
  void copyHeader() {
    to_.symbol = from_.symbol;
    to_.line = from_.line;
    to_.endLine = from_.endLine;
    to_.file = from_.file;
    to_.returnTypeSpelling = from_.returnTypeSpelling;
    to_.returnType = normal(from_.returnType);
    to_.isWeak = from_.isWeak;
    to_.isVariadic = from_.isVariadic;
    to_.parameters = from_.parameters;
    for (Parameter &parameter : to_.parameters)
      parameter.type = normal(parameter.type);
    to_.locals = from_.locals;
  }

  /// Signedness says nothing about what is no integer; void has no width.
  static Type normal(Type type) {
    if (type.typeClass != TypeClass::Integer)
      type.isSigned = false;
    if (type.typeClass == TypeClass::Void)
      type.bits = 0;
    return type;
  }

  /// Equal locations become equal before they are numbered, even if `files` repeats a name.
  void renumberFiles() {
    located_ = from_.locations;
    for (Location &location : located_) {
      location.expansionFile = files_(location.expansionFile);
      location.spellingFile = files_(location.spellingFile);
    }
  }

  /// `files` once more, now by first use among the locations that were kept.
  std::vector<std::string> usedFiles() {
    const std::vector<std::string> all = files_.take();
    Renumbering<std::string> used(all);
    for (Location &location : to_.locations) {
      location.expansionFile = used(location.expansionFile);
      location.spellingFile = used(location.spellingFile);
    }
    return used.take();
  }

  /// The names of the values that were kept, once all of them are numbered.
  std::vector<std::pair<ValueId, std::string>> usedNames() const {
    std::map<ValueId, std::string> names;
    for (const auto &[value, name] : from_.names)
      if (value.index < newValue_.size() && newValue_[value.index].valid())
        names.try_emplace(newValue_[value.index], name);
    return {names.begin(), names.end()};
  }

  void renumberSites() {
    uint32_t next = 0;
    for (const Block &block : from_.blocks)
      for (const Instruction &instruction : block.instructions)
        newSite_[instruction.site] = next++;
  }

  uint32_t site(uint32_t old) const {
    auto found = newSite_.find(old);
    return found == newSite_.end() ? Id<void>::kNone : found->second;
  }

  Block convert(const Block &block, Renumbering<Location> &locations) {
    Block result;
    for (const Instruction &instruction : block.instructions)
      result.instructions.push_back(convert(instruction, locations));
    result.terminator = block.terminator;
    result.location = LocationId(locations(block.location.index));
    result.condition = value(block.condition);
    result.returned = value(block.returned);
    result.successors = block.successors;
    return result;
  }

  Instruction convert(const Instruction &instruction, Renumbering<Location> &locations) {
    Instruction result;
    result.kind = instruction.kind;
    result.site = site(instruction.site);
    result.location = LocationId(locations(instruction.location.index));
    result.type = normal(instruction.type);
    if (instruction.kind == InstructionKind::Call)
      convertCall(instruction, result);
    else
      convertAccess(instruction, result);
    result.result = value(instruction.result);
    return result;
  }

  void convertCall(const Instruction &instruction, Instruction &result) {
    result.callee = instruction.callee;
    if (instruction.callee == CalleeKind::Direct)
      result.symbol = SymbolId(symbols_(instruction.symbol.index));
    else
      result.target = value(instruction.target);
    if (instruction.callee == CalleeKind::Member)
      result.member = MemberId(members_(instruction.member.index));
    for (ValueId argument : instruction.arguments)
      result.arguments.push_back(value(argument));
  }

  void convertAccess(const Instruction &instruction, Instruction &result) {
    result.address = value(instruction.address);
    if (instruction.kind == InstructionKind::Store)
      result.value = value(instruction.value);
    result.member = MemberId(members_(instruction.member.index));
    result.isVolatile = instruction.isVolatile;
    result.isBitField = instruction.isBitField;
    result.bitOffset = instruction.isBitField ? instruction.bitOffset : 0;
  }

  /// The new id of a value, its operands numbered first. A phi is numbered before its
  /// operands, which are taken up once the value asked for is complete.
  ValueId value(ValueId old) {
    const ValueId result = number(old);
    while (!openPhis_.empty()) {
      const ValueId phi = openPhis_.back();
      openPhis_.pop_back();
      std::vector<ValueId> operands;
      for (ValueId operand : from_.value(phi).operands)
        operands.push_back(number(operand));
      to_.values[newValue_[phi.index].index].operands = std::move(operands);
    }
    return result;
  }

  /// Iterative, because the chains of operands in generated code outgrow a stack.
  ValueId number(ValueId root) {
    if (root.index >= from_.values.size())
      return root;
    std::vector<ValueId> pending = {root};
    while (!pending.empty()) {
      const ValueId old = pending.back();
      const size_t before = pending.size();
      if (!newValue_[old.index].valid() && from_.value(old).kind != ValueKind::Phi)
        pushUnnumbered(from_.value(old).operands, pending);
      if (pending.size() != before)
        continue;
      pending.pop_back();
      if (!newValue_[old.index].valid())
        append(old);
    }
    return newValue_[root.index];
  }

  /// The first operand on top, so that it gets the lowest number.
  void pushUnnumbered(const std::vector<ValueId> &operands, std::vector<ValueId> &pending) const {
    for (size_t i = operands.size(); i-- > 0;)
      if (operands[i].index < newValue_.size() && !newValue_[operands[i].index].valid())
        pending.push_back(operands[i]);
  }

  void append(ValueId old) {
    const Value &value = from_.value(old);
    Value copy = strip(value);
    if (value.kind == ValueKind::Phi)
      openPhis_.push_back(old);
    else
      for (ValueId operand : value.operands)
        copy.operands.push_back(operand.index < newValue_.size() ? newValue_[operand.index] : operand);
    newValue_[old.index] = ValueId(uint32_t(to_.values.size()));
    to_.values.push_back(std::move(copy));
  }

  /// The fields that mean something for the kind, renumbered; no operands yet.
  Value strip(const Value &value) {
    Value result;
    result.kind = value.kind;
    result.type = normal(value.type);
    switch (value.kind) {
    case ValueKind::Parameter:
    case ValueKind::Local:
    case ValueKind::Phi:
    case ValueKind::Undefined:
    case ValueKind::Unknown:
      result.index = value.index;
      break;
    case ValueKind::Global:
      result.symbol = SymbolId(symbols_(value.symbol.index));
      break;
    case ValueKind::String:
      result.index = strings_(value.index);
      break;
    case ValueKind::CallResult:
    case ValueKind::Load:
      result.index = site(value.index);
      break;
    case ValueKind::Constant:
    case ValueKind::Offset:
    case ValueKind::Element:
      result.constant = value.constant;
      break;
    case ValueKind::Unary:
    case ValueKind::Binary:
      result.opcode = value.opcode;
      break;
    case ValueKind::Cast:
      break;
    }
    return result;
  }

  const Function &from_;
  Function to_;
  Renumbering<std::string> files_, symbols_;
  Renumbering<Member> members_;
  Renumbering<std::string> strings_;
  std::vector<Location> located_;
  std::vector<ValueId> newValue_, openPhis_;
  std::map<uint32_t, uint32_t> newSite_;
};

template <typename Item, typename Key> void sortOnce(std::vector<Item> &items, Key key) {
  std::sort(items.begin(), items.end(), [&](const Item &a, const Item &b) { return key(a) < key(b); });
  auto isSame = [&](const Item &a, const Item &b) { return key(a) == key(b); };
  items.erase(std::unique(items.begin(), items.end(), isSame), items.end());
}

} // namespace

void computePredecessors(Function &function) {
  for (Block &block : function.blocks)
    block.predecessors.clear();
  for (uint32_t from = 0; from < function.blocks.size(); ++from)
    for (const Edge &edge : function.blocks[from].successors) {
      std::vector<BlockId> &predecessors = function.blocks[edge.target.index].predecessors;
      if (predecessors.empty() || predecessors.back() != BlockId(from))
        predecessors.push_back(BlockId(from));
    }
}

Function canonical(const Function &function) {
  return Canonicalizer(function).run();
}

UnitFacts sorted(UnitFacts facts) {
  sortOnce(facts.dependencies, [](const std::string &file) { return file; });
  sortOnce(facts.functions, [](const Function &function) { return toString(function.symbol); });
  sortOnce(facts.prototypes, [](const Prototype &p) { return std::tie(p.name, p.file); });
  sortOnce(facts.records, [](const Record &record) { return std::tie(record.name, record.file); });
  sortOnce(facts.memberTargets, [](const MemberTarget &target) { return target; });
  sortOnce(facts.aliases, [](const Alias &a) { return std::tie(a.name, a.target, a.isWeak); });
  return facts;
}

} // namespace hookqual::ir
