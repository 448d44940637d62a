// SPDX-License-Identifier: MIT
// TextExpression -> hash-consed values of one function. Names may be used before the line
// that defines them, so a body is parsed first and resolved afterwards.
#pragma once

#include "analyzer/ir/TextExpression.h"
#include "analyzer/ir/ValueTable.h"

#include "llvm/ADT/StringMap.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace hookqual::ir {

class TextValues {
public:
  /// `function` has its parameters and locals; its values and tables are filled in.
  TextValues(Function &function, TextLexer &lexer) : function_(function), lexer_(lexer) {}

  void nameParameter(const std::string &key, TextPlace place);
  void nameLocal(const std::string &key, TextPlace place);

  void defineExpression(const std::string &name, TextExpression expression);
  void defineResult(const std::string &name, TextPlace place, const Value &result);
  /// The result of a load, whose operand is its address.
  void defineLoad(const std::string &name, TextPlace place, const Value &result, TextExpression address);
  /// A phi is a value at once; its operands are set when predecessors are known.
  void definePhi(const std::string &name, TextPlace place, const Value &phi);

  /// `expected` is the type of a bare number at this place.
  ValueId resolve(const TextExpression &expression, const Type &expected);
  ValueId resolveName(const std::string &name, TextPlace place);
  void setOperands(ValueId phi, std::vector<ValueId> operands);

  uint32_t symbol(const std::string &spelling);

private:
  enum class Progress : uint8_t { Waiting, Open, Done };
  struct Definition {
    TextPlace place;
    Value pattern;
    std::vector<TextExpression> operand; // the expression itself, or a load's address
    bool isExpression = false;
    Progress progress = Progress::Waiting;
    ValueId value;
  };

  void define(const std::string &name, Definition definition);
  ValueId intern(Value value);
  ValueId resolveOpen(Definition &definition);
  ValueId resolveSymbol(const TextExpression &expression);
  ValueId resolveOffset(const TextExpression &expression);
  ValueId resolveOperation(const TextExpression &expression);
  Type typeOf(ValueId id) const { return id.valid() ? function_.value(id).type : Type{}; }

  Function &function_;
  TextLexer &lexer_;
  llvm::StringMap<uint32_t> parameters_, locals_, strings_, symbols_;
  llvm::StringMap<Definition> definitions_;
  std::unordered_map<Value, ValueId, ValueHash> interned_;
  unsigned depth_ = 0;
};

} // namespace hookqual::ir
