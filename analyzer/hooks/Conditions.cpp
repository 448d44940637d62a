// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Conditions.h"

#include "llvm/ADT/StringExtras.h"

namespace hookqual::hooks {

namespace {

/// `defined(X)` and `defined X` become `X`.
std::string conditionText(Tokens tokens) {
  std::vector<Token> kept;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is("defined")) {
      kept.push_back(tokens[i]);
    } else if (auto argument = argumentsAt(tokens, i + 1); argument && argument->each.size() == 1) {
      kept.insert(kept.end(), argument->each[0].begin(), argument->each[0].end());
      i = argument->close;
    }
  }
  std::string text;
  for (size_t i = 0; i < kept.size(); ++i) {
    // `&&` is two tokens of one character each.
    const bool joins =
        i > 0 && kept[i - 1].text.end() == kept[i].text.data() && !(kept[i - 1].is("!") && kept[i].isName());
    text += (i == 0 || joins || kept[i - 1].is("!") ? "" : " ") + kept[i].text.str();
  }
  return text;
}

bool isOneName(llvm::StringRef condition) {
  return llvm::all_of(condition, [](char c) { return llvm::isAlnum(c) || c == '_'; });
}

std::string negated(const std::string &condition) {
  if (llvm::StringRef(condition).starts_with("!") && isOneName(llvm::StringRef(condition).drop_front()))
    return condition.substr(1);
  return isOneName(condition) ? "!" + condition : "!(" + condition + ")";
}

std::string both(const std::string &left, const std::string &right) {
  return left.empty() || right.empty() ? left + right : left + " && " + right;
}

} // namespace

void Conditions::see(const Token &directive) {
  const std::vector<Token> tokens = lex(directive.text.drop_front()).tokens;
  if (tokens.empty())
    return;
  const Tokens words = Tokens(tokens).drop_front();
  if (tokens[0].is("if") || tokens[0].is("ifdef")) {
    levels_.push_back({.now = conditionText(words)});
  } else if (tokens[0].is("ifndef")) {
    const std::string name = conditionText(words);
    levels_.push_back({.now = negated(name), .guardName = name});
    return;
  } else if (tokens[0].is("define")) {
    seeDefine(words);
  } else if (!levels_.empty() && (tokens[0].is("else") || tokens[0].is("elif"))) {
    Level &level = levels_.back();
    level.refused = both(level.refused, negated(level.now));
    level.now = tokens[0].is("elif") ? both(level.refused, conditionText(words)) : level.refused;
  } else if (!levels_.empty() && tokens[0].is("endif")) {
    levels_.pop_back();
  }
  for (Level &level : levels_)
    level.guardName.clear(); // only the directive right after it makes a guard
}

void Conditions::seeDefine(Tokens words) {
  if (!levels_.empty() && !words.empty() && words[0].is(levels_.back().guardName))
    levels_.back().isGuard = true;
}

std::string Conditions::text() const {
  std::string text;
  for (const Level &level : levels_)
    if (!level.isGuard)
      text = both(text, level.now);
  return text;
}

} // namespace hookqual::hooks
