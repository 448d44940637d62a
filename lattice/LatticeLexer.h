// SPDX-License-Identifier: MIT
// The words of a lattice file, each with its place; used by LatticeFile only.
#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>

namespace hookqual::lattice {

enum class TokenKind : uint8_t { Word, String, Punctuation, End, Bad };

struct Token {
  TokenKind kind = TokenKind::End;
  llvm::StringRef text; // without the quotes of a string
  uint32_t line = 1, column = 1;

  bool is(llvm::StringRef expected) const { return kind != TokenKind::String && text == expected; }
};

/// `file:line:col: message`
llvm::Error mistakeAt(llvm::StringRef file, uint32_t line, uint32_t column, const llvm::Twine &message);

class LatticeLexer {
public:
  LatticeLexer(llvm::StringRef text, llvm::StringRef file) : rest_(text), file_(file) { advance(); }

  llvm::StringRef file() const { return file_; }
  const Token &current() const { return current_; }
  void advance();

  /// `file:line:col: message`, at `where`.
  llvm::Error mistake(const Token &where, const llvm::Twine &message) const;

private:
  void skip(size_t count);
  void skipBlanksAndComments();
  void take(TokenKind kind, size_t length);

  llvm::StringRef rest_;
  llvm::StringRef file_;
  Token current_;
  uint32_t line_ = 1, column_ = 1;
};

} // namespace hookqual::lattice
