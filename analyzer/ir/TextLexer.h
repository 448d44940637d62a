// SPDX-License-Identifier: MIT
// Text form -> tokens. Newlines are tokens, `//` opens a comment. Each parsing step either
// succeeds or records the first error with its place; after that every token is End, so
// that parsers run out without looking.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <optional>
#include <string>

namespace hookqual::ir {

enum class TokenKind : uint8_t { Word, Name, Number, String, Punctuation, Newline, End };

struct TextPlace {
  uint32_t line = 1, column = 1;
};

struct Token {
  TokenKind kind = TokenKind::End;
  llvm::StringRef text; // Name: without the `%`. String: with quotes
  TextPlace place;
  bool isAdjacent = false; // no blank before it
};

class TextLexer {
public:
  TextLexer(llvm::StringRef text, llvm::StringRef fileName) : rest_(text), fileName_(fileName) { advance(); }

  const Token &token() const { return token_; }
  Token take();

  bool isWord(llvm::StringRef text) const { return is(TokenKind::Word, text); }
  bool isPunctuation(llvm::StringRef text) const { return is(TokenKind::Punctuation, text); }
  /// Takes the token if it is the one named.
  bool takeWord(llvm::StringRef text);
  bool takePunctuation(llvm::StringRef text);

  void expect(llvm::StringRef punctuation);
  void expectEndOfLine();
  void skipNewlines();

  /// A bare word or a quoted string.
  bool atText() const { return token_.kind == TokenKind::Word || token_.kind == TokenKind::String; }
  std::string takeText(llvm::StringRef what);
  int64_t takeNumber(llvm::StringRef what);
  uint32_t takeNumber32(llvm::StringRef what);

  void fail(TextPlace place, const llvm::Twine &message);
  bool failed() const { return error_.has_value(); }
  llvm::Error takeError() const;

private:
  bool is(TokenKind kind, llvm::StringRef text) const { return token_.kind == kind && token_.text == text; }
  void advance();
  void skipBlanks();
  size_t tokenLength(TokenKind &kind) const;
  size_t stringLength() const;
  std::string unquote(const Token &token);

  llvm::StringRef rest_;
  std::string fileName_;
  TextPlace place_;
  Token token_;
  std::optional<std::string> error_;
};

} // namespace hookqual::ir
