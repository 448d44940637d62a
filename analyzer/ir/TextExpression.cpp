// SPDX-License-Identifier: MIT
#include "analyzer/ir/TextExpression.h"
#include "analyzer/ir/TextSyntax.h"

namespace hookqual::ir {
namespace {

/// Deeper text is nothing anyone wrote, and recursion has to end somewhere.
constexpr unsigned kMaxDepth = 200;

class ExpressionParser {
public:
  explicit ExpressionParser(TextLexer &lexer) : lexer_(lexer) {}

  TextExpression parse(unsigned depth) {
    if (depth > kMaxDepth)
      lexer_.fail(lexer_.token().place, "expression is nested too deeply");
    TextExpression result = parsePrimary(depth);
    while (!lexer_.failed() && lexer_.token().isAdjacent && parsePostfix(result, depth)) {
    }
    return result;
  }

private:
  TextExpression parsePrimary(unsigned depth) {
    const Token first = lexer_.token();
    TextExpression result;
    result.place = first.place;
    if (first.kind == TokenKind::Name) {
      result.form = TextForm::Name;
      result.text = lexer_.take().text.str();
    } else if (first.kind == TokenKind::Number || lexer_.isPunctuation("-")) {
      result.form = TextForm::Number;
      result.number = lexer_.takeNumber("a number");
    } else if (first.kind == TokenKind::String) {
      result.form = TextForm::String;
      result.text = lexer_.takeText("a string");
    } else if (lexer_.takePunctuation("&")) {
      result.form = TextForm::Symbol;
      result.isQuoted = lexer_.token().kind == TokenKind::String;
      result.text = lexer_.takeText("a symbol");
    } else if (lexer_.takePunctuation("(")) {
      parseParenthesis(result, depth);
    } else {
      parseKeyword(result);
    }
    return result;
  }

  void parseKeyword(TextExpression &result) {
    const auto [keyword, number] = lexer_.token().text.split('.');
    uint32_t index = 0;
    const bool hasIndex = !number.empty() && !number.getAsInteger(10, index);
    if (keyword == "null" && number.empty())
      result.form = TextForm::Null;
    else if (keyword == "undefined" && (number.empty() || hasIndex))
      result.form = TextForm::Undefined;
    else if (keyword == "unknown" && hasIndex)
      result.form = TextForm::Unknown;
    else
      return lexer_.fail(result.place, "expected a value");
    result.number = index;
    lexer_.take();
  }

  void parseParenthesis(TextExpression &result, unsigned depth) {
    const Token head = lexer_.take();
    const std::optional<Opcode> opcode = text::opcodeNamed(head.text);
    if (head.text == "cast") {
      result.form = TextForm::Cast;
      result.type = parseType(lexer_);
      result.operands.push_back(parse(depth + 1));
    } else if (opcode) {
      result.form = TextForm::Operation;
      result.opcode = *opcode;
      result.operands.push_back(parse(depth + 1));
      if (!text::isUnary(*opcode))
        result.operands.push_back(parse(depth + 1));
    } else {
      return lexer_.fail(head.place, "unknown operation '" + head.text + "'");
    }
    lexer_.expect(")");
  }

  /// False when nothing that belongs to the expression follows it.
  bool parsePostfix(TextExpression &result, unsigned depth) {
    const TextPlace place = result.place;
    if (lexer_.isPunctuation("+") || lexer_.isPunctuation("-")) {
      lexer_.takePunctuation("+");
      const int64_t bytes = lexer_.takeNumber("a byte offset");
      result = wrap(TextForm::Offset, place, bytes, std::move(result));
      return true;
    }
    if (lexer_.takePunctuation("[")) {
      TextExpression index = parse(depth + 1);
      lexer_.expect("*");
      const int64_t bytes = lexer_.takeNumber("an element size");
      lexer_.expect("]");
      result = wrap(TextForm::Element, place, bytes, std::move(result));
      result.operands.push_back(std::move(index));
      return true;
    }
    if (result.type || !lexer_.takePunctuation(":"))
      return false;
    result.type = parseType(lexer_);
    return true;
  }

  static TextExpression wrap(TextForm form, TextPlace place, int64_t number, TextExpression operand) {
    TextExpression result;
    result.form = form;
    result.place = place;
    result.number = number;
    result.operands.push_back(std::move(operand));
    return result;
  }

  TextLexer &lexer_;
};

} // namespace

TextExpression parseExpression(TextLexer &lexer) {
  return ExpressionParser(lexer).parse(0);
}

Type parseType(TextLexer &lexer) {
  const TextPlace place = lexer.token().place;
  const std::string name = lexer.takeText("a type");
  const std::optional<Type> type = text::typeNamed(name);
  if (!type)
    lexer.fail(place, "unknown type '" + name + "'");
  return type.value_or(Type{});
}

} // namespace hookqual::ir
