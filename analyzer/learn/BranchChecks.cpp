// SPDX-License-Identifier: MIT
#include "analyzer/learn/BranchChecks.h"

namespace hookqual::learn {

using ir::Opcode;
using ir::Value;
using ir::ValueId;
using ir::ValueKind;

namespace {

struct Place {
  const ir::Instruction *instruction = nullptr; // a load or a call
};

/// The loads and calls of a function by the value they yield.
std::vector<Place> placesOf(const ir::Function &function) {
  std::vector<Place> places(function.values.size());
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.result.valid())
        places[instruction.result.index].instruction = &instruction;
  return places;
}

/// What the condition is about, when it is about one thing: casts, negations and comparisons with
/// constants are seen through, and a mask is kept.
struct Subject {
  ValueId value;
  std::optional<int64_t> mask;
  bool isCompared = false; // with a constant other than 0
};

Subject subjectOf(const ir::Function &function, ValueId id) {
  Subject subject{.value = id};
  while (true) {
    const Value &value = function.value(subject.value);
    if (value.kind == ValueKind::Cast || value.kind == ValueKind::Unary) {
      subject.value = value.operands.front();
      continue;
    }
    if (value.kind != ValueKind::Binary)
      return subject;
    const Value &right = function.value(value.operands[1]);
    if (right.kind != ValueKind::Constant)
      return subject;
    if (value.opcode == Opcode::And)
      subject.mask = right.constant;
    else if (right.constant != 0)
      subject.isCompared = true;
    subject.value = value.operands.front();
  }
}

/// The source variable, when it is a number: an answer that was kept, or handed over.
std::string variableOf(const ir::Function &function, ValueId id) {
  const Value &value = function.value(id);
  if (ir::isPointer(value.type.typeClass))
    return "";
  if (value.kind == ValueKind::Parameter)
    return function.parameters[value.index].name;
  return value.kind == ValueKind::Phi ? std::string(function.variableOf(id)) : std::string();
}

std::optional<Check> checkOf(const ir::Function &function, const std::vector<Place> &places,
                             const Subject &subject) {
  const ir::Instruction *instruction = places[subject.value.index].instruction;
  if (!instruction)
    return std::nullopt;
  if (instruction->kind == ir::InstructionKind::Call)
    return instruction->callee == ir::CalleeKind::Direct
               ? std::optional(Check{.kind = CheckKind::Predicate,
                                     .name = std::string(ir::nameOf(function.spelling(instruction->symbol)))})
               : std::nullopt;
  if (subject.isCompared || !instruction->member.valid() || ir::isPointer(instruction->type.typeClass))
    return std::nullopt;
  return Check{.kind = CheckKind::Test,
               .name = ir::nameOf(function.member(instruction->member)),
               .right = subject.mask};
}

} // namespace

std::vector<BranchCheck> branchChecksIn(const ir::Function &function, const RefusingPaths &paths,
                                        const KnownChecks &known, const IsQuestion &isQuestion) {
  std::vector<BranchCheck> found;
  const std::vector<Place> places = placesOf(function);
  for (uint32_t b = 0; b < function.blocks.size(); ++b) {
    const ir::Block &block = function.blocks[b];
    if (block.terminator != ir::Terminator::Branch)
      continue;
    const Subject subject = subjectOf(function, block.condition);
    const std::string variable = variableOf(function, subject.value);
    if (!places[subject.value.index].instruction && variable.empty())
      continue;
    for (size_t s = 0; s < block.successors.size(); ++s) {
      const std::optional<int64_t> error = paths.refusalAlong(ir::BlockId(b), s);
      if (!error)
        continue;
      if (!variable.empty()) {
        if (known.isRefusalError(*error) && !subject.isCompared)
          found.push_back(
              {ir::BlockId(b), {.kind = CheckKind::Variable, .name = variable, .right = subject.mask}});
        break;
      }
      const ir::Instruction &decides = *places[subject.value.index].instruction;
      const bool isCall = decides.kind == ir::InstructionKind::Call;
      if (isCall ? !known.isRefusalError(*error) || !isQuestion(decides) : !known.isRefusalOfField(*error))
        continue;
      if (auto check = checkOf(function, places, subject))
        found.push_back({ir::BlockId(b), *check});
      break;
    }
  }
  return found;
}

} // namespace hookqual::learn
