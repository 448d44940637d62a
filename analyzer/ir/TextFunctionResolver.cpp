// SPDX-License-Identifier: MIT
// From the parsed lines of a function to its IR: names to values, labels to blocks.
#include "analyzer/ir/Canonical.h"
#include "analyzer/ir/TextFunctionReader.h"
#include "analyzer/ir/TextSyntax.h"
#include "analyzer/ir/Verify.h"

#include <algorithm>

namespace hookqual::ir {

void TextFunctionReader::resolveBlocks() {
  for (size_t i = 0; i < blocks_.size() && !lexer_.failed(); ++i) {
    Block &result = function_.blocks[i];
    for (PendingInstruction &pending : blocks_[i].instructions) {
      resolve(pending, pending.instruction);
      result.instructions.push_back(std::move(pending.instruction));
    }
    for (PendingEdge &edge : blocks_[i].edges)
      result.successors.push_back({block(edge.label, edge.place), edge.kind, std::move(edge.cases)});
    if (!blocks_[i].operand)
      continue;
    const bool isReturn = result.terminator == Terminator::Return;
    const Type &expected = isReturn ? function_.returnType : text::kInt32;
    (isReturn ? result.returned : result.condition) = values_.resolve(*blocks_[i].operand, expected);
  }
  if (lexer_.failed())
    return;
  computePredecessors(function_);
  for (const PendingPhi &phi : phis_)
    resolvePhi(phi);
  if (lexer_.failed())
    return;
  function_ = canonical(function_);
  if (llvm::Error broken = verify(function_))
    lexer_.fail(start_, llvm::toString(std::move(broken)));
}

void TextFunctionReader::resolve(const PendingInstruction &pending, Instruction &instruction) {
  if (pending.target)
    instruction.target = values_.resolve(*pending.target, text::kInt32);
  if (pending.address)
    instruction.address = values_.resolve(*pending.address, text::kInt32);
  if (pending.value)
    instruction.value = values_.resolve(*pending.value, instruction.type);
  for (const TextExpression &argument : pending.arguments)
    instruction.arguments.push_back(values_.resolve(argument, text::kInt32));
  if (!pending.result)
    return;
  instruction.result = values_.resolveName(pending.result->name, pending.result->place);
  nameValue(instruction.result, pending.result->variable);
}

void TextFunctionReader::nameValue(ValueId value, const std::string &variable) {
  if (value.valid() && !variable.empty())
    function_.names.emplace_back(value, variable);
}

BlockId TextFunctionReader::block(const std::string &label, TextPlace place) {
  const auto found = labels_.find(label);
  if (found != labels_.end())
    return BlockId(found->second);
  lexer_.fail(place, "block '" + label + "' is not defined");
  return BlockId(0);
}

void TextFunctionReader::resolvePhi(const PendingPhi &pending) {
  const ValueId phi = values_.resolveName(pending.name, pending.place);
  if (!phi.valid())
    return;
  nameValue(phi, pending.variable);
  const std::vector<BlockId> &predecessors =
      function_.block(BlockId(function_.value(phi).index)).predecessors;
  std::vector<ValueId> operands(predecessors.size());
  for (const auto &[label, input] : pending.inputs) {
    const auto at = std::ranges::find(predecessors, block(label, pending.place));
    if (at == predecessors.end())
      return lexer_.fail(pending.place, "'" + label + "' is no predecessor of the phi's block");
    operands[size_t(at - predecessors.begin())] = values_.resolve(input, pending.type);
  }
  for (size_t i = 0; i < operands.size() && !lexer_.failed(); ++i)
    if (!operands[i].valid())
      return lexer_.fail(pending.place, "the phi has no value for one of its block's predecessors");
  values_.setOperands(phi, std::move(operands));
}

} // namespace hookqual::ir
