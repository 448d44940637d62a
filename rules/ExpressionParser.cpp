// SPDX-License-Identifier: MIT
#include "rules/ExpressionParser.h"

#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

#include <optional>

namespace hookqual::rules {

namespace {

/// Recursive descent; the first fault stops it.
class Parser {
public:
  explicit Parser(llvm::StringRef text) : text_(text) {}

  std::variant<Expression, ExpressionFault> parse(const SourcePoint &where) {
    Expression expression;
    expression.text = text_.trim().str();
    expression.where = where;
    parseWhole(expression);
    if (fault_)
      return *fault_;
    return expression;
  }

private:
  llvm::StringRef text_;
  size_t position_ = 0;
  std::optional<ExpressionFault> fault_;

  void fail(size_t offset, std::string message) {
    if (!fault_)
      fault_ = ExpressionFault{static_cast<uint32_t>(offset), std::move(message)};
  }

  void skipSpace() {
    while (position_ < text_.size() && llvm::isSpace(text_[position_]))
      ++position_;
  }

  bool consume(llvm::StringRef token) {
    skipSpace();
    if (!text_.substr(position_).starts_with(token))
      return false;
    position_ += token.size();
    return true;
  }

  void expect(llvm::StringRef token) {
    if (!consume(token))
      fail(position_, ("expected '" + token + "'").str());
  }

  std::string parseName(llvm::StringRef what) {
    skipSpace();
    size_t start = position_;
    while (position_ < text_.size() && (llvm::isAlnum(text_[position_]) || text_[position_] == '_'))
      ++position_;
    llvm::StringRef name = text_.slice(start, position_);
    if (name.empty() || llvm::isDigit(name.front())) {
      fail(start, ("expected " + what).str());
      return {};
    }
    return name.str();
  }

  void parseWhole(Expression &expression) {
    parseOperand(expression);
    skipSpace();
    if (!fault_ && position_ != text_.size())
      fail(position_, "unexpected '" + text_.substr(position_).str() + "'");
  }

  void parseOperand(Expression &expression) {
    bool hasAmpersand = consume("&");
    parsePath(expression);
    bool hasFields = expression.root != RootKind::Null && expression.root != RootKind::System;
    if (!fault_ && !hasFields && !expression.steps.empty())
      fail(0, "NULL and system have no fields");
    if (hasAmpersand && !fault_)
      takeAddress(expression);
  }

  void takeAddress(Expression &expression) {
    if (!expression.steps.empty())
      expression.takesAddress = true;
    else if (expression.root == RootKind::Name)
      expression.root = RootKind::AddressOfGlobal;
    else
      fail(0, "only a field or a global has an address");
  }

  void parsePath(Expression &expression) {
    parsePrimary(expression);
    while (!fault_) {
      if (consume("->"))
        expression.steps.push_back({StepKind::Arrow, {}, parseName("a field after '->'")});
      else if (consume("."))
        expression.steps.push_back({StepKind::Dot, {}, parseName("a field after '.'")});
      else
        break;
    }
  }

  void parsePrimary(Expression &expression) {
    std::string name = parseName("a name");
    if (fault_)
      return;
    if (!consume("("))
      return nameRoot(expression, name);
    if (name == "up")
      return parseContainer(expression);
    expression.root = RootKind::Applied;
    expression.name = std::move(name);
    parseArguments(expression);
  }

  void parseArguments(Expression &expression) {
    do {
      Expression argument;
      argument.text = expression.text;
      argument.where = expression.where;
      parseOperand(argument);
      expression.arguments.push_back(std::move(argument));
    } while (!fault_ && consume(","));
    expect(")");
  }

  void parseContainer(Expression &expression) {
    parsePath(expression);
    expect(",");
    consume("struct ");
    Step step{StepKind::Container, parseName("a struct"), {}};
    expect(",");
    step.field = parseName("a member");
    while (!fault_ && consume("."))
      step.field += "." + parseName("a member after '.'");
    expect(")");
    expression.steps.push_back(std::move(step));
  }

  static void nameRoot(Expression &expression, llvm::StringRef name) {
    llvm::StringRef number = name;
    if (number.consume_front("arg") && !number.getAsInteger(10, expression.argument)) {
      expression.root = RootKind::Argument;
      return;
    }
    expression.argument = 0;
    expression.root = llvm::StringSwitch<RootKind>(name)
                          .Case("base", RootKind::Base)
                          .Case("value", RootKind::Value)
                          .Case("result", RootKind::Result)
                          .Case("NULL", RootKind::Null)
                          .Case("current", RootKind::Current)
                          .Case("system", RootKind::System)
                          .Case("subject", RootKind::Subject)
                          .Default(RootKind::Name);
    if (expression.root == RootKind::Name)
      expression.name = name.str();
  }
};

} // namespace

std::variant<Expression, ExpressionFault> parseExpression(llvm::StringRef text, const SourcePoint &where) {
  return Parser(text).parse(where);
}

} // namespace hookqual::rules
