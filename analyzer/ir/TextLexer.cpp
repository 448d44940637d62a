// SPDX-License-Identifier: MIT
#include "analyzer/ir/TextLexer.h"
#include "analyzer/ir/TextSyntax.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace hookqual::ir {
namespace {

std::string describe(const Token &token) {
  if (token.kind == TokenKind::End)
    return "the end of the text";
  if (token.kind == TokenKind::Newline)
    return "the end of the line";
  return (token.kind == TokenKind::Name ? "'%" : "'") + token.text.str() + "'";
}

bool isNamePart(char c) {
  return llvm::isAlnum(c) || c == '_' || c == '.' || c == '$';
}

} // namespace

Token TextLexer::take() {
  const Token taken = token_;
  advance();
  return taken;
}

bool TextLexer::takeWord(llvm::StringRef text) {
  if (!isWord(text))
    return false;
  advance();
  return true;
}

bool TextLexer::takePunctuation(llvm::StringRef text) {
  if (!isPunctuation(text))
    return false;
  advance();
  return true;
}

void TextLexer::expect(llvm::StringRef punctuation) {
  if (!takePunctuation(punctuation))
    fail(token_.place, "expected '" + punctuation + "' before " + describe(token_));
}

void TextLexer::expectEndOfLine() {
  if (token_.kind != TokenKind::Newline && token_.kind != TokenKind::End)
    fail(token_.place, "unexpected " + describe(token_));
  skipNewlines();
}

void TextLexer::skipNewlines() {
  while (token_.kind == TokenKind::Newline)
    advance();
}

std::string TextLexer::takeText(llvm::StringRef what) {
  if (!atText()) {
    fail(token_.place, "expected " + what + " before " + describe(token_));
    return {};
  }
  const Token taken = take();
  return taken.kind == TokenKind::Word ? taken.text.str() : unquote(taken);
}

int64_t TextLexer::takeNumber(llvm::StringRef what) {
  const bool isNegative = takePunctuation("-");
  const Token digits = token_;
  uint64_t magnitude = 0;
  if (digits.kind != TokenKind::Number || digits.text.getAsInteger(0, magnitude)) {
    fail(digits.place, "expected " + what + " before " + describe(digits));
    return 0;
  }
  advance();
  return int64_t(isNegative ? 0 - magnitude : magnitude);
}

uint32_t TextLexer::takeNumber32(llvm::StringRef what) {
  const TextPlace place = token_.place;
  const int64_t number = takeNumber(what);
  if (number < 0 || number > int64_t(UINT32_MAX)) {
    fail(place, what + " is out of range");
    return 0;
  }
  return uint32_t(number);
}

void TextLexer::fail(TextPlace place, const llvm::Twine &message) {
  if (error_)
    return;
  error_ =
      (fileName_ + ":" + llvm::Twine(place.line) + ":" + llvm::Twine(place.column) + ": " + message).str();
  rest_ = {};
  token_ = {TokenKind::End, {}, place, false};
}

llvm::Error TextLexer::takeError() const {
  return error_ ? llvm::createStringError(*error_) : llvm::Error::success();
}

void TextLexer::skipBlanks() {
  const size_t blanks = std::min(rest_.find_first_not_of(" \t\r"), rest_.size());
  place_.column += uint32_t(blanks);
  rest_ = rest_.drop_front(blanks);
  if (rest_.starts_with("//"))
    rest_ = rest_.drop_front(std::min(rest_.find('\n'), rest_.size()));
}

void TextLexer::advance() {
  const size_t before = rest_.size();
  skipBlanks();
  token_ = {TokenKind::End, {}, place_, rest_.size() == before};
  if (rest_.empty())
    return;
  const size_t length = tokenLength(token_.kind);
  token_.text = rest_.take_front(length);
  rest_ = rest_.drop_front(length);
  place_.column += uint32_t(length);
  if (token_.kind == TokenKind::Newline)
    place_ = {place_.line + 1, 1};
  if (token_.kind == TokenKind::Name)
    token_.text = token_.text.drop_front();
  if (length == 0)
    fail(token_.place, "unterminated string");
}

size_t TextLexer::tokenLength(TokenKind &kind) const {
  const char first = rest_.front();
  kind = TokenKind::Punctuation;
  if (rest_.starts_with("->") || rest_.starts_with(".."))
    if (!rest_.starts_with("../"))
      return 2;
  if (first == '\n')
    kind = TokenKind::Newline;
  else if (first == '"')
    kind = TokenKind::String;
  else if (first == '%')
    kind = TokenKind::Name;
  else if (llvm::isDigit(first))
    kind = TokenKind::Number;
  else if (const size_t length = text::wordLength(rest_)) {
    kind = TokenKind::Word;
    return length;
  }
  if (kind == TokenKind::String)
    return stringLength();
  if (kind == TokenKind::Name)
    return 1 + rest_.drop_front().take_while(isNamePart).size();
  if (kind == TokenKind::Number)
    return rest_.take_while(llvm::isAlnum).size();
  return 1;
}

/// Zero when the string does not end on its line.
size_t TextLexer::stringLength() const {
  for (size_t i = 1; i < rest_.size() && rest_[i] != '\n'; ++i) {
    if (rest_[i] == '"')
      return i + 1;
    if (rest_[i] == '\\')
      ++i;
  }
  return 0;
}

std::string TextLexer::unquote(const Token &token) {
  std::string result;
  llvm::StringRef rest = token.text.drop_front().drop_back();
  while (!rest.empty()) {
    char c = rest.front();
    rest = rest.drop_front();
    if (c == '\\') {
      c = rest.front();
      rest = rest.drop_front();
      if (c == 'n')
        c = '\n';
      else if (c == 't')
        c = '\t';
      else if (c == 'x') {
        unsigned code = 0;
        if (rest.size() < 2 || rest.take_front(2).getAsInteger(16, code))
          fail(token.place, "bad escape in a string");
        c = char(code);
        rest = rest.drop_front(std::min<size_t>(2, rest.size()));
      }
    }
    result += c;
  }
  return result;
}

} // namespace hookqual::ir
