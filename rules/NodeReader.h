// SPDX-License-Identifier: MIT
// From nodes of a rule file to the values that all its items share: names, globs,
// constants, expressions, conditions.
//
// Every function reports what is wrong and returns something usable, so that one mistake
// does not hide the next.
#pragma once

#include "rules/Document.h"
#include "rules/Rule.h"
#include "rules/Schema.h"

namespace hookqual::rules {

class NodeReader {
public:
  /// `named` holds what other items may refer to by name: constants, sets and pure functions.
  NodeReader(Diagnostics &diagnostics, const RuleSet &named) : diagnostics_(diagnostics), named_(named) {}

  void report(const SourcePoint &where, std::string text) { diagnostics_.report(where, std::move(text)); }

  /// Is it a map with known keys only, all required ones and one of each group?
  /// Wrong keys are reported; false only when nothing can be read from the node.
  bool checkTable(const Node &node, const TableSchema &table);

  std::string readText(const Node &node, llvm::StringRef what);
  std::vector<std::string> readTexts(const Node &node, llvm::StringRef what); // one, or a list
  std::string readIdentifier(const Node &node);
  std::vector<std::string> readIdentifiers(const Node &node);
  /// `arg0`, or a list of such: their positions.
  std::vector<uint32_t> readArguments(const Node &node);
  std::vector<std::string> readGlobs(const Node &node);
  std::string readMember(const Node &node); // `record.field`
  std::string readWord(const Node &node, llvm::ArrayRef<WordSchema> words);
  std::vector<std::string> readWords(const Node &node, llvm::ArrayRef<WordSchema> words);

  int64_t readConstant(const Node &node);
  std::vector<int64_t> readConstants(const Node &node);
  std::optional<Expression> readExpression(llvm::StringRef text, const SourcePoint &where);
  std::vector<Condition> readConditions(const Node &node);

  /// The comparing tests `equals`, `has`, `any-bit`: several bit masks become their union.
  std::vector<int64_t> readOperands(Test test, const Node &node);

private:
  Diagnostics &diagnostics_;
  const RuleSet &named_;

  bool checkPurity(const Expression &expression);
  std::vector<std::string> readNames(const Node &node, llvm::StringRef what);
  void addNames(const Node &node, const std::string &text, std::vector<std::string> &names);
  bool checkIdentifier(const Node &node, llvm::StringRef text);
  void readTests(const Node &node, const Expression &operand, std::vector<Condition> &conditions);
};

/// The word of a schema table -> the test it names.
Test testNamed(llvm::StringRef word);

} // namespace hookqual::rules
