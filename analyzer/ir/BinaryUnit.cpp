// SPDX-License-Identifier: MIT
// The unit part of the binary form: everything but function bodies.
#include "analyzer/ir/Binary.h"
#include "analyzer/ir/BinaryParts.h"
#include "analyzer/ir/Canonical.h"

namespace hookqual::ir {
namespace {

constexpr llvm::StringLiteral kUnitMagic = "hqU\1";
constexpr llvm::StringLiteral kRecordMagic = "hqR\1";
constexpr llvm::StringLiteral kPrototypeMagic = "hqP\1";

void writeReference(ByteWriter &out, const TypeReference &reference) {
  out.string(reference.spelling);
  writeType(out, reference.type);
  out.string(reference.record);
  out.byte(reference.isPointer);
}

TypeReference readReference(ByteReader &in) {
  TypeReference reference;
  reference.spelling = in.string();
  reference.type = readType(in);
  reference.record = in.string();
  reference.isPointer = in.flag();
  return reference;
}

void writeField(ByteWriter &out, const RecordField &field) {
  out.string(field.name);
  out.number(field.offset);
  out.number(field.bitOffset);
  out.number(field.bitWidth);
  writeReference(out, field.type);
  writeEach(out, field.functionParameters, writeReference);
}

RecordField readField(ByteReader &in) {
  RecordField field;
  field.name = in.string();
  field.offset = in.number();
  field.bitOffset = in.number32();
  field.bitWidth = in.number32();
  field.type = readReference(in);
  field.functionParameters = readEach(in, readReference);
  return field;
}

void writeRecordParts(ByteWriter &out, const Record &record) {
  out.string(record.name);
  out.string(record.file);
  out.number(record.bytes);
  writeEach(out, record.fields, writeField);
}

Record readRecordParts(ByteReader &in) {
  Record record;
  record.name = in.string();
  record.file = in.string();
  record.bytes = in.number();
  record.fields = readEach(in, readField);
  return record;
}

void writePrototypeParts(ByteWriter &out, const Prototype &prototype) {
  out.string(prototype.name);
  out.string(prototype.file);
  writeReference(out, prototype.result);
  writeEach(out, prototype.parameters, [](ByteWriter &to, const PrototypeParameter &parameter) {
    to.string(parameter.name);
    writeReference(to, parameter.type);
  });
}

Prototype readPrototypeParts(ByteReader &in) {
  Prototype prototype;
  prototype.name = in.string();
  prototype.file = in.string();
  prototype.result = readReference(in);
  prototype.parameters = readEach(in, [](ByteReader &from) {
    PrototypeParameter parameter;
    parameter.name = from.string();
    parameter.type = readReference(from);
    return parameter;
  });
  return prototype;
}

void writeTarget(ByteWriter &out, const MemberTarget &target) {
  writeMember(out, target.member);
  out.string(target.target);
  out.string(target.holder);
  out.byte(uint8_t(target.origin));
}

MemberTarget readTarget(ByteReader &in) {
  MemberTarget target;
  target.member = readMember(in);
  target.target = in.string();
  target.holder = in.string();
  target.origin = in.enumerator(TargetOrigin::Assignment);
  return target;
}

void writeAlias(ByteWriter &out, const Alias &alias) {
  out.string(alias.name);
  out.string(alias.target);
  out.byte(alias.isWeak);
}

Alias readAlias(ByteReader &in) {
  Alias alias;
  alias.name = in.string();
  alias.target = in.string();
  alias.isWeak = in.flag();
  return alias;
}

llvm::Error readFunctions(ByteReader &in, std::vector<Function> &functions) {
  for (size_t left = in.count(); left > 0 && !in.failed(); --left) {
    llvm::Expected<Function> function = readBinary(in.raw(in.count()));
    if (!function)
      return function.takeError();
    functions.push_back(std::move(*function));
  }
  return llvm::Error::success();
}

/// A whole item between a magic and the end of the bytes.
template <typename Read>
auto readAlone(llvm::StringRef bytes, llvm::StringRef magic, llvm::StringRef what, Read read)
    -> llvm::Expected<decltype(read(std::declval<ByteReader &>()))> {
  if (!bytes.consume_front(magic))
    return llvm::createStringError("not a " + what + " of this version's binary IR");
  ByteReader in(bytes);
  auto item = read(in);
  if (in.failed() || !in.atEnd())
    return llvm::createStringError("truncated or damaged " + what + " in the binary IR");
  return item;
}

} // namespace

std::string writeBinary(const Record &record) {
  ByteWriter out;
  out.raw(kRecordMagic);
  writeRecordParts(out, record);
  return out.take();
}

llvm::Expected<Record> readRecord(llvm::StringRef bytes) {
  return readAlone(bytes, kRecordMagic, "record", readRecordParts);
}

std::string writeBinary(const Prototype &prototype) {
  ByteWriter out;
  out.raw(kPrototypeMagic);
  writePrototypeParts(out, prototype);
  return out.take();
}

llvm::Expected<Prototype> readPrototype(llvm::StringRef bytes) {
  return readAlone(bytes, kPrototypeMagic, "prototype", readPrototypeParts);
}

std::string writeBinary(const UnitFacts &original) {
  const UnitFacts facts = sorted(original);
  ByteWriter out;
  out.raw(kUnitMagic);
  out.string(facts.unit);
  writeEach(out, facts.dependencies, writeString);
  writeEach(out, facts.functions,
            [](ByteWriter &to, const Function &function) { to.string(writeBinary(function)); });
  writeEach(out, facts.prototypes, writePrototypeParts);
  writeEach(out, facts.records, writeRecordParts);
  writeEach(out, facts.memberTargets, writeTarget);
  writeEach(out, facts.aliases, writeAlias);
  writeEach(out, facts.notes, writeString);
  return out.take();
}

llvm::Expected<UnitFacts> readUnitFacts(llvm::StringRef bytes) {
  if (!bytes.consume_front(kUnitMagic))
    return llvm::createStringError("not unit facts of this version's binary IR");
  ByteReader in(bytes);
  UnitFacts facts;
  facts.unit = in.string();
  facts.dependencies = readEach(in, readString);
  if (llvm::Error broken = readFunctions(in, facts.functions))
    return std::move(broken);
  facts.prototypes = readEach(in, readPrototypeParts);
  facts.records = readEach(in, readRecordParts);
  facts.memberTargets = readEach(in, readTarget);
  facts.aliases = readEach(in, readAlias);
  facts.notes = readEach(in, readString);
  if (in.failed() || !in.atEnd())
    return llvm::createStringError("truncated or damaged unit facts in the binary IR");
  return facts;
}

} // namespace hookqual::ir
