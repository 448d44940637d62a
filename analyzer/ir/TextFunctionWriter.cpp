// SPDX-License-Identifier: MIT
// Function bodies in the text form. Values are written where they are used; those that
// would make a line too long get a line and a name (`%e.0`) of their own.
#include "analyzer/ir/Canonical.h"
#include "analyzer/ir/Text.h"
#include "analyzer/ir/TextSyntax.h"

#include "llvm/ADT/StringSet.h"
#include "llvm/Support/raw_ostream.h"

#include <algorithm>

namespace hookqual::ir {
namespace {

using text::quoted;
using text::word;

constexpr unsigned kInlineNodes = 12;

/// Whether `+48` may follow, which a bare path in a symbol would swallow.
enum class Position : uint8_t { Alone, OffsetBase };

class FunctionWriter {
public:
  FunctionWriter(const Function &function, llvm::raw_ostream &out) : function_(function), out_(out) {}

  void run() {
    nameLocals();
    nameValues();
    writeHeader();
    for (uint32_t i = 0; i < function_.blocks.size(); ++i)
      writeBlock(BlockId(i));
  }

private:
  /// Unnamed and shadowing variables get `.N` behind their name; C names have no dots.
  static std::string variableKey(llvm::StringRef name, size_t index, llvm::StringSet<> &taken) {
    if (!name.empty() && taken.insert(name).second)
      return name.str();
    return (name + "." + llvm::Twine(index)).str();
  }

  void nameLocals() {
    llvm::StringSet<> taken;
    for (size_t i = 0; i < function_.parameters.size(); ++i)
      parameterKeys_.push_back(variableKey(function_.parameters[i].name, i, taken));
    for (size_t i = 0; i < function_.locals.size(); ++i)
      localKeys_.push_back(variableKey(function_.locals[i].name, i, localKeysTaken_));
  }

  void nameValues() {
    std::vector<unsigned> nodes(function_.values.size(), 1), phis(function_.blocks.size(), 0);
    unsigned expressions = 0;
    names_.resize(function_.values.size());
    isWritten_.resize(function_.values.size());
    for (uint32_t i = 0; i < function_.values.size(); ++i) {
      const Value &value = function_.values[i];
      if (value.kind == ValueKind::CallResult || value.kind == ValueKind::Load)
        names_[i] = "%" + std::to_string(value.index);
      else if (value.kind == ValueKind::Phi)
        names_[i] = "%b" + std::to_string(value.index) + "." + std::to_string(phis[value.index]++);
      else
        for (ValueId operand : value.operands)
          nodes[i] += nodes[operand.index];
      if (nodes[i] > kInlineNodes) {
        names_[i] = "%e." + std::to_string(expressions++);
        nodes[i] = 1;
      }
    }
  }

  void writeHeader() {
    out_ << "function " << word(toString(function_.symbol)) << ' ' << word(function_.file) << ':'
         << function_.line;
    if (function_.endLine != function_.line)
      out_ << '-' << function_.endLine;
    out_ << " -> " << toText(function_.returnType);
    writeSpelling(function_.returnTypeSpelling);
    out_ << (function_.isWeak ? " weak" : "") << (function_.isVariadic ? " variadic" : "") << '\n';
    for (size_t i = 0; i < function_.parameters.size(); ++i)
      writeParameter(function_.parameters[i], parameterKeys_[i]);
    for (size_t i = 0; i < function_.locals.size(); ++i) {
      const Local &local = function_.locals[i];
      out_ << "  local " << localKeys_[i] << " : " << local.bytes << " bytes";
      writeRecord(local.record);
      writeSpelling(local.typeSpelling);
      out_ << '\n';
    }
  }

  void writeParameter(const Parameter &parameter, llvm::StringRef key) {
    out_ << "  parameter " << key << " : " << toText(parameter.type);
    writeRecord(parameter.record);
    out_ << (parameter.pointsToConst ? " const" : "");
    writeSpelling(parameter.typeSpelling);
    out_ << '\n';
  }

  void writeRecord(llvm::StringRef record) {
    if (!record.empty())
      out_ << " record " << word(record);
  }

  void writeSpelling(llvm::StringRef spelling) {
    if (!spelling.empty())
      out_ << ' ' << quoted(spelling);
  }

  void writeBlock(BlockId id) {
    const Block &block = function_.block(id);
    out_ << 'b' << id.index << ":\n";
    for (uint32_t i = 0; i < function_.values.size(); ++i)
      if (function_.values[i].kind == ValueKind::Phi && function_.values[i].index == id.index)
        writePhi(i, block);
    for (const Instruction &instruction : block.instructions)
      writeInstruction(instruction);
    define({block.condition, block.returned});
    out_ << "  ";
    writeTerminator(block);
    writeLocation(block.location);
    out_ << '\n';
  }

  void writePhi(uint32_t id, const Block &block) {
    const Value &phi = function_.values[id];
    define(phi.operands);
    out_ << "  " << names_[id];
    writeVariable(ValueId(id));
    out_ << " = phi " << toText(phi.type);
    for (size_t i = 0; i < phi.operands.size(); ++i) {
      out_ << (i == 0 ? " b" : ", b") << block.predecessors[i].index << ": ";
      writeValue(phi.operands[i], phi.type);
    }
    out_ << '\n';
  }

  /// Writes the lines of the named expressions that the next line needs, in id order,
  /// which puts operands before their users.
  void define(std::vector<ValueId> needed) {
    std::vector<uint32_t> expressions;
    while (!needed.empty()) {
      const ValueId id = needed.back();
      needed.pop_back();
      if (!id.valid() || isWritten_[id.index])
        continue;
      const bool isNamed = !names_[id.index].empty();
      if (isNamed && !llvm::StringRef(names_[id.index]).starts_with("%e."))
        continue;
      if (isNamed) {
        expressions.push_back(id.index);
        isWritten_[id.index] = true;
      }
      llvm::append_range(needed, function_.value(id).operands);
    }
    std::sort(expressions.begin(), expressions.end());
    for (const uint32_t id : expressions) {
      out_ << "  " << names_[id] << " = ";
      writeExpression(function_.values[id], text::kInt32, Position::Alone);
      out_ << '\n';
    }
  }

  void writeInstruction(const Instruction &instruction) {
    std::vector<ValueId> needed = instruction.arguments;
    needed.insert(needed.end(), {instruction.target, instruction.address, instruction.value});
    define(std::move(needed));
    out_ << "  ";
    if (instruction.result.valid()) {
      out_ << names_[instruction.result.index];
      const Type &type = function_.value(instruction.result).type;
      if (type != instruction.type)
        out_ << ':' << toText(type);
      writeVariable(instruction.result);
      out_ << " = ";
    }
    if (instruction.kind == InstructionKind::Call)
      writeCall(instruction);
    else
      writeAccess(instruction);
    writeLocation(instruction.location);
    out_ << '\n';
  }

  void writeVariable(ValueId id) {
    if (const std::string_view variable = function_.variableOf(id); !variable.empty())
      out_ << ' ' << word(variable);
  }

  void writeCall(const Instruction &call) {
    out_ << "call ";
    if (call.callee == CalleeKind::Direct)
      out_ << word(function_.spelling(call.symbol));
    if (call.callee == CalleeKind::Member)
      out_ << "through " << word(toString(function_.member(call.member))) << ' ';
    if (call.callee != CalleeKind::Direct)
      writeValue(call.target, text::kInt32);
    out_ << '(';
    for (size_t i = 0; i < call.arguments.size(); ++i) {
      out_ << (i == 0 ? "" : ", ");
      writeValue(call.arguments[i], text::kInt32);
    }
    out_ << ')';
    if (call.type != Type{})
      out_ << " : " << toText(call.type);
  }

  void writeAccess(const Instruction &access) {
    out_ << (access.kind == InstructionKind::Load ? "load " : "store ")
         << (access.isVolatile ? "volatile " : "") << toText(access.type) << ' ';
    if (access.kind == InstructionKind::Store) {
      writeValue(access.value, access.type);
      out_ << " -> ";
    }
    writeValue(access.address, text::kInt32);
    if (access.isBitField)
      out_ << " bits " << access.bitOffset;
    if (access.member.valid())
      out_ << ' ' << word(toString(function_.member(access.member)));
  }

  void writeTerminator(const Block &block) {
    switch (block.terminator) {
    case Terminator::Jump:
      out_ << "jump ";
      return writeTargets(block);
    case Terminator::Branch:
      return writeBranch(block);
    case Terminator::Switch:
      return writeSwitch(block);
    case Terminator::Opaque:
      out_ << (block.successors.empty() ? "opaque" : "opaque ");
      return writeTargets(block);
    case Terminator::Unreachable:
      out_ << "unreachable";
      return;
    case Terminator::Return:
      out_ << "return";
      if (!block.returned.valid())
        return;
      out_ << ' ';
      return writeValue(block.returned, function_.returnType);
    }
  }

  void writeTargets(const Block &block) {
    for (size_t i = 0; i < block.successors.size(); ++i)
      out_ << (i == 0 ? "b" : ", b") << block.successors[i].target.index;
  }

  void writeBranch(const Block &block) {
    out_ << "branch ";
    writeValue(block.condition, text::kInt32);
    const bool startsAtZero = block.successors.front().kind == EdgeKind::Zero;
    out_ << (startsAtZero ? " ? none" : " ?");
    for (const Edge &edge : block.successors)
      out_ << (edge.kind == EdgeKind::Zero ? " : b" : " b") << edge.target.index;
  }

  void writeSwitch(const Block &block) {
    out_ << "switch ";
    writeValue(block.condition, text::kInt32);
    out_ << " {";
    std::vector<CaseRange> all;
    for (const Edge &edge : block.successors)
      if (edge.kind == EdgeKind::InCases)
        llvm::append_range(all, edge.cases);
    const char *separator = " ";
    for (const Edge &edge : block.successors) {
      out_ << separator;
      separator = "; ";
      if (edge.kind == EdgeKind::NotInCases && edge.cases == all)
        out_ << "else";
      else
        writeCases(edge);
      out_ << " -> b" << edge.target.index;
    }
    out_ << " }";
  }

  void writeCases(const Edge &edge) {
    out_ << (edge.kind == EdgeKind::NotInCases ? "except" : "case");
    const char *separator = " ";
    for (const CaseRange &range : edge.cases) {
      out_ << separator << range.low;
      separator = ", ";
      if (range.high != range.low)
        out_ << ".." << range.high;
    }
  }

  /// `expected` is the type that a bare number has at this place.
  void writeValue(ValueId id, const Type &expected, Position position = Position::Alone) {
    if (!names_[id.index].empty())
      out_ << names_[id.index];
    else
      writeExpression(function_.value(id), expected, position);
  }

  void writeExpression(const Value &value, const Type &expected, Position position) {
    const Type assumed = writeUntyped(value, expected, position);
    if (assumed != value.type)
      out_ << ':' << toText(value.type);
  }

  /// Writes the value without `:type` and says which type a reader would give it.
  Type writeUntyped(const Value &value, const Type &expected, Position position) {
    switch (value.kind) {
    case ValueKind::Parameter:
      out_ << '%' << parameterKeys_[value.index];
      return function_.parameters[value.index].type;
    case ValueKind::Local:
      out_ << '&' << localKeys_[value.index];
      return text::kPointer;
    case ValueKind::Global:
      writeSymbol(function_.spelling(value.symbol), position);
      return text::kPointer;
    case ValueKind::String:
      out_ << quoted(function_.strings[value.index]);
      return text::kPointer;
    case ValueKind::Constant:
      return writeConstant(value, expected);
    case ValueKind::Offset:
      writeValue(value.operands[0], text::kInt32, Position::OffsetBase);
      out_ << (value.constant < 0 ? "" : "+") << value.constant;
      return text::kPointer;
    case ValueKind::Element:
      writeValue(value.operands[0], text::kInt32, Position::OffsetBase);
      out_ << '[';
      writeValue(value.operands[1], text::kInt32);
      out_ << " * " << value.constant << ']';
      return text::kPointer;
    case ValueKind::Unary:
    case ValueKind::Binary:
      return writeOperation(value);
    case ValueKind::Cast:
      out_ << "(cast " << toText(value.type) << ' ';
      writeValue(value.operands[0], text::kInt32);
      out_ << ')';
      return value.type;
    case ValueKind::Undefined:
      out_ << "undefined." << value.index;
      return text::kInt32;
    case ValueKind::Unknown:
      out_ << "unknown." << value.index;
      return text::kInt32;
    case ValueKind::CallResult:
    case ValueKind::Load:
    case ValueKind::Phi:
      break;
    }
    llvm_unreachable("written by name");
  }

  void writeSymbol(llvm::StringRef spelling, Position position) {
    const bool isAmbiguous =
        localKeysTaken_.contains(spelling) || (position == Position::OffsetBase && spelling.contains('@'));
    out_ << '&' << (isAmbiguous ? quoted(spelling) : word(spelling));
  }

  Type writeConstant(const Value &value, const Type &expected) {
    if (value.constant == 0 && value.type == text::kPointer) {
      out_ << "null";
      return text::kPointer;
    }
    out_ << value.constant;
    return expected;
  }

  Type writeOperation(const Value &value) {
    out_ << '(' << text::nameOf(value.opcode);
    for (size_t i = 0; i < value.operands.size(); ++i) {
      out_ << ' ';
      writeOperand(value, i);
    }
    out_ << ')';
    return text::defaultType(value.opcode, function_.value(value.operands[0]).type);
  }

  void writeOperand(const Value &operation, size_t position) {
    const Value &operand = function_.value(operation.operands[position]);
    if (!text::balancesOperands(operation.opcode) || operand.kind != ValueKind::Constant)
      return writeValue(operation.operands[position], text::kInt32);
    const Value &neighbour = function_.value(operation.operands[1 - position]);
    if (neighbour.kind != ValueKind::Constant)
      return writeValue(operation.operands[position], neighbour.type);
    out_ << operand.constant << ':' << toText(operand.type);
  }

  void writeLocation(LocationId id) {
    if (!id.valid())
      return;
    const Location &at = function_.location(id);
    out_ << " @";
    if (function_.files[at.expansionFile] != function_.file)
      out_ << word(function_.files[at.expansionFile]) << ':';
    out_ << at.line << ':' << at.column;
    if (at.endLine != at.line)
      out_ << '-' << at.endLine << ':' << at.endColumn;
    else if (at.endColumn != at.column)
      out_ << '-' << at.endColumn;
    if (at.spellingFile != at.expansionFile || at.spellingLine != at.line || at.spellingColumn != at.column)
      out_ << " ~" << word(function_.files[at.spellingFile]) << ':' << at.spellingLine << ':'
           << at.spellingColumn;
  }

  const Function &function_;
  llvm::raw_ostream &out_;
  std::vector<std::string> parameterKeys_, localKeys_;
  llvm::StringSet<> localKeysTaken_;
  std::vector<std::string> names_; // of values; empty for those written in place
  std::vector<bool> isWritten_;    // of named expressions
};

} // namespace

std::string toText(const Function &function) {
  std::string text;
  llvm::raw_string_ostream out(text);
  FunctionWriter(canonical(function), out).run();
  return text;
}

} // namespace hookqual::ir
