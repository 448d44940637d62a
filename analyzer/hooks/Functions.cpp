// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Functions.h"

#include "llvm/ADT/StringExtras.h"

namespace hookqual::hooks {

namespace {

using llvm::StringRef;

class FunctionScan {
public:
  explicit FunctionScan(const LexedText &file) : file_(file), tokens_(file.tokens) {}

  std::vector<FunctionBody> run() {
    size_t first = 0;
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].is(";")) {
        first = i + 1;
      } else if (tokens_[i].is("{")) {
        const size_t close = closeOf(i);
        if (addFunction(first, i, close))
          first = close + 1;
        i = close;
      } else if (first == i && (tokens_[i].kind == TokenKind::Directive || tokens_[i].is("}"))) {
        first = i + 1;
      }
    }
    return std::move(functions_);
  }

private:
  bool isInColumnOne(size_t i) const {
    const char *begin = tokens_[i].text.data();
    return begin == file_.text.data() || begin[-1] == '\n';
  }

  bool mustEndFunction(size_t brace) const {
    return isInColumnOne(brace) && (brace + 1 == tokens_.size() || isInColumnOne(brace + 1));
  }

  /// Of the `{` at `open`; the last token if it has none.
  size_t closeOf(size_t open) const {
    std::vector<size_t> depthsAtIf;
    size_t depth = 0;
    for (size_t i = open; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::Directive)
        followConditional(tokens_[i].text, depthsAtIf, depth);
      else if (tokens_[i].is("{"))
        ++depth;
      else if (tokens_[i].is("}") && (--depth == 0 || mustEndFunction(i)))
        return i;
    }
    return tokens_.size() - 1;
  }

  static void followConditional(StringRef directive, std::vector<size_t> &depthsAtIf, size_t &depth) {
    const StringRef word = directive.drop_front().ltrim();
    if (word.starts_with("if")) {
      depthsAtIf.push_back(depth);
    } else if (word.starts_with("el") && !depthsAtIf.empty()) {
      depth = depthsAtIf.back();
    } else if (word.starts_with("endif") && !depthsAtIf.empty()) {
      depthsAtIf.pop_back();
    }
  }

  bool addFunction(size_t first, size_t open, size_t close) {
    std::optional<size_t> name = nameBetween(first, open);
    if (!name)
      return false;
    functions_.push_back({displayName(*name), first, *name, open, close});
    return true;
  }

  /// The first name that takes parentheses. Attributes take them too: those before the
  /// function are followed by a word, those behind it come second.
  std::optional<size_t> nameBetween(size_t first, size_t open) const {
    std::optional<size_t> found;
    for (size_t i = first; i < open; ++i) {
      if (tokens_[i].is("="))
        return std::nullopt; // an initializer
      const auto arguments = argumentsAt(tokens_.take_front(open), i);
      if (!arguments)
        continue;
      const size_t next = arguments->close + 1;
      const bool isAttribute = next < open && tokens_[next].isName() && isWordOfType(tokens_[next].text);
      if (!found && !isAttribute && i > first && tokens_[i - 1].isName())
        found = i - 1;
      i = arguments->close;
    }
    return found;
  }

  /// What may follow an attribute before a function's name, not the attributes behind it.
  static bool isWordOfType(StringRef word) { return !word.starts_with("__"); }

  /// A macro that defines a function says its name first, in capitals itself.
  std::string displayName(size_t name) const {
    const StringRef text = tokens_[name].text;
    if (llvm::any_of(text, [](char c) { return llvm::isLower(c); }))
      return text.str();
    const auto arguments = argumentsAt(tokens_, name + 1);
    const bool isNamed = arguments && !arguments->each.empty() && !arguments->each[0].empty();
    return text.str() + (isNamed ? "(" + spell(arguments->each[0]) + ")" : "");
  }

  const LexedText &file_;
  Tokens tokens_;
  std::vector<FunctionBody> functions_;
};

} // namespace

std::vector<FunctionBody> functionsIn(const LexedText &file) {
  return FunctionScan(file).run();
}

} // namespace hookqual::hooks
