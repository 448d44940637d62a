// SPDX-License-Identifier: MIT
#include "analyzer/hooks/Declarations.h"

#include "analyzer/hooks/Conditions.h"
#include "analyzer/hooks/SourceFile.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

namespace hookqual::hooks {

namespace {

using llvm::StringRef;
using reports::Hook;
using reports::HookParameter;

bool isTypeKeyword(StringRef word) {
  return llvm::StringSwitch<bool>(word)
      .Cases("int", "char", "long", "short", "void", "unsigned", "signed", "const", "bool", true)
      .Default(false);
}

/// Index of the parameter's name: of a declarator `(*name)`, else the last word, unless that is
/// part of the type.
std::optional<size_t> nameOf(Tokens parameter) {
  for (size_t i = 0; i + 2 < parameter.size(); ++i)
    if (parameter[i].is("(") && parameter[i + 1].is("*") && parameter[i + 2].isName())
      return i + 2;
  const Tokens words = parameter.take_until([](const Token &token) { return token.is("["); });
  if (words.size() < 2 || !words.back().isName() || isTypeKeyword(words.back().text))
    return std::nullopt;
  const Token &before = words[words.size() - 2];
  if (before.is("struct") || before.is("union") || before.is("enum"))
    return std::nullopt;
  return words.size() - 1;
}

HookParameter parameterOf(Tokens tokens) {
  const std::optional<size_t> name = nameOf(tokens);
  if (!name)
    return {spell(tokens), ""};
  std::vector<Token> type(tokens.begin(), tokens.end());
  type.erase(type.begin() + ptrdiff_t(*name));
  return {spell(type), tokens[*name].text.str()};
}

std::vector<HookParameter> parametersOf(llvm::ArrayRef<Tokens> all) {
  std::vector<HookParameter> parameters;
  for (Tokens each : all)
    if (!each.empty())
      parameters.push_back(parameterOf(each));
  if (parameters.size() == 1 && parameters[0] == HookParameter{"void", ""})
    parameters.clear();
  return parameters;
}

class DeclarationReader {
public:
  DeclarationReader(StringRef text, const DeclarationForm &form)
      : file_(form.file, text), tokens_(file_.tokens()), form_(form) {}

  llvm::Error readMacroUses() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::Directive) {
        conditions_.see(tokens_[i]);
      } else if (tokens_[i].is(form_.name)) {
        if (llvm::Error error = readMacroUse(i))
          return error;
      }
    }
    return llvm::Error::success();
  }

  llvm::Error readRecord() {
    const std::optional<size_t> open = findRecord();
    if (!open)
      return llvm::Error::success();
    size_t first = *open + 1, depth = 1;
    for (size_t i = first; i < tokens_.size() && depth > 0; ++i) {
      if (tokens_[i].kind == TokenKind::Directive) {
        conditions_.see(tokens_[i]);
      } else if (tokens_[i].is("{")) {
        ++depth;
      } else if (tokens_[i].is("}")) {
        --depth;
      } else if (tokens_[i].is(";") && depth == 1) {
        readMember(first, i);
        first = i + 1;
      }
    }
    return depth == 0 ? llvm::Error::success() : failAt(tokens_[*open], "nothing closes this brace");
  }

  std::vector<Hook> take() { return std::move(hooks_); }

private:
  llvm::Error failAt(const Token &token, StringRef what) const {
    const reports::SourceRange where = file_.at(token);
    return llvm::createStringError(form_.file + ":" + llvm::Twine(where.line) + ":" +
                                   llvm::Twine(where.column) + ": " + what);
  }

  /// MACRO(return type, default, name, parameters...)
  llvm::Error readMacroUse(size_t i) {
    const std::optional<Arguments> arguments = argumentsAt(tokens_, i + 1);
    if (!arguments || arguments->each.size() < 3 || arguments->each[2].size() != 1)
      return failAt(tokens_[i], "expected " + form_.name + "(type, default, hook, parameters...)");
    const llvm::ArrayRef<Tokens> each = arguments->each;
    hooks_.push_back({.name = each[2][0].text.str(),
                      .returns = spell(each[0]),
                      .defaultValue = spell(each[1]),
                      .parameters = parametersOf(each.drop_front(3)),
                      .condition = conditions_.text(),
                      .where = file_.at(each[2][0])});
    return llvm::Error::success();
  }

  /// The `{` of `union tag {`; conditions before it have been seen then.
  std::optional<size_t> findRecord() {
    for (size_t i = 0; i + 2 < tokens_.size(); ++i) {
      if (tokens_[i].kind == TokenKind::Directive)
        conditions_.see(tokens_[i]);
      else if (tokens_[i].is(form_.kind) && tokens_[i + 1].is(form_.name) && tokens_[i + 2].is("{"))
        return i + 2;
    }
    return std::nullopt;
  }

  /// `type (*hook)(parameters)`; other members are no hooks.
  void readMember(size_t first, size_t end) {
    std::vector<Token> member;
    for (const Token &token : tokens_.slice(first, end - first))
      if (token.kind != TokenKind::Directive)
        member.push_back(token);
    for (size_t i = 0; i + 4 < member.size(); ++i) {
      if (!member[i].is("(") || !member[i + 1].is("*") || !member[i + 2].isName() || !member[i + 3].is(")"))
        continue;
      if (const auto arguments = argumentsAt(member, i + 4))
        hooks_.push_back({.name = member[i + 2].text.str(),
                          .returns = spell(Tokens(member).take_front(i)),
                          .parameters = parametersOf(arguments->each),
                          .condition = conditions_.text(),
                          .where = file_.at(member[i + 2])});
      return;
    }
  }

  SourceFile file_;
  Tokens tokens_;
  const DeclarationForm &form_;
  Conditions conditions_;
  std::vector<Hook> hooks_;
};

} // namespace

llvm::Expected<std::vector<Hook>> hooksDeclaredIn(StringRef text, const DeclarationForm &form) {
  DeclarationReader reader(text, form);
  if (llvm::Error error = form.kind == "macro" ? reader.readMacroUses() : reader.readRecord())
    return error;
  return reader.take();
}

} // namespace hookqual::hooks
