// SPDX-License-Identifier: MIT
#include "analyzer/witness/Branches.h"

#include "analyzer/ir/ConstantFolding.h"
#include "analyzer/witness/TermText.h"

#include <algorithm>

namespace hookqual::witness {

using infer::TermId;
using infer::TermKind;
using infer::TermPool;
using ir::Opcode;

namespace {

/// A test whose outcome is `isTrue`, without negations around it.
struct Test {
  ir::ValueId condition;
  bool isTrue = true;
};

Test testOf(const ir::Function &function, const ir::Block &block, const ir::Edge &edge) {
  Test test{block.condition, edge.kind == ir::EdgeKind::NonZero};
  while (function.value(test.condition).kind == ir::ValueKind::Unary &&
         function.value(test.condition).opcode == Opcode::LogicalNot)
    test = {function.value(test.condition).operands[0], !test.isTrue};
  return test;
}

bool isComparison(const ir::Value &value) {
  return value.kind == ir::ValueKind::Binary && ir::isComparison(value.opcode);
}

/// The comparison that holds, operands as they stand.
TermId heldComparison(TermPool &terms, const ir::Function &function, const Test &test) {
  const ir::Value &value = function.value(test.condition);
  return terms.binary(test.isTrue ? value.opcode : ir::invertComparison(value.opcode),
                      displayTerm(terms, function, value.operands[0]),
                      displayTerm(terms, function, value.operands[1]), function.value(value.operands[0]).type,
                      value.type.bits);
}

std::string casesText(const ir::Edge &edge) {
  std::string cases;
  for (const ir::CaseRange &range : edge.cases)
    cases += (cases.empty() ? "" : ", ") + std::to_string(range.low) +
             (range.low == range.high ? "" : " ... " + std::to_string(range.high));
  const bool isOne = edge.cases.size() == 1 && edge.cases[0].low == edge.cases[0].high;
  return (isOne ? " == " : " in ") + cases;
}

bool isGiven(const TermPool &terms, TermId term) {
  return terms.mentionsParameter(term) && !terms.hasAtoms(term);
}

bool readsIntegerParameter(const TermPool &terms, const ir::Function &function, TermId id) {
  const infer::Term &term = terms[id];
  if (term.kind == TermKind::Parameter)
    return term.index < function.parameters.size() &&
           function.parameters[term.index].type.typeClass == ir::TypeClass::Integer;
  return term.kind != TermKind::Load &&
         std::any_of(term.operands.begin(), term.operands.end(),
                     [&](TermId operand) { return readsIntegerParameter(terms, function, operand); });
}

} // namespace

std::string conditionOf(const ir::Program &program, TermPool &terms, const ir::Function &function,
                        const ir::Block &block, const ir::Edge &edge) {
  auto textOfTerm = [&](TermId term) { return textOf(program, terms, function, term, Naming::Source); };
  if (edge.kind == ir::EdgeKind::InCases)
    return textOfTerm(displayTerm(terms, function, block.condition)) + casesText(edge);
  if (edge.kind == ir::EdgeKind::NotInCases)
    return textOfTerm(displayTerm(terms, function, block.condition)) + " is none of the cases";
  const Test test = testOf(function, block, edge);
  if (isComparison(function.value(test.condition)))
    return textOfTerm(heldComparison(terms, function, test));
  const TermId term = displayTerm(terms, function, test.condition);
  const std::string text = textOfTerm(term);
  const bool isBinary = terms[term].kind == TermKind::Binary;
  return (isBinary ? "(" + text + ")" : text) + (test.isTrue ? " != 0" : " == 0");
}

bool saysWhich(TermPool &terms, const ir::Function &function, const ir::Block &block, const ir::Edge &edge) {
  if (edge.kind == ir::EdgeKind::InCases)
    return isGiven(terms, displayTerm(terms, function, block.condition));
  if (edge.kind != ir::EdgeKind::NonZero && edge.kind != ir::EdgeKind::Zero)
    return false;
  const Test test = testOf(function, block, edge);
  const ir::Value &value = function.value(test.condition);
  if (!isComparison(value) ||
      (test.isTrue ? value.opcode : ir::invertComparison(value.opcode)) != Opcode::Equal)
    return false;
  const TermId left = displayTerm(terms, function, value.operands[0]);
  const TermId right = displayTerm(terms, function, value.operands[1]);
  // Zero is what is there when nobody wants anything.
  auto isNumber = [&](TermId term) { return terms.constantOf(term).value_or(0) != 0; };
  return (isGiven(terms, left) && isNumber(right)) || (isGiven(terms, right) && isNumber(left));
}

TermId rootOf(const TermPool &terms, TermId term) {
  while (!terms[term].operands.empty())
    term = terms[term].operands[0];
  return term;
}

bool isAbout(TermPool &terms, const ir::Function &function, const ir::Block &block, TermId objects) {
  const TermId condition = withoutVersions(terms, displayTerm(terms, function, block.condition));
  const std::vector<TermId> elements = terms[objects].operands;
  return std::any_of(elements.begin(), elements.end(), [&](TermId element) {
    const TermId root = rootOf(terms, element);
    return terms.mentions(condition, withoutVersions(terms, element)) ||
           (terms.isAtom(root) && terms.mentions(condition, root));
  });
}

bool isAboutParameter(TermPool &terms, const ir::Function &function, const ir::Block &block) {
  return readsIntegerParameter(terms, function, displayTerm(terms, function, block.condition));
}

} // namespace hookqual::witness
