// SPDX-License-Identifier: MIT
#include "analyzer/witness/Story.h"

#include "analyzer/witness/TermText.h"

#include <algorithm>

namespace hookqual::witness {

using infer::TermKind;
using infer::TraceKind;

namespace {

class Teller {
public:
  Teller(const ir::Program &program, infer::TermPool &terms) : program_(program), terms_(terms) {}

  std::vector<reports::PathStep> tell(const Path &path, const std::vector<ir::FunctionId> &wayToRoot);

private:
  void enter(const Frame &frame);
  void tellWay(ir::FunctionId from, ir::FunctionId to);
  void tellEvents(const Frame &frame);
  void tellEdge(const Frame &frame, const infer::Trace &event);
  void tellCheck(const Frame &frame, const infer::Trace &event);
  void tellSite(const Frame &frame, const std::string &prefix);
  void add(const Frame &frame, reports::SourceRange where, std::string event);
  std::string conditionText(const ir::Function &function, const ir::Block &block, const ir::Edge &edge);

  const ir::Program &program_;
  infer::TermPool &terms_;
  std::vector<reports::PathStep> steps_;
  uint32_t depth_ = 0;
};

void Teller::add(const Frame &frame, reports::SourceRange where, std::string event) {
  const ir::Function &function = program_.function(frame.function);
  reports::PathStep step{.where = std::move(where),
                         .function = function.symbol.name,
                         .event = std::move(event),
                         .depth = depth_};
  if (frame.objects.valid())
    for (infer::TermId element : terms_[frame.objects].operands)
      if (!terms_.constantOf(element))
        step.state.emplace_back(textOf(program_, terms_, function, element, Naming::Source), "unchecked");
  steps_.push_back(std::move(step));
}

/// A call that may lead from one function to the other.
const ir::Instruction *callBetween(const ir::Program &program, ir::FunctionId caller, ir::FunctionId to) {
  const ir::Function &from = program.function(caller);
  for (const ir::Block &block : from.blocks)
    for (const ir::Instruction &instruction : block.instructions) {
      if (instruction.kind != ir::InstructionKind::Call)
        continue;
      if (instruction.callee == ir::CalleeKind::Direct &&
          program.find(from.spelling(instruction.symbol)) == to)
        return &instruction;
      if (instruction.callee == ir::CalleeKind::Direct)
        continue;
      auto targets = program.targetsOf(caller, instruction);
      if (std::find(targets.begin(), targets.end(), to) != targets.end())
        return &instruction;
    }
  return nullptr;
}

void Teller::tellWay(ir::FunctionId from, ir::FunctionId to) {
  Frame frame{from, 0, {}, {}};
  enter(frame);
  const ir::Function &function = program_.function(from);
  if (const ir::Instruction *call = callBetween(program_, from, to))
    add(frame, rangeOf(function, call->location), "calls " + program_.function(to).symbol.name);
  ++depth_;
}

void Teller::enter(const Frame &frame) {
  const ir::Function &function = program_.function(frame.function);
  reports::SourceRange where{
      .file = function.file, .line = function.line, .column = 1, .endLine = function.line, .endColumn = 1};
  add(frame, std::move(where), "enters " + function.symbol.name);
}

std::string Teller::conditionText(const ir::Function &function, const ir::Block &block,
                                  const ir::Edge &edge) {
  infer::TermId term = displayTerm(terms_, function, block.condition);
  std::string text = textOf(program_, terms_, function, term, Naming::Source);
  bool isComparison = terms_[term].kind == TermKind::Binary && terms_[term].opcode >= ir::Opcode::Equal;
  std::string operand = terms_[term].kind == TermKind::Binary ? "(" + text + ")" : text;
  switch (edge.kind) {
  case ir::EdgeKind::NonZero:
    return isComparison ? text : operand + " != 0";
  case ir::EdgeKind::Zero:
    return isComparison ? "!(" + text + ")" : operand + " == 0";
  case ir::EdgeKind::InCases: {
    std::string cases;
    for (const ir::CaseRange &range : edge.cases)
      cases += (cases.empty() ? "" : ", ") + std::to_string(range.low) +
               (range.low == range.high ? "" : " ... " + std::to_string(range.high));
    return text + (edge.cases.size() == 1 && edge.cases[0].low == edge.cases[0].high ? " == " : " in ") +
           cases;
  }
  default:
    return text + " is none of the cases";
  }
}

void Teller::tellEdge(const Frame &frame, const infer::Trace &event) {
  const ir::Function &function = program_.function(frame.function);
  const ir::Block &from = function.block(event.from);
  const ir::Edge &edge = from.successors[event.edge];
  if (edge.kind == ir::EdgeKind::Always || edge.kind == ir::EdgeKind::Unspecified)
    return;
  add(frame, rangeOf(function, from.location), "branch taken: " + conditionText(function, from, edge));
}

void Teller::tellCheck(const Frame &frame, const infer::Trace &event) {
  const ir::Function &function = program_.function(frame.function);
  const ir::Instruction *call = instructionAt(function, event.site);
  std::string objects =
      event.objects.valid() ? textOfObjects(program_, terms_, function, event.objects, Naming::Source) : "";
  std::string name = textOfSite(function, *call);
  bool isAccepted = event.kind == TraceKind::CheckAccepted;
  std::string text = isAccepted ? "checked here by " + name + ": " + objects
                                : "refused by " + name + ", and the path goes on: " + objects;
  add(frame, rangeOf(function, call->location), std::move(text));
}

void Teller::tellSite(const Frame &frame, const std::string &prefix) {
  const ir::Function &function = program_.function(frame.function);
  const ir::Instruction *site = instructionAt(function, frame.site);
  add(frame, rangeOf(function, site->location), prefix + textOfSite(function, *site));
}

void Teller::tellEvents(const Frame &frame) {
  for (const infer::Trace *event : frame.events) {
    if (event->kind == TraceKind::Edge)
      tellEdge(frame, *event);
    else if (event->kind == TraceKind::CheckAccepted || event->kind == TraceKind::CheckRejected)
      tellCheck(frame, *event);
  }
}

std::vector<reports::PathStep> Teller::tell(const Path &path, const std::vector<ir::FunctionId> &wayToRoot) {
  for (size_t i = 0; i < wayToRoot.size(); ++i)
    tellWay(wayToRoot[i], i + 1 < wayToRoot.size() ? wayToRoot[i + 1] : path.frames.front().function);
  for (size_t i = 0; i < path.frames.size(); ++i) {
    const Frame &frame = path.frames[i];
    depth_ = uint32_t(wayToRoot.size() + i);
    enter(frame);
    tellEvents(frame);
    tellSite(frame, i + 1 < path.frames.size() ? "calls " : "operation: ");
  }
  return std::move(steps_);
}

} // namespace

reports::SourceRange rangeOf(const ir::Function &function, ir::LocationId id) {
  if (!id.valid())
    return {
        .file = function.file, .line = function.line, .column = 1, .endLine = function.line, .endColumn = 1};
  const ir::Location &at = function.location(id);
  return {function.files[at.expansionFile], at.line, at.column, at.endLine, at.endColumn};
}

std::string textOfSite(const ir::Function &function, const ir::Instruction &site) {
  if (site.kind != ir::InstructionKind::Call)
    return site.member.valid() ? nameOf(function.member(site.member)) : "memory";
  if (site.callee == ir::CalleeKind::Direct)
    return std::string(ir::nameOf(function.spelling(site.symbol)));
  return site.callee == ir::CalleeKind::Member ? nameOf(function.member(site.member)) : "function pointer";
}

std::vector<reports::PathStep> tellPath(const ir::Program &program, infer::TermPool &terms, const Path &path,
                                        const std::vector<ir::FunctionId> &wayToRoot) {
  return Teller(program, terms).tell(path, wayToRoot);
}

} // namespace hookqual::witness
