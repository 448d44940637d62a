// SPDX-License-Identifier: MIT
// The lines of a unit that are no function bodies.
#include "analyzer/ir/Canonical.h"
#include "analyzer/ir/Text.h"
#include "analyzer/ir/TextSyntax.h"

#include "llvm/Support/raw_ostream.h"

namespace hookqual::ir {
namespace {

using text::quoted;
using text::word;

void writeReference(llvm::raw_ostream &out, const TypeReference &reference) {
  out << ' ' << toText(reference.type);
  if (!reference.record.empty())
    out << " record " << word(reference.record);
  out << (reference.isPointer ? " pointer" : "");
  if (!reference.spelling.empty())
    out << ' ' << quoted(reference.spelling);
  out << '\n';
}

void writeRecord(llvm::raw_ostream &out, const Record &record) {
  out << "record " << word(record.name) << " in " << word(record.file) << " : " << record.bytes << " bytes\n";
  for (const RecordField &field : record.fields) {
    out << "  field " << word(field.name) << " +" << field.offset;
    if (field.bitWidth != 0 || field.bitOffset != 0)
      out << " bits " << field.bitOffset << " width " << field.bitWidth;
    out << " :";
    writeReference(out, field.type);
    for (const TypeReference &parameter : field.functionParameters) {
      out << "    takes";
      writeReference(out, parameter);
    }
  }
}

void writePrototype(llvm::raw_ostream &out, const Prototype &prototype) {
  out << "prototype " << word(prototype.name) << " in " << word(prototype.file) << " :";
  writeReference(out, prototype.result);
  for (const PrototypeParameter &parameter : prototype.parameters) {
    out << "  takes";
    if (!parameter.name.empty())
      out << ' ' << word(parameter.name);
    out << " :";
    writeReference(out, parameter.type);
  }
}

void writeTarget(llvm::raw_ostream &out, const MemberTarget &target) {
  const bool isPlain = target.member == Member{};
  out << "target " << (isPlain ? "none" : word(toString(target.member))) << " = " << word(target.target);
  if (!target.holder.empty())
    out << " in " << word(target.holder);
  out << (target.origin == TargetOrigin::Assignment ? " assigned\n" : "\n");
}

template <typename Item>
std::string written(void (*write)(llvm::raw_ostream &, const Item &), const Item &item) {
  std::string text;
  llvm::raw_string_ostream out(text);
  write(out, item);
  return text;
}

} // namespace

std::string toText(const Record &record) {
  return written(writeRecord, record);
}
std::string toText(const Prototype &prototype) {
  return written(writePrototype, prototype);
}

std::string toText(const UnitFacts &original) {
  const UnitFacts facts = sorted(original);
  std::string text;
  llvm::raw_string_ostream out(text);
  out << "unit " << word(facts.unit) << '\n';
  for (const std::string &file : facts.dependencies)
    out << "depends " << word(file) << '\n';
  for (const std::string &note : facts.notes)
    out << "note " << quoted(note) << '\n';
  for (const Alias &alias : facts.aliases)
    out << "alias " << word(alias.name) << " = " << word(alias.target) << (alias.isWeak ? " weak\n" : "\n");
  for (const Record &record : facts.records)
    writeRecord(out, record);
  for (const Prototype &prototype : facts.prototypes)
    writePrototype(out, prototype);
  for (const MemberTarget &target : facts.memberTargets)
    writeTarget(out, target);
  for (const Function &function : facts.functions)
    out << toText(function);
  return text;
}

} // namespace hookqual::ir
