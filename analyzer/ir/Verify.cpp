// SPDX-License-Identifier: MIT
#include "analyzer/ir/Verify.h"

#include "llvm/ADT/Twine.h"

#include <algorithm>
#include <optional>

namespace hookqual::ir {
namespace {

class Verifier {
public:
  explicit Verifier(const Function &function) : function_(function) {}

  llvm::Error run() {
    checkBlocks();
    for (uint32_t i = 0; i < function_.values.size(); ++i)
      checkValue(i);
    for (uint32_t i = 0; i < function_.locations.size(); ++i)
      require(function_.locations[i].expansionFile < function_.files.size() &&
                  function_.locations[i].spellingFile < function_.files.size(),
              "location", i, "is in no file of the function");
    for (uint32_t i = 0; i < function_.names.size(); ++i)
      checkName(i);
    if (!complaint_)
      return llvm::Error::success();
    return llvm::createStringError(toString(function_.symbol) + ": " + *complaint_);
  }

private:
  /// Keeps the first complaint; the later ones mostly follow from it.
  void require(bool holds, const char *what, uint64_t index, const char *complaint) {
    if (!holds && !complaint_)
      complaint_ = (llvm::Twine(what) + " " + llvm::Twine(index) + " " + complaint).str();
  }

  bool isValue(ValueId id) const { return id.index < function_.values.size(); }
  bool isValueOrNone(ValueId id) const { return !id.valid() || isValue(id); }
  bool isLocationOrNone(LocationId id) const { return !id.valid() || id.index < function_.locations.size(); }

  void checkBlocks() {
    require(!function_.blocks.empty(), "block", 0, "is missing");
    for (uint32_t i = 0; i < function_.blocks.size(); ++i) {
      const Block &block = function_.blocks[i];
      for (const Instruction &instruction : block.instructions)
        checkInstruction(instruction);
      require(isLocationOrNone(block.location), "block", i, "ends at an unknown location");
      require(isValueOrNone(block.condition), "block", i, "has an unknown condition");
      require(isValueOrNone(block.returned), "block", i, "returns an unknown value");
      require(hasFittingEdges(block), "block", i, "has edges that do not fit its terminator");
      require(predecessorsFit(block), "block", i, "has wrong predecessors");
    }
  }

  bool hasFittingEdges(const Block &block) const {
    std::vector<EdgeKind> kinds;
    for (const Edge &edge : block.successors) {
      if (edge.target.index >= function_.blocks.size())
        return false;
      kinds.push_back(edge.kind);
    }
    auto are = [&](auto... allowed) {
      return std::ranges::all_of(kinds, [&](EdgeKind kind) { return ((kind == allowed) || ...); });
    };
    switch (block.terminator) {
    case Terminator::Jump:
      return kinds.size() == 1 && are(EdgeKind::Always);
    case Terminator::Branch:
      return block.condition.valid() && (kinds.size() == 1 || kinds.size() == 2) &&
             are(EdgeKind::NonZero, EdgeKind::Zero) &&
             (kinds.size() == 1 || (kinds[0] == EdgeKind::NonZero && kinds[1] == EdgeKind::Zero));
    case Terminator::Switch:
      return block.condition.valid() && are(EdgeKind::InCases, EdgeKind::NotInCases);
    case Terminator::Opaque:
      return are(EdgeKind::Unspecified);
    case Terminator::Return:
    case Terminator::Unreachable:
      return kinds.empty();
    }
    return false;
  }

  bool predecessorsFit(const Block &block) const {
    return std::ranges::is_sorted(block.predecessors) &&
           (block.predecessors.empty() || block.predecessors.back().index < function_.blocks.size());
  }

  void checkInstruction(const Instruction &instruction) {
    require(instruction.site == results_.size(), "site", instruction.site, "is out of order");
    require(isLocationOrNone(instruction.location), "site", instruction.site, "is at an unknown location");
    require(!instruction.member.valid() || instruction.member.index < function_.members.size(), "site",
            instruction.site, "names an unknown member");
    results_.push_back(instruction.result);
    require(hasFittingResult(instruction), "site", instruction.site, "has a result that is not its own");
    if (instruction.kind == InstructionKind::Call)
      return require(hasFittingOperands(instruction), "site", instruction.site, "calls something unknown");
    require(isValue(instruction.address), "site", instruction.site, "accesses an unknown address");
    require(instruction.kind == InstructionKind::Load || isValue(instruction.value), "site", instruction.site,
            "stores an unknown value");
  }

  bool hasFittingResult(const Instruction &instruction) const {
    if (!instruction.result.valid())
      return true;
    if (!isValue(instruction.result) || instruction.kind == InstructionKind::Store)
      return false;
    const Value &result = function_.value(instruction.result);
    if (result.index != instruction.site)
      return false;
    if (instruction.kind == InstructionKind::Call)
      return result.kind == ValueKind::CallResult;
    return result.kind == ValueKind::Load && result.operands == std::vector{instruction.address};
  }

  bool hasFittingOperands(const Instruction &call) const {
    const bool isDirect = call.callee == CalleeKind::Direct;
    if (isDirect ? call.symbol.index >= function_.symbols.size() : !isValue(call.target))
      return false;
    if (call.callee == CalleeKind::Member && !call.member.valid())
      return false;
    return std::ranges::all_of(call.arguments, [&](ValueId id) { return isValue(id); });
  }

  void checkValue(uint32_t id) {
    const Value &value = function_.values[id];
    require(hasFittingIndex(id, value), "value", id, "refers to an entry that does not exist");
    require(value.operands.size() == operandCount(value), "value", id, "has a wrong number of operands");
    for (ValueId operand : value.operands)
      require(isValue(operand) && (operand.index < id || value.kind == ValueKind::Phi), "value", id,
              "has an operand that does not come before it");
  }

  void checkName(uint32_t i) {
    const auto &[id, name] = function_.names[i];
    require(isValue(id) && mayHaveName(function_.value(id).kind) && !name.empty(), "name", i,
            "belongs to no value that may have one");
    require(i == 0 || function_.names[i - 1].first < id, "name", i, "is out of order");
  }

  bool hasFittingIndex(uint32_t id, const Value &value) const {
    switch (value.kind) {
    case ValueKind::Parameter:
      return value.index < function_.parameters.size();
    case ValueKind::Local:
      return value.index < function_.locals.size();
    case ValueKind::String:
      return value.index < function_.strings.size();
    case ValueKind::Phi:
      return value.index < function_.blocks.size();
    case ValueKind::Global:
      return value.symbol.index < function_.symbols.size();
    case ValueKind::CallResult:
    case ValueKind::Load:
      return value.index < results_.size() && results_[value.index] == ValueId(id);
    default:
      return true;
    }
  }

  size_t operandCount(const Value &value) const {
    switch (value.kind) {
    case ValueKind::Load:
    case ValueKind::Offset:
    case ValueKind::Unary:
    case ValueKind::Cast:
      return 1;
    case ValueKind::Element:
    case ValueKind::Binary:
      return 2;
    case ValueKind::Phi:
      return value.index < function_.blocks.size() ? function_.blocks[value.index].predecessors.size() : 0;
    default:
      return 0;
    }
  }

  const Function &function_;
  std::vector<ValueId> results_; // by site
  std::optional<std::string> complaint_;
};

} // namespace

llvm::Error verify(const Function &function) {
  return Verifier(function).run();
}

} // namespace hookqual::ir
