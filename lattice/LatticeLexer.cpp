// SPDX-License-Identifier: MIT
#include "lattice/LatticeLexer.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace hookqual::lattice {

namespace {

bool isWordCharacter(char c) {
  return llvm::isAlnum(c) || c == '_' || c == '-' || c == '$';
}

size_t endOfComment(llvm::StringRef text) {
  if (text.starts_with("/*")) {
    size_t end = text.find("*/", 2);
    return end == llvm::StringRef::npos ? text.size() : end + 2;
  }
  if (text.starts_with("//") || text.starts_with("#"))
    return std::min(text.find('\n'), text.size());
  return 0;
}

} // namespace

llvm::Error mistakeAt(llvm::StringRef file, uint32_t line, uint32_t column, const llvm::Twine &message) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 file + ":" + llvm::Twine(line) + ":" + llvm::Twine(column) + ": " + message);
}

llvm::Error LatticeLexer::mistake(const Token &where, const llvm::Twine &message) const {
  return mistakeAt(file_, where.line, where.column, message);
}

void LatticeLexer::skip(size_t count) {
  for (char c : rest_.take_front(count)) {
    line_ += c == '\n';
    column_ = c == '\n' ? 1 : column_ + 1;
  }
  rest_ = rest_.drop_front(count);
}

void LatticeLexer::skipBlanksAndComments() {
  while (!rest_.empty()) {
    size_t length = llvm::isSpace(rest_.front()) ? 1 : endOfComment(rest_);
    if (length == 0)
      return;
    skip(length);
  }
}

void LatticeLexer::take(TokenKind kind, size_t length) {
  current_.kind = kind;
  current_.text = rest_.take_front(length);
  skip(length);
}

void LatticeLexer::advance() {
  skipBlanksAndComments();
  current_ = {TokenKind::End, "", line_, column_};
  if (rest_.empty())
    return;
  if (isWordCharacter(rest_.front()))
    return take(TokenKind::Word, rest_.take_while(isWordCharacter).size());
  if (rest_.front() == '"') {
    size_t end = rest_.find_first_of("\"\n", 1);
    if (end == llvm::StringRef::npos || rest_[end] == '\n')
      return take(TokenKind::Bad, std::min(end, rest_.size()));
    take(TokenKind::String, end + 1);
    current_.text = current_.text.drop_front().drop_back();
    return;
  }
  bool known = llvm::StringRef("{}[]<=,").contains(rest_.front());
  take(known ? TokenKind::Punctuation : TokenKind::Bad, 1);
}

} // namespace hookqual::lattice
