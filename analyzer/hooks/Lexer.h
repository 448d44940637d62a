// SPDX-License-Identifier: MIT
// The text of a C file ─lex─► tokens and documentation comments, nothing expanded.
//
// A preprocessor directive is one token, from its `#` to the end of its last continued line; what
// is inside it is lexed by who asks (macroIn, Conditions). Tokens point into the text, so a name
// that a line continuation cuts in two is two names.
#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hookqual::hooks {

enum class TokenKind : uint8_t { Name, Number, String, Character, Punctuation, Directive };

struct Token {
  TokenKind kind = TokenKind::Punctuation;
  llvm::StringRef text;

  bool is(llvm::StringRef spelling) const { return text == spelling && kind != TokenKind::String; }
  bool isName() const { return kind == TokenKind::Name; }
};

using Tokens = llvm::ArrayRef<Token>;

/// A comment that begins with `/**`.
struct DocComment {
  llvm::StringRef text;
  size_t nextToken = 0; // index of the token that follows it
};

struct LexedText {
  llvm::StringRef text;
  std::vector<Token> tokens;
  std::vector<DocComment> docComments;
};

/// `text` outlives the result.
LexedText lex(llvm::StringRef text);

/// Line and column of a place inside the text, from 1.
struct Position {
  uint32_t line = 1, column = 1;
};
Position positionOf(llvm::StringRef text, llvm::StringRef inside);

/// The tokens between a `(` and its `)`, split at the commas that are not inside brackets.
struct Arguments {
  std::vector<Tokens> each; // empty for `()`
  size_t close = 0;         // index of the `)`
};
/// None if tokens[open] is no `(`, or nothing closes it.
std::optional<Arguments> argumentsAt(Tokens tokens, size_t open);

/// `#define NAME(parameters) body`.
struct Macro {
  std::string name;
  std::vector<std::string> parameters;
  std::vector<Token> body;
};
std::optional<Macro> macroIn(const Token &directive);

/// The tokens as C is usually written: `const struct path *path`, `int (*actor)(void *)`.
std::string spell(Tokens tokens);

} // namespace hookqual::hooks
