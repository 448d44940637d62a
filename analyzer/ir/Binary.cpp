// SPDX-License-Identifier: MIT
// The function part of the binary form; BinaryDeclarations.cpp has the rest.
#include "analyzer/ir/Binary.h"
#include "analyzer/ir/BinaryParts.h"
#include "analyzer/ir/Canonical.h"
#include "analyzer/ir/Verify.h"

namespace hookqual::ir {
namespace {

constexpr llvm::StringLiteral kMagic = "hqF\2";

void writeLocation(ByteWriter &out, const Location &at, const Location &previous) {
  const bool isOneFile =
      at.spellingFile == at.expansionFile && at.spellingLine == at.line && at.spellingColumn == at.column;
  out.byte(isOneFile);
  out.number(at.expansionFile);
  out.signedNumber(int64_t(at.line) - previous.line);
  out.number(at.column);
  out.signedNumber(int64_t(at.endLine) - at.line);
  out.number(at.endColumn);
  if (isOneFile)
    return;
  out.number(at.spellingFile);
  out.number(at.spellingLine);
  out.number(at.spellingColumn);
}

Location readLocation(ByteReader &in, const Location &previous) {
  Location at;
  const bool isOneFile = in.flag();
  at.expansionFile = in.number32();
  at.line = uint32_t(previous.line + uint64_t(in.signedNumber()));
  at.column = in.number32();
  at.endLine = uint32_t(at.line + uint64_t(in.signedNumber()));
  at.endColumn = in.number32();
  at.spellingFile = isOneFile ? at.expansionFile : in.number32();
  at.spellingLine = isOneFile ? at.line : in.number32();
  at.spellingColumn = isOneFile ? at.column : in.number32();
  return at;
}

/// Ids are written plus one, so that the invalid id is a single zero byte.
template <typename Tag> void writeId(ByteWriter &out, Id<Tag> id) {
  out.number(id.valid() ? uint64_t(id.index) + 1 : 0);
}
template <typename AnyId> AnyId readId(ByteReader &in) {
  const uint32_t number = in.number32();
  return number == 0 ? AnyId() : AnyId(number - 1);
}

void writeValue(ByteWriter &out, const Value &value) {
  out.byte(uint8_t(value.kind));
  out.byte(uint8_t(value.opcode));
  writeType(out, value.type);
  out.number(value.index);
  out.signedNumber(value.constant);
  writeId(out, value.symbol);
  writeEach(out, value.operands, [](ByteWriter &to, ValueId id) { writeId(to, id); });
}

Value readValue(ByteReader &in) {
  Value value;
  value.kind = in.enumerator(ValueKind::Unknown);
  value.opcode = in.enumerator(Opcode::GreaterEqual);
  value.type = readType(in);
  value.index = in.number32();
  value.constant = in.signedNumber();
  value.symbol = readId<SymbolId>(in);
  value.operands = readEach(in, readId<ValueId>);
  return value;
}

void writeNames(ByteWriter &out, const Function &function) {
  uint32_t previous = 0;
  writeEach(out, function.names, [&](ByteWriter &to, const auto &name) {
    to.number(name.first.index - previous);
    to.string(name.second);
    previous = name.first.index;
  });
}

std::vector<std::pair<ValueId, std::string>> readNames(ByteReader &in) {
  uint32_t previous = 0;
  return readEach(in, [&](ByteReader &from) {
    previous += from.number32();
    return std::pair(ValueId(previous), from.string());
  });
}

void writeInstruction(ByteWriter &out, const Instruction &instruction) {
  out.byte(uint8_t(instruction.kind));
  writeId(out, instruction.location);
  writeId(out, instruction.result);
  writeType(out, instruction.type);
  writeId(out, instruction.member);
  if (instruction.kind == InstructionKind::Call) {
    out.byte(uint8_t(instruction.callee));
    writeId(out, instruction.symbol);
    writeId(out, instruction.target);
    writeEach(out, instruction.arguments, [](ByteWriter &to, ValueId id) { writeId(to, id); });
    return;
  }
  writeId(out, instruction.address);
  writeId(out, instruction.value);
  out.byte(instruction.isVolatile);
  out.byte(instruction.isBitField);
  out.number(instruction.bitOffset);
}

/// `site` is not in the bytes: sites count along the blocks.
Instruction readInstruction(ByteReader &in, uint32_t site) {
  Instruction instruction;
  instruction.site = site;
  instruction.kind = in.enumerator(InstructionKind::Store);
  instruction.location = readId<LocationId>(in);
  instruction.result = readId<ValueId>(in);
  instruction.type = readType(in);
  instruction.member = readId<MemberId>(in);
  if (instruction.kind == InstructionKind::Call) {
    instruction.callee = in.enumerator(CalleeKind::Value);
    instruction.symbol = readId<SymbolId>(in);
    instruction.target = readId<ValueId>(in);
    instruction.arguments = readEach(in, readId<ValueId>);
    return instruction;
  }
  instruction.address = readId<ValueId>(in);
  instruction.value = readId<ValueId>(in);
  instruction.isVolatile = in.flag();
  instruction.isBitField = in.flag();
  instruction.bitOffset = in.number32();
  return instruction;
}

void writeEdge(ByteWriter &out, const Edge &edge) {
  writeId(out, edge.target);
  out.byte(uint8_t(edge.kind));
  writeEach(out, edge.cases, [](ByteWriter &to, const CaseRange &range) {
    to.signedNumber(range.low);
    to.number(uint64_t(range.high) - uint64_t(range.low));
  });
}

Edge readEdge(ByteReader &in) {
  Edge edge;
  edge.target = readId<BlockId>(in);
  edge.kind = in.enumerator(EdgeKind::Unspecified);
  edge.cases = readEach(in, [](ByteReader &from) {
    CaseRange range;
    range.low = from.signedNumber();
    range.high = int64_t(uint64_t(range.low) + from.number());
    return range;
  });
  return edge;
}

void writeBlock(ByteWriter &out, const Block &block) {
  writeEach(out, block.instructions, writeInstruction);
  out.byte(uint8_t(block.terminator));
  writeId(out, block.location);
  writeId(out, block.condition);
  writeId(out, block.returned);
  writeEach(out, block.successors, writeEdge);
}

void writeParameter(ByteWriter &out, const Parameter &parameter) {
  out.string(parameter.name);
  out.string(parameter.typeSpelling);
  writeType(out, parameter.type);
  out.string(parameter.record);
  out.byte(parameter.pointsToConst);
}

Parameter readParameter(ByteReader &in) {
  Parameter parameter;
  parameter.name = in.string();
  parameter.typeSpelling = in.string();
  parameter.type = readType(in);
  parameter.record = in.string();
  parameter.pointsToConst = in.flag();
  return parameter;
}

void writeLocal(ByteWriter &out, const Local &local) {
  out.string(local.name);
  out.string(local.typeSpelling);
  out.string(local.record);
  out.number(local.bytes);
}

Local readLocal(ByteReader &in) {
  Local local;
  local.name = in.string();
  local.typeSpelling = in.string();
  local.record = in.string();
  local.bytes = in.number();
  return local;
}

void writeHeader(ByteWriter &out, const Function &function) {
  out.string(toString(function.symbol));
  out.number(function.line);
  out.number(function.endLine);
  out.string(function.file);
  out.string(function.returnTypeSpelling);
  writeType(out, function.returnType);
  out.byte(function.isWeak);
  out.byte(function.isVariadic);
  writeEach(out, function.parameters, writeParameter);
  writeEach(out, function.locals, writeLocal);
}

void readHeader(ByteReader &in, Function &function) {
  std::optional<Symbol> symbol = parseSymbol(in.string());
  if (!symbol)
    in.fail();
  else
    function.symbol = std::move(*symbol);
  function.line = in.number32();
  function.endLine = in.number32();
  function.file = in.string();
  function.returnTypeSpelling = in.string();
  function.returnType = readType(in);
  function.isWeak = in.flag();
  function.isVariadic = in.flag();
  function.parameters = readEach(in, readParameter);
  function.locals = readEach(in, readLocal);
}

void readBlocks(ByteReader &in, Function &function) {
  uint32_t site = 0;
  function.blocks = readEach(in, [&](ByteReader &from) {
    Block block;
    block.instructions = readEach(from, [&](ByteReader &bytes) { return readInstruction(bytes, site++); });
    block.terminator = from.enumerator(Terminator::Unreachable);
    block.location = readId<LocationId>(from);
    block.condition = readId<ValueId>(from);
    block.returned = readId<ValueId>(from);
    block.successors = readEach(from, readEdge);
    return block;
  });
  for (const Block &block : function.blocks)
    for (const Edge &edge : block.successors)
      if (edge.target.index >= function.blocks.size())
        in.fail();
  if (!in.failed())
    computePredecessors(function);
}

} // namespace

std::string writeBinary(const Function &function) {
  return writeCanonicalBinary(canonical(function));
}

std::string writeCanonicalBinary(const Function &function) {
  ByteWriter out;
  out.raw(kMagic);
  writeHeader(out, function);
  writeEach(out, function.files, writeString);
  writeEach(out, function.symbols, writeString);
  writeEach(out, function.members, writeMember);
  writeEach(out, function.strings, writeString);
  Location previous;
  writeEach(out, function.locations, [&](ByteWriter &to, const Location &location) {
    writeLocation(to, location, previous);
    previous = location;
  });
  writeEach(out, function.values, writeValue);
  writeNames(out, function);
  writeEach(out, function.blocks, writeBlock);
  return out.take();
}

llvm::Expected<Function> readBinary(llvm::StringRef bytes) {
  if (!bytes.consume_front(kMagic))
    return llvm::createStringError("not a function of this version's binary IR");
  ByteReader in(bytes);
  Function function;
  readHeader(in, function);
  function.files = readEach(in, readString);
  function.symbols = readEach(in, readString);
  function.members = readEach(in, readMember);
  function.strings = readEach(in, readString);
  Location previous;
  function.locations =
      readEach(in, [&](ByteReader &from) { return previous = readLocation(from, previous); });
  function.values = readEach(in, readValue);
  function.names = readNames(in);
  readBlocks(in, function);
  if (in.failed() || !in.atEnd())
    return llvm::createStringError("truncated or damaged function in the binary IR");
  if (llvm::Error broken = verify(function))
    return std::move(broken);
  addReturns(function);
  return function;
}

} // namespace hookqual::ir
