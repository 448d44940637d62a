// SPDX-License-Identifier: MIT
// The part of the binary form for records and prototypes.
#include "analyzer/ir/Binary.h"
#include "analyzer/ir/BinaryParts.h"

namespace hookqual::ir {
namespace {

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

} // namespace hookqual::ir
