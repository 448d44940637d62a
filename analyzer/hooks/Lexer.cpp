// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Lexer.h"

#include "llvm/ADT/StringExtras.h"

#include <algorithm>

namespace hookqual::hooks {

namespace {

using llvm::StringRef;

bool isNameCharacter(char c) {
  return llvm::isAlnum(c) || c == '_';
}

class Lexer {
public:
  explicit Lexer(StringRef text) : text_(text) { result_.text = text; }

  LexedText run() {
    while (at_ < text_.size())
      step();
    return std::move(result_);
  }

private:
  StringRef rest() const { return text_.drop_front(at_); }
  bool startsWith(StringRef what) const { return rest().starts_with(what); }

  void step() {
    const char c = text_[at_];
    if (c == '\n') {
      atLineStart_ = true;
      ++at_;
    } else if (llvm::isSpace(c)) {
      ++at_;
    } else if (size_t length = continuationLength()) {
      at_ += length;
    } else if (startsWith("/*")) {
      takeBlockComment();
    } else if (startsWith("//")) {
      at_ = endOfLogicalLine();
    } else if (c == '#' && atLineStart_) {
      emit(TokenKind::Directive, endOfDirective());
    } else {
      takeToken(c);
    }
  }

  void takeToken(char c) {
    if (llvm::isAlpha(c) || c == '_')
      emit(TokenKind::Name, endOf(isNameCharacter));
    else if (llvm::isDigit(c))
      emit(TokenKind::Number, endOf([](char d) { return isNameCharacter(d) || d == '.'; }));
    else if (c == '"')
      emit(TokenKind::String, endOfQuoted(at_));
    else if (c == '\'')
      emit(TokenKind::Character, endOfQuoted(at_));
    else
      emit(TokenKind::Punctuation, at_ + punctuationLength());
  }

  void emit(TokenKind kind, size_t end) {
    result_.tokens.push_back({kind, text_.slice(at_, end)});
    at_ = end;
    atLineStart_ = false;
  }

  size_t punctuationLength() const {
    for (StringRef longer : {"...", "->", "##"})
      if (startsWith(longer))
        return longer.size();
    return 1;
  }

  template <typename Belongs> size_t endOf(Belongs belongs) const {
    return at_ + rest().take_while(belongs).size();
  }

  /// Of a backslash that joins this line to the next; 0 if there is none here.
  size_t continuationLength(size_t at) const {
    const StringRef here = text_.substr(at);
    return here.starts_with("\\\n") ? 2 : here.starts_with("\\\r\n") ? 3 : 0;
  }
  size_t continuationLength() const { return continuationLength(at_); }

  void takeBlockComment() {
    const size_t end = endOfBlockComment(at_);
    const StringRef comment = text_.slice(at_, end);
    if (comment.starts_with("/**") && comment != "/**/")
      result_.docComments.push_back({comment, result_.tokens.size()});
    at_ = end;
  }

  size_t endOfBlockComment(size_t at) const {
    const size_t end = text_.find("*/", at + 2);
    return end == StringRef::npos ? text_.size() : end + 2;
  }

  size_t endOfLogicalLine() const {
    size_t at = at_;
    while (at < text_.size() && text_[at] != '\n')
      at += std::max<size_t>(1, continuationLength(at));
    return at;
  }

  /// Literals end with their line even if nobody closes them: assembler in headers has apostrophes.
  size_t endOfQuoted(size_t at) const {
    const char quote = text_[at++];
    while (at < text_.size() && text_[at] != '\n' && text_[at] != quote)
      at += text_[at] != '\\' ? 1 : std::max<size_t>(2, continuationLength(at));
    return std::min(text_.size(), at < text_.size() && text_[at] == quote ? at + 1 : at);
  }

  /// Apostrophes are no quotes here: `#error don't`.
  size_t endOfDirective() const {
    size_t at = at_;
    while (at < text_.size() && text_[at] != '\n') {
      if (text_.substr(at).starts_with("/*"))
        at = endOfBlockComment(at);
      else if (text_[at] == '"')
        at = endOfQuoted(at);
      else
        at += std::max<size_t>(1, continuationLength(at));
    }
    return at;
  }

  StringRef text_;
  size_t at_ = 0;
  bool atLineStart_ = true;
  LexedText result_;
};

bool opens(const Token &token) {
  return token.is("(") || token.is("[") || token.is("{");
}

bool closes(const Token &token) {
  return token.is(")") || token.is("]") || token.is("}");
}

/// Whether a space separates two neighbours.
bool isSpaced(const Token &left, const Token &right, bool leftIsPrefix) {
  if (right.is(",") || right.is(";") || right.is(")") || right.is("]") || right.is("["))
    return false;
  if (left.is("(") || left.is("[") || leftIsPrefix || left.is("##") || right.is("##"))
    return false;
  if (right.is("("))
    return !left.isName() && !left.is(")");
  return true;
}

} // namespace

LexedText lex(StringRef text) {
  return Lexer(text).run();
}

Position positionOf(StringRef text, StringRef inside) {
  const StringRef before(text.data(), size_t(inside.data() - text.data()));
  const size_t lineStart = before.rfind('\n') + 1; // npos + 1 is 0
  return {uint32_t(before.count('\n') + 1), uint32_t(before.size() - lineStart + 1)};
}

std::optional<Arguments> argumentsAt(Tokens tokens, size_t open) {
  if (open >= tokens.size() || !tokens[open].is("("))
    return std::nullopt;
  Arguments arguments;
  size_t depth = 0, begin = open + 1;
  for (size_t i = open; i < tokens.size(); ++i) {
    if (opens(tokens[i])) {
      ++depth;
    } else if (closes(tokens[i]) && --depth == 0) {
      if (i > begin || !arguments.each.empty())
        arguments.each.push_back(tokens.slice(begin, i - begin));
      arguments.close = i;
      return arguments;
    } else if (depth == 1 && tokens[i].is(",")) {
      arguments.each.push_back(tokens.slice(begin, i - begin));
      begin = i + 1;
    }
  }
  return std::nullopt;
}

std::optional<Macro> macroIn(const Token &directive) {
  std::vector<Token> tokens = lex(directive.text.drop_front()).tokens;
  if (tokens.size() < 2 || !tokens[0].is("define") || !tokens[1].isName())
    return std::nullopt;
  Macro macro{.name = tokens[1].text.str()};
  size_t body = 2;
  // With a space before it, the parenthesis belongs to the body.
  if (tokens.size() > 2 && tokens[2].text.data() == tokens[1].text.end())
    if (auto parameters = argumentsAt(tokens, 2)) {
      for (Tokens parameter : parameters->each)
        macro.parameters.push_back(spell(parameter));
      body = parameters->close + 1;
    }
  macro.body.assign(tokens.begin() + ptrdiff_t(body), tokens.end());
  return macro;
}

std::string spell(Tokens tokens) {
  std::string text;
  const Token *last = nullptr;
  bool lastIsPrefix = false; // `*` of a declarator, sign of a number
  for (const Token &token : tokens) {
    if (token.kind == TokenKind::Directive)
      continue;
    // `int (*name)(...)`: a parenthesis before `*` opens a declarator, not a call.
    const size_t next = size_t(&token - tokens.data()) + 1;
    const bool opensDeclarator = token.is("(") && next < tokens.size() && tokens[next].is("*");
    if (last != nullptr && (isSpaced(*last, token, lastIsPrefix) || (opensDeclarator && last->isName())))
      text += ' ';
    lastIsPrefix = token.is("*") || token.is("&") || ((token.is("-") || token.is("!")) && last == nullptr);
    text += token.text;
    last = &token;
  }
  return text;
}

} // namespace hookqual::hooks
