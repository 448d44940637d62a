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
    for (size_t i = 0; i < file_.tokens().size(); ++i) {
      while (function != functions.end() && function->close < i)
        ++function;
      const bool isInside = function != functions.end() && function->open < i;
      if (file_.tokens()[i].kind == TokenKind::Directive)
        readMacro(file_.tokens()[i]);
      else if (isInside && isCall(file_.tokens(), i))
        found_.push_back({file_.tokens()[i].text.str(), {function->name, file_.at(file_.tokens()[i])}});
    }
    return std::move(found_);
  }

private:
  bool isCall(Tokens tokens, size_t i) const {
    return tokens[i].isName() && callees_.contains(tokens[i].text) && i + 1 < tokens.size() &&
           tokens[i + 1].is("(") && (i == 0 || (!tokens[i - 1].is("->") && !tokens[i - 1].is(".")));
  }

  void readMacro(const Token &directive) {
    const std::optional<Macro> macro = macroIn(directive);
    if (!macro)
      return;
    for (size_t i = 0; i < macro->body.size(); ++i)
      if (isCall(macro->body, i))
        found_.push_back({macro->body[i].text.str(), {macro->name, file_.at(macro->body[i])}});
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
