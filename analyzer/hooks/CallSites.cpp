// SPDX-License-Identifier: MIT
#include "analyzer/hooks/CallSites.h"

#include "analyzer/hooks/Functions.h"

namespace hookqual::hooks {

namespace {

class CallScan {
public:
  CallScan(const SourceFile &file, const llvm::StringSet<> &callees) : file_(file), callees_(callees) {}

  std::vector<FoundCall> run() {
    const std::vector<FunctionBody> functions = functionsIn(file_.lexed);
    auto function = functions.begin();
    int depth = 0; // of braces outside functions: what stands in some is an initializer
    for (size_t i = 0; i < file_.tokens().size(); ++i) {
      while (function != functions.end() && function->close < i)
        ++function;
      if (file_.tokens()[i].kind == TokenKind::Directive)
        readMacro(file_.tokens()[i]);
      else if (function != functions.end() && function->open <= i)
        readToken(file_.tokens(), i, function->name);
      else
        readOutside(i, depth);
    }
    return std::move(found_);
  }

private:
  /// What is followed by a parenthesis there is declared or defined. Without braces around it,
  /// it is an argument of a macro: a list of symbols, or an export.
  void readOutside(size_t i, int &depth) {
    const Token &token = file_.tokens()[i];
    depth += int(token.is("{")) - int(token.is("}"));
    if (depth > 0 && !isFollowedByParenthesis(file_.tokens(), i))
      readToken(file_.tokens(), i, "");
  }

  static bool isFollowedByParenthesis(Tokens tokens, size_t i) {
    return i + 1 < tokens.size() && tokens[i + 1].is("(");
  }

  /// Whether a word may be a function's name here: no member, and no type stands before it.
  static bool mayBeFunction(Tokens tokens, size_t i) {
    if (i == 0)
      return true;
    const Token &before = tokens[i - 1];
    return !before.is("->") && !before.is(".") && !before.is("*") &&
           (!before.isName() || before.is("return") || before.is("else") || before.is("do"));
  }

  void readToken(Tokens tokens, size_t i, const std::string &function) {
    if (tokens[i].isName() && callees_.contains(tokens[i].text) && mayBeFunction(tokens, i))
      found_.push_back(
          {tokens[i].text.str(), {function, file_.at(tokens[i]), !isFollowedByParenthesis(tokens, i)}});
  }

  void readMacro(const Token &directive) {
    if (const std::optional<Macro> macro = macroIn(directive))
      for (size_t i = 0; i < macro->body.size(); ++i)
        readToken(macro->body, i, macro->name);
  }

  const SourceFile &file_;
  const llvm::StringSet<> &callees_;
  std::vector<FoundCall> found_;
};

} // namespace

std::vector<FoundCall> callsIn(const SourceFile &file, const llvm::StringSet<> &callees) {
  return CallScan(file, callees).run();
}

} // namespace hookqual::hooks
