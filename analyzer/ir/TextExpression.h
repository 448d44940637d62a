// SPDX-License-Identifier: MIT
// A value as it is written in the text form, before its names are known.
#pragma once

#include "analyzer/ir/Function.h"
#include "analyzer/ir/TextLexer.h"

#include <optional>
#include <string>
#include <vector>

namespace hookqual::ir {

enum class TextForm : uint8_t {
  Name,      // %x: parameter, result, phi or named expression
  Number,    // 64, -1, 0x40
  Null,      // null
  String,    // "text"
  Symbol,    // &name: a local, else a global; &"name": a global
  Undefined, // undefined, undefined.1
  Unknown,   // unknown.0
  Offset,    // operand+48
  Element,   // operand[operand * 8]
  Operation, // (and operand operand)
  Cast,      // (cast uint64 operand)
};

struct TextExpression {
  TextForm form = TextForm::Null;
  TextPlace place;
  std::string text;
  bool isQuoted = false;
  int64_t number = 0; // also the bytes of Offset and Element, the index of Unknown
  Opcode opcode = Opcode::None;
  std::optional<Type> type; // as annotated with `:type`
  std::vector<TextExpression> operands;
};

TextExpression parseExpression(TextLexer &lexer);
Type parseType(TextLexer &lexer);

} // namespace hookqual::ir
