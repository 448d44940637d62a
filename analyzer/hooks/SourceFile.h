// SPDX-License-Identifier: MIT
// A file of the tree while it is read: its name, its text and its tokens.
#pragma once

#include "analyzer/hooks/Lexer.h"
#include "reports/Finding.h"

namespace hookqual::hooks {

struct SourceFile {
  std::string name; // relative to the tree
  LexedText lexed;

  /// `text` outlives the file.
  SourceFile(std::string fileName, llvm::StringRef text) : name(std::move(fileName)), lexed(lex(text)) {}

  Tokens tokens() const { return lexed.tokens; }

  reports::SourceRange at(const Token &token) const {
    const Position position = positionOf(lexed.text, token.text);
    return {name, position.line, position.column, position.line,
            position.column + uint32_t(token.text.size())};
  }
};

} // namespace hookqual::hooks
