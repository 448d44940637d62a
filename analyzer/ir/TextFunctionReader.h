// SPDX-License-Identifier: MIT
// One function of the text form, from behind the word `function` to the next top-level
// line. The result is canonical and satisfies ir::verify.
#pragma once

#include "analyzer/ir/TextValues.h"

#include "llvm/ADT/StringMap.h"

#include <optional>
#include <string>
#include <vector>

namespace hookqual::ir {

class TextFunctionReader {
public:
  TextFunctionReader(TextLexer &lexer, llvm::StringRef fileName)
      : lexer_(lexer), fileName_(fileName), values_(function_, lexer) {}

  /// On a mistake the lexer has the error and the result means nothing.
  Function read();

private:
  struct ResultName {
    std::string name;
    TextPlace place;
    std::optional<Type> type; // when it is not that of the instruction
    std::string variable;     // in the source, if any
  };
  struct PendingInstruction {
    Instruction instruction;
    TextPlace place;
    std::optional<ResultName> result;
    std::optional<TextExpression> target, address, value;
    std::vector<TextExpression> arguments;
  };
  struct PendingEdge {
    std::string label;
    TextPlace place;
    EdgeKind kind = EdgeKind::Always;
    std::vector<CaseRange> cases;
  };
  struct PendingPhi {
    std::string name;
    TextPlace place;
    Type type;
    std::string variable;
    std::vector<std::pair<std::string, TextExpression>> inputs;
  };
  struct PendingBlock {
    TextPlace place;
    std::vector<PendingInstruction> instructions;
    std::vector<PendingEdge> edges;
    std::optional<TextExpression> operand; // condition or returned value
  };

  void readHeader();
  void readParameter();
  void readLocal();
  std::string takeRecord();

  void readBody();
  void readLine();
  void openBlock(const Token &label);
  void readDefinition();
  void readPhi(const ResultName &name);
  void readInstruction(std::optional<ResultName> name);
  void readCall(PendingInstruction &pending);
  void readAccess(PendingInstruction &pending);
  MemberId takeMember();
  void addInstruction(PendingInstruction pending);

  bool readTerminator();
  void readBranch();
  void readSwitch();
  void readSwitchEdge(std::vector<CaseRange> &all);
  PendingEdge takeEdge(EdgeKind kind);
  CaseRange takeRange();

  LocationId takeLocation();
  uint32_t takeFile();

  void resolveBlocks();
  void resolve(const PendingInstruction &pending, Instruction &instruction);
  void nameValue(ValueId value, const std::string &variable);
  BlockId block(const std::string &label, TextPlace place);
  void resolvePhi(const PendingPhi &pending);

  TextLexer &lexer_;
  std::string fileName_;
  Function function_;
  TextValues values_;
  TextPlace start_;
  llvm::StringMap<uint32_t> labels_;
  std::vector<PendingBlock> blocks_;
  std::vector<PendingPhi> phis_;
  bool isBlockOpen_ = false;
  uint32_t sites_ = 0;
};

} // namespace hookqual::ir
