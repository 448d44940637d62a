// SPDX-License-Identifier: MIT
// Instructions, terminators and locations of the text form.
#include "analyzer/ir/TextFunctionReader.h"
#include "analyzer/ir/TextSyntax.h"

#include <algorithm>

namespace hookqual::ir {

void TextFunctionReader::readInstruction(std::optional<ResultName> name) {
  PendingInstruction pending;
  pending.place = lexer_.token().place;
  pending.result = std::move(name);
  pending.instruction.site = sites_++;
  if (lexer_.takeWord("call"))
    readCall(pending);
  else
    readAccess(pending);
  pending.instruction.location = takeLocation();
  addInstruction(std::move(pending));
}

void TextFunctionReader::readCall(PendingInstruction &pending) {
  Instruction &call = pending.instruction;
  call.kind = InstructionKind::Call;
  if (lexer_.takeWord("through")) {
    call.callee = CalleeKind::Member;
    call.member = takeMember();
    pending.target = parseExpression(lexer_);
  } else if (lexer_.atText()) {
    const TextPlace place = lexer_.token().place;
    const std::string spelling = lexer_.takeText("a function");
    if (!parseSymbol(spelling))
      lexer_.fail(place, "'" + spelling + "' is no symbol");
    call.symbol = SymbolId(values_.symbol(spelling));
  } else {
    call.callee = CalleeKind::Value;
    pending.target = parseExpression(lexer_);
  }
  lexer_.expect("(");
  while (!lexer_.failed() && !lexer_.isPunctuation(")")) {
    pending.arguments.push_back(parseExpression(lexer_));
    if (!lexer_.takePunctuation(","))
      break;
  }
  lexer_.expect(")");
  if (lexer_.takePunctuation(":"))
    call.type = parseType(lexer_);
}

void TextFunctionReader::readAccess(PendingInstruction &pending) {
  Instruction &access = pending.instruction;
  access.kind = lexer_.takeWord("load") ? InstructionKind::Load : InstructionKind::Store;
  if (access.kind == InstructionKind::Store)
    lexer_.takeWord("store");
  access.isVolatile = lexer_.takeWord("volatile");
  access.type = parseType(lexer_);
  if (access.kind == InstructionKind::Store) {
    pending.value = parseExpression(lexer_);
    lexer_.expect("->");
  }
  pending.address = parseExpression(lexer_);
  access.isBitField = lexer_.takeWord("bits");
  if (access.isBitField)
    access.bitOffset = lexer_.takeNumber32("a bit offset");
  if (lexer_.atText())
    access.member = takeMember();
}

MemberId TextFunctionReader::takeMember() {
  const TextPlace place = lexer_.token().place;
  const std::string spelling = lexer_.takeText("a member");
  const std::optional<Member> member = parseMember(spelling);
  if (!member) {
    lexer_.fail(place, "'" + spelling + "' is no member; write record.field@file");
    return {};
  }
  function_.members.push_back(*member);
  return MemberId(uint32_t(function_.members.size() - 1));
}

void TextFunctionReader::addInstruction(PendingInstruction pending) {
  const Instruction &instruction = pending.instruction;
  if (pending.result) {
    const ResultName &name = *pending.result;
    Value result;
    result.type = name.type.value_or(instruction.type);
    result.index = instruction.site;
    result.kind = instruction.kind == InstructionKind::Call ? ValueKind::CallResult : ValueKind::Load;
    if (pending.address)
      values_.defineLoad(name.name, name.place, result, *pending.address);
    else
      values_.defineResult(name.name, name.place, result);
  }
  blocks_.back().instructions.push_back(std::move(pending));
}

bool TextFunctionReader::readTerminator() {
  PendingBlock &block = blocks_.back();
  Terminator &terminator = function_.blocks.back().terminator;
  if (lexer_.takeWord("jump")) {
    terminator = Terminator::Jump;
    block.edges.push_back(takeEdge(EdgeKind::Always));
  } else if (lexer_.takeWord("branch")) {
    terminator = Terminator::Branch;
    readBranch();
  } else if (lexer_.takeWord("switch")) {
    terminator = Terminator::Switch;
    readSwitch();
  } else if (lexer_.takeWord("opaque")) {
    terminator = Terminator::Opaque;
    while (lexer_.token().kind == TokenKind::Word) {
      block.edges.push_back(takeEdge(EdgeKind::Unspecified));
      lexer_.takePunctuation(",");
    }
  } else if (lexer_.takeWord("return")) {
    terminator = Terminator::Return;
    if (lexer_.token().kind != TokenKind::Newline && !lexer_.isPunctuation("@"))
      block.operand = parseExpression(lexer_);
  } else if (lexer_.takeWord("unreachable")) {
    terminator = Terminator::Unreachable;
  } else {
    return false;
  }
  function_.blocks.back().location = takeLocation();
  return true;
}

TextFunctionReader::PendingEdge TextFunctionReader::takeEdge(EdgeKind kind) {
  const TextPlace place = lexer_.token().place;
  return {lexer_.takeText("a block"), place, kind, {}};
}

/// `none` for the way that cannot be taken.
void TextFunctionReader::readBranch() {
  PendingBlock &block = blocks_.back();
  block.operand = parseExpression(lexer_);
  lexer_.expect("?");
  if (!lexer_.takeWord("none"))
    block.edges.push_back(takeEdge(EdgeKind::NonZero));
  if (lexer_.takePunctuation(":"))
    block.edges.push_back(takeEdge(EdgeKind::Zero));
}

void TextFunctionReader::readSwitch() {
  PendingBlock &block = blocks_.back();
  block.operand = parseExpression(lexer_);
  lexer_.expect("{");
  std::vector<CaseRange> all;
  std::vector<size_t> defaults;
  while (!lexer_.failed() && !lexer_.isPunctuation("}")) {
    if (lexer_.isWord("else"))
      defaults.push_back(block.edges.size());
    readSwitchEdge(all);
    if (!lexer_.takePunctuation(";"))
      break;
  }
  lexer_.expect("}");
  for (const size_t edge : defaults)
    block.edges[edge].cases = all;
}

void TextFunctionReader::readSwitchEdge(std::vector<CaseRange> &all) {
  std::vector<CaseRange> cases;
  const bool isCase = lexer_.takeWord("case");
  if (!isCase && !lexer_.isWord("except") && !lexer_.isWord("else"))
    return lexer_.fail(lexer_.token().place, "expected 'case', 'except' or 'else'");
  const bool isElse = !isCase && lexer_.take().text == "else";
  while (!lexer_.failed() && !isElse && !lexer_.isPunctuation("->")) {
    cases.push_back(takeRange());
    if (!lexer_.takePunctuation(","))
      break;
  }
  if (isCase)
    all.insert(all.end(), cases.begin(), cases.end());
  lexer_.expect("->");
  PendingEdge edge = takeEdge(isCase ? EdgeKind::InCases : EdgeKind::NotInCases);
  edge.cases = std::move(cases);
  blocks_.back().edges.push_back(std::move(edge));
}

CaseRange TextFunctionReader::takeRange() {
  CaseRange range;
  range.low = range.high = lexer_.takeNumber("a case");
  if (lexer_.takePunctuation(".."))
    range.high = lexer_.takeNumber("a case");
  return range;
}

uint32_t TextFunctionReader::takeFile() {
  std::string file = function_.file;
  if (lexer_.atText()) {
    file = lexer_.takeText("a file");
    lexer_.expect(":");
  }
  const auto known = std::ranges::find(function_.files, file);
  if (known != function_.files.end())
    return uint32_t(known - function_.files.begin());
  function_.files.push_back(std::move(file));
  return uint32_t(function_.files.size() - 1);
}

/// `@[file:]line[:column][-[endLine:]endColumn] [~[file:]line[:column]]`; nothing at all
/// for an instruction without a place.
LocationId TextFunctionReader::takeLocation() {
  if (!lexer_.takePunctuation("@"))
    return {};
  Location at;
  at.expansionFile = takeFile();
  at.line = at.endLine = lexer_.takeNumber32("a line");
  if (lexer_.takePunctuation(":"))
    at.column = lexer_.takeNumber32("a column");
  at.endColumn = at.column;
  if (lexer_.takePunctuation("-")) {
    at.endColumn = lexer_.takeNumber32("a column");
    if (lexer_.takePunctuation(":")) {
      at.endLine = at.endColumn;
      at.endColumn = lexer_.takeNumber32("a column");
    }
  }
  at.spellingFile = at.expansionFile;
  at.spellingLine = at.line;
  at.spellingColumn = at.column;
  if (lexer_.takePunctuation("~")) {
    at.spellingFile = takeFile();
    at.spellingLine = lexer_.takeNumber32("a line");
    at.spellingColumn = lexer_.takePunctuation(":") ? lexer_.takeNumber32("a column") : 0;
  }
  function_.locations.push_back(at);
  return LocationId(uint32_t(function_.locations.size() - 1));
}

} // namespace hookqual::ir
