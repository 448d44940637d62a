// SPDX-License-Identifier: MIT
// The top level of the text form: units and everything in them but function bodies.
#include "analyzer/ir/Text.h"
#include "analyzer/ir/TextFunctionReader.h"
#include "analyzer/ir/TextSyntax.h"

namespace hookqual::ir {
namespace {

class UnitReader {
public:
  UnitReader(llvm::StringRef text, llvm::StringRef fileName) : lexer_(text, fileName), fileName_(fileName) {}

  llvm::Expected<std::vector<UnitFacts>> run() {
    lexer_.skipNewlines();
    while (!lexer_.failed() && lexer_.token().kind != TokenKind::End)
      readItem();
    if (lexer_.failed())
      return lexer_.takeError();
    return std::move(units_);
  }

private:
  UnitFacts &unit() {
    if (units_.empty()) {
      units_.emplace_back();
      units_.back().unit = fileName_;
    }
    return units_.back();
  }

  void readItem() {
    const Token keyword = lexer_.take();
    if (keyword.text == "function") {
      Function function = TextFunctionReader(lexer_, fileName_).read();
      return unit().functions.push_back(std::move(function));
    }
    if (keyword.text == "record")
      return readRecord();
    if (keyword.text == "prototype")
      return readPrototype();
    readLine(keyword);
    lexer_.expectEndOfLine();
  }

  void readLine(const Token &keyword) {
    if (keyword.text == "unit") {
      units_.emplace_back();
      unit().unit = lexer_.takeText("a unit");
    } else if (keyword.text == "depends") {
      unit().dependencies.push_back(lexer_.takeText("a file"));
    } else if (keyword.text == "note") {
      unit().notes.push_back(lexer_.takeText("a note"));
    } else if (keyword.text == "alias") {
      readAlias();
    } else if (keyword.text == "target") {
      readTarget();
    } else {
      lexer_.fail(keyword.place, "expected 'function' or another top-level word");
    }
  }

  std::string takeSymbol(llvm::StringRef what) {
    const TextPlace place = lexer_.token().place;
    std::string spelling = lexer_.takeText(what);
    if (!parseSymbol(spelling))
      lexer_.fail(place, "'" + spelling + "' is no symbol");
    return spelling;
  }

  void readAlias() {
    Alias alias;
    alias.name = takeSymbol("an alias");
    lexer_.expect("=");
    alias.target = takeSymbol("a function");
    alias.isWeak = lexer_.takeWord("weak");
    unit().aliases.push_back(std::move(alias));
  }

  void readTarget() {
    MemberTarget target;
    const TextPlace place = lexer_.token().place;
    const std::string spelling = lexer_.takeText("a member");
    const std::optional<Member> member = parseMember(spelling);
    if (!member && spelling != "none")
      lexer_.fail(place, "'" + spelling + "' is no member; write record.field@file, or none");
    target.member = member.value_or(Member{});
    lexer_.expect("=");
    target.target = takeSymbol("a function");
    if (lexer_.takeWord("in"))
      target.holder = takeSymbol("a variable");
    if (lexer_.takeWord("assigned"))
      target.origin = TargetOrigin::Assignment;
    unit().memberTargets.push_back(std::move(target));
  }

  std::string takeFile() { return lexer_.takeWord("in") ? lexer_.takeText("a file") : fileName_; }

  TypeReference takeReference() {
    TypeReference reference;
    reference.type = parseType(lexer_);
    if (lexer_.takeWord("record"))
      reference.record = lexer_.takeText("a record's key");
    reference.isPointer = lexer_.takeWord("pointer");
    if (lexer_.token().kind == TokenKind::String)
      reference.spelling = lexer_.takeText("a type's spelling");
    lexer_.expectEndOfLine();
    return reference;
  }

  void readRecord() {
    Record record;
    record.name = lexer_.takeText("a record");
    record.file = takeFile();
    lexer_.expect(":");
    record.bytes = uint64_t(lexer_.takeNumber("a size"));
    if (!lexer_.takeWord("bytes"))
      lexer_.fail(lexer_.token().place, "expected 'bytes' behind the size of a record");
    lexer_.expectEndOfLine();
    while (lexer_.takeWord("field"))
      record.fields.push_back(takeField());
    unit().records.push_back(std::move(record));
  }

  RecordField takeField() {
    RecordField field;
    field.name = lexer_.takeText("a field");
    lexer_.expect("+");
    field.offset = uint64_t(lexer_.takeNumber("a byte offset"));
    if (lexer_.takeWord("bits")) {
      field.bitOffset = lexer_.takeNumber32("a bit offset");
      if (lexer_.takeWord("width"))
        field.bitWidth = lexer_.takeNumber32("a number of bits");
    }
    lexer_.expect(":");
    field.type = takeReference();
    while (lexer_.takeWord("takes"))
      field.functionParameters.push_back(takeReference());
    return field;
  }

  void readPrototype() {
    Prototype prototype;
    prototype.name = lexer_.takeText("a function");
    prototype.file = takeFile();
    lexer_.expect(":");
    prototype.result = takeReference();
    while (lexer_.takeWord("takes")) {
      PrototypeParameter parameter;
      if (lexer_.atText())
        parameter.name = lexer_.takeText("a name");
      lexer_.expect(":");
      parameter.type = takeReference();
      prototype.parameters.push_back(std::move(parameter));
    }
    unit().prototypes.push_back(std::move(prototype));
  }

  TextLexer lexer_;
  std::string fileName_;
  std::vector<UnitFacts> units_;
};

} // namespace

llvm::Expected<std::vector<UnitFacts>> parseUnits(llvm::StringRef text, llvm::StringRef fileName) {
  return UnitReader(text, fileName).run();
}

llvm::Expected<UnitFacts> parseText(llvm::StringRef text, llvm::StringRef fileName) {
  llvm::Expected<std::vector<UnitFacts>> units = parseUnits(text, fileName);
  if (!units)
    return units.takeError();
  if (units->size() > 1)
    return llvm::createStringError(fileName + ":1:1: more than one unit in the text");
  if (!units->empty())
    return std::move(units->front());
  UnitFacts facts;
  facts.unit = fileName;
  return facts;
}

} // namespace hookqual::ir
