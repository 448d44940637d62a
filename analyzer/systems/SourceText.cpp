// SPDX-License-Identifier: MIT
#include "analyzer/systems/SourceText.h"

#include "analyzer/infer/Term.h"
#include "analyzer/witness/Story.h"
#include "analyzer/witness/TermText.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLExtras.h"

namespace hookqual::systems {

using ir::BlockId;
using ir::EdgeKind;
using ir::Opcode;
using ir::Value;
using ir::ValueId;
using ir::ValueKind;

namespace {

constexpr size_t kMostConditions = 12; // of a way

std::optional<std::string_view> signOf(Opcode opcode, bool isTrue) {
  switch (opcode) {
  case Opcode::Equal:
    return isTrue ? "==" : "!=";
  case Opcode::NotEqual:
    return isTrue ? "!=" : "==";
  case Opcode::Less:
    return isTrue ? "<" : ">=";
  case Opcode::LessEqual:
    return isTrue ? "<=" : ">";
  case Opcode::Greater:
    return isTrue ? ">" : "<=";
  case Opcode::GreaterEqual:
    return isTrue ? ">=" : "<";
  default:
    return std::nullopt;
  }
}

std::string textOfCondition(const ir::Program &program, const ir::Function &function, ValueId id,
                            bool isTrue);

bool isZero(const ir::Function &function, ValueId id) {
  return function.value(id).kind == ValueKind::Constant && function.value(id).constant == 0;
}

size_t successorTo(const ir::Block &block, BlockId target) {
  return size_t(llvm::find_if(block.successors, [&](const ir::Edge &edge) { return edge.target == target; }) -
                block.successors.begin());
}

std::string joinedConditions(const std::vector<std::string> &conditions) {
  std::vector<std::string> texts;
  for (const std::string &condition : conditions)
    if (!condition.empty())
      texts.push_back(conditions.size() > 1 && condition.find(" || ") != std::string::npos
                          ? "(" + condition + ")"
                          : condition);
  return joined(texts, " && ");
}

/// `a || b` or `a && b`, computed on several ways into a block: what holds on those on which it is
/// true (false).
std::string textOfJoined(const ir::Program &program, const ir::Function &function, const Value &phi,
                         bool isTrue) {
  const BlockId block(phi.index);
  std::vector<std::string> decided, computed;
  for (size_t i = 0; i < phi.operands.size(); ++i) {
    const BlockId before = function.block(block).predecessors[i];
    const size_t edge = successorTo(function.block(before), block);
    const Value &operand = function.value(phi.operands[i]);
    if (operand.kind != ValueKind::Constant)
      computed.push_back(joinedConditions({textOfWay(program, function, before, edge),
                                           textOfCondition(program, function, phi.operands[i], isTrue)}));
    else if ((operand.constant != 0) == isTrue)
      decided.push_back(textOfWay(program, function, before, edge));
  }
  // `!a && b` where `a` is enough is said as `b`.
  if (!decided.empty())
    for (size_t i = 0, next = 0; i < phi.operands.size(); ++i)
      if (function.value(phi.operands[i]).kind != ValueKind::Constant)
        computed[next++] = textOfCondition(program, function, phi.operands[i], isTrue);
  decided.insert(decided.end(), computed.begin(), computed.end());
  return joined(decided, " || ");
}

/// Whether it is a truth value that some way into the block has decided.
bool isDecidedByWay(const ir::Function &function, const Value &value) {
  return value.kind == ValueKind::Phi &&
         llvm::any_of(value.operands,
                      [&](ValueId id) {
                        const Value &operand = function.value(id);
                        return operand.kind == ValueKind::Constant &&
                               (operand.constant == 0 || operand.constant == 1);
                      }) &&
         llvm::none_of(value.operands, [&](ValueId id) { return function.value(id).kind == ValueKind::Phi; });
}

std::string textOfCondition(const ir::Program &program, const ir::Function &function, ValueId id,
                            bool isTrue) {
  const Value &value = function.value(id);
  if (isDecidedByWay(function, value) && function.variableOf(id).empty())
    return textOfJoined(program, function, value, isTrue);
  if (value.kind == ValueKind::Unary && value.opcode == Opcode::LogicalNot)
    return textOfCondition(program, function, value.operands.front(), !isTrue);
  if (value.kind == ValueKind::Cast)
    return textOfCondition(program, function, value.operands.front(), isTrue);
  if (value.kind == ValueKind::Binary && isZero(function, value.operands[1]) &&
      (value.opcode == Opcode::NotEqual || value.opcode == Opcode::Equal))
    return textOfCondition(program, function, value.operands[0],
                           isTrue == (value.opcode == Opcode::NotEqual));
  if (value.kind == ValueKind::Binary)
    if (const auto sign = signOf(value.opcode, isTrue))
      return textOfValue(program, function, value.operands[0]) + " " + std::string(*sign) + " " +
             textOfValue(program, function, value.operands[1]);
  const std::string text = textOfValue(program, function, id);
  if (isTrue)
    return text;
  return text.find(' ') == std::string::npos ? "!" + text : "!(" + text + ")";
}

std::string textOfCases(const std::vector<ir::CaseRange> &cases) {
  std::vector<std::string> texts;
  for (const ir::CaseRange &each : cases)
    texts.push_back(each.low == each.high ? std::to_string(each.low)
                                          : std::to_string(each.low) + ".." + std::to_string(each.high));
  return joined(texts);
}

} // namespace

std::string textOfValue(const ir::Program &program, const ir::Function &function, ValueId value) {
  if (function.value(value).kind == ValueKind::CallResult)
    if (const ir::Instruction *call = ir::instructionAt(function, function.value(value).index);
        call && call->callee == ir::CalleeKind::Direct)
      return std::string(ir::nameOf(function.spelling(call->symbol))) + "()";
  return textOfObject(program, function, value);
}

std::string textOfObject(const ir::Program &program, const ir::Function &function, ValueId value) {
  infer::TermPool terms;
  return witness::textOf(program, terms, function, witness::displayTerm(terms, function, value),
                         witness::Naming::Source);
}

std::string textOfEdge(const ir::Program &program, const ir::Function &function, BlockId id,
                       size_t successor) {
  const ir::Block &block = function.block(id);
  const ir::Edge &edge = block.successors[successor];
  switch (edge.kind) {
  case EdgeKind::NonZero:
  case EdgeKind::Zero:
    return textOfCondition(program, function, block.condition, edge.kind == EdgeKind::NonZero);
  case EdgeKind::InCases:
    return textOfValue(program, function, block.condition) + " == " + textOfCases(edge.cases);
  case EdgeKind::NotInCases:
    return textOfValue(program, function, block.condition) + " is none of " + textOfCases(edge.cases);
  case EdgeKind::Always:
  case EdgeKind::Unspecified:
    return "";
  }
  return "";
}

std::string textOfWay(const ir::Program &program, const ir::Function &function, BlockId block,
                      size_t successor) {
  std::vector<std::string> conditions;
  for (size_t i = 0; i < kMostConditions; ++i) {
    if (std::string text = textOfEdge(program, function, block, successor); !text.empty())
      conditions.push_back(std::move(text));
    const std::vector<BlockId> &before = function.block(block).predecessors;
    if (before.size() != 1)
      break;
    successor = successorTo(function.block(before.front()), block);
    block = before.front();
  }
  return joinedConditions({conditions.rbegin(), conditions.rend()});
}

std::string textOfPlace(const ir::Function &function, ir::LocationId location) {
  const reports::SourceRange at = witness::rangeOf(function, location);
  return at.file + ":" + std::to_string(at.line) + ":" + std::to_string(at.column);
}

std::string textOfPlace(const ir::Function &function) {
  return textOfPlace(function, ir::LocationId());
}

std::string joined(const std::vector<std::string> &texts, std::string_view separator) {
  std::string all;
  for (size_t i = 0; i < texts.size(); ++i) {
    if (llvm::is_contained(llvm::ArrayRef(texts).take_front(i), texts[i]))
      continue;
    if (i > 0)
      all += separator;
    all += texts[i];
  }
  return all;
}

} // namespace hookqual::systems
