// SPDX-License-Identifier: MIT
// The lines of a function; TextFunctionResolver.cpp turns them into IR.
#include "analyzer/ir/TextFunctionReader.h"
#include "analyzer/ir/TextSyntax.h"

#include <algorithm>

namespace hookqual::ir {
namespace {

/// What C calls the variable to which the text refers by `key`.
std::string variableName(const std::string &key) {
  return key.substr(0, key.find('.'));
}

} // namespace

Function TextFunctionReader::read() {
  start_ = lexer_.token().place;
  readHeader();
  while (!lexer_.failed() && (lexer_.isWord("parameter") || lexer_.isWord("local")))
    lexer_.takeWord("parameter") ? readParameter() : (lexer_.take(), readLocal());
  readBody();
  resolveBlocks();
  return std::move(function_);
}

void TextFunctionReader::readHeader() {
  const std::string spelling = lexer_.takeText("a function's name");
  if (std::optional<Symbol> symbol = parseSymbol(spelling))
    function_.symbol = std::move(*symbol);
  else
    lexer_.fail(start_, "'" + spelling + "' is no symbol");
  function_.file = function_.symbol.file.empty() ? fileName_ : function_.symbol.file;
  function_.line = function_.endLine = start_.line;
  if (lexer_.atText()) {
    function_.file = lexer_.takeText("a file");
    lexer_.expect(":");
    function_.line = function_.endLine = lexer_.takeNumber32("a line");
    if (lexer_.takePunctuation("-"))
      function_.endLine = lexer_.takeNumber32("a line");
  }
  if (lexer_.takePunctuation("->"))
    function_.returnType = parseType(lexer_);
  if (lexer_.token().kind == TokenKind::String)
    function_.returnTypeSpelling = lexer_.takeText("a type's spelling");
  function_.isWeak = lexer_.takeWord("weak");
  function_.isVariadic = lexer_.takeWord("variadic");
  lexer_.expectEndOfLine();
}

std::string TextFunctionReader::takeRecord() {
  return lexer_.takeWord("record") ? lexer_.takeText("a record's key") : std::string();
}

void TextFunctionReader::readParameter() {
  const TextPlace place = lexer_.token().place;
  Parameter parameter;
  const std::string key = lexer_.takeText("a name");
  parameter.name = variableName(key);
  lexer_.expect(":");
  parameter.type = parseType(lexer_);
  parameter.record = takeRecord();
  parameter.pointsToConst = lexer_.takeWord("const");
  if (lexer_.token().kind == TokenKind::String)
    parameter.typeSpelling = lexer_.takeText("a type's spelling");
  lexer_.expectEndOfLine();
  values_.nameParameter(key, place);
  function_.parameters.push_back(std::move(parameter));
}

void TextFunctionReader::readLocal() {
  const TextPlace place = lexer_.token().place;
  Local local;
  const std::string key = lexer_.takeText("a name");
  local.name = variableName(key);
  lexer_.expect(":");
  local.bytes = uint64_t(lexer_.takeNumber("a size"));
  if (!lexer_.takeWord("bytes"))
    lexer_.fail(lexer_.token().place, "expected 'bytes' behind the size of a local");
  local.record = takeRecord();
  if (lexer_.token().kind == TokenKind::String)
    local.typeSpelling = lexer_.takeText("a type's spelling");
  lexer_.expectEndOfLine();
  values_.nameLocal(key, place);
  function_.locals.push_back(std::move(local));
}

void TextFunctionReader::readBody() {
  constexpr llvm::StringLiteral kTopLevel[] = {"unit",   "depends",   "note",   "alias",
                                               "record", "prototype", "target", "function"};
  while (!lexer_.failed() && lexer_.token().kind != TokenKind::End &&
         !std::ranges::any_of(kTopLevel, [&](llvm::StringRef word) { return lexer_.isWord(word); }))
    readLine();
  if (isBlockOpen_)
    lexer_.fail(blocks_.back().place, "block has no terminator");
  if (blocks_.empty())
    lexer_.fail(start_, "function has no block");
}

void TextFunctionReader::readLine() {
  if (isBlockOpen_ && lexer_.token().kind == TokenKind::Name)
    readDefinition();
  else if (isBlockOpen_ && (lexer_.isWord("call") || lexer_.isWord("load") || lexer_.isWord("store")))
    readInstruction(std::nullopt);
  else if (isBlockOpen_ && readTerminator())
    isBlockOpen_ = false;
  else if (lexer_.token().kind == TokenKind::Word)
    return openBlock(lexer_.take());
  else
    lexer_.fail(lexer_.token().place, "expected an instruction or a block");
  lexer_.expectEndOfLine();
}

void TextFunctionReader::openBlock(const Token &label) {
  if (!lexer_.isPunctuation(":"))
    return lexer_.fail(label.place, "unknown instruction '" + label.text + "'");
  if (isBlockOpen_)
    return lexer_.fail(label.place, "the block before '" + label.text + "' has no terminator");
  if (!labels_.try_emplace(label.text, uint32_t(blocks_.size())).second)
    return lexer_.fail(label.place, "block '" + label.text + "' is defined twice");
  blocks_.push_back({label.place, {}, {}, {}});
  function_.blocks.emplace_back();
  isBlockOpen_ = true;
  lexer_.expect(":");
  lexer_.expectEndOfLine();
}

void TextFunctionReader::readDefinition() {
  const Token token = lexer_.take();
  ResultName name{token.text.str(), token.place, {}, {}};
  if (lexer_.token().isAdjacent && lexer_.takePunctuation(":"))
    name.type = parseType(lexer_);
  const TextPlace variablePlace = lexer_.token().place;
  if (lexer_.atText())
    name.variable = lexer_.takeText("a variable");
  lexer_.expect("=");
  if (lexer_.takeWord("phi"))
    readPhi(name);
  else if (lexer_.isWord("call") || lexer_.isWord("load"))
    readInstruction(std::move(name));
  else if (!name.variable.empty())
    lexer_.fail(variablePlace, "only a phi, a call or a load is named after a variable");
  else
    values_.defineExpression(name.name, parseExpression(lexer_));
}

void TextFunctionReader::readPhi(const ResultName &name) {
  PendingPhi phi{name.name, name.place, parseType(lexer_), name.variable, {}};
  while (!lexer_.failed() && lexer_.token().kind == TokenKind::Word) {
    std::string label = lexer_.take().text.str();
    lexer_.expect(":");
    phi.inputs.emplace_back(std::move(label), parseExpression(lexer_));
    if (!lexer_.takePunctuation(","))
      break;
  }
  Value value;
  value.kind = ValueKind::Phi;
  value.type = phi.type;
  value.index = uint32_t(blocks_.size() - 1);
  values_.definePhi(phi.name, phi.place, value);
  phis_.push_back(std::move(phi));
}

} // namespace hookqual::ir
