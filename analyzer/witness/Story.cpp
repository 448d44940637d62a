// SPDX-License-Identifier: MIT
#include "analyzer/witness/Story.h"

#include "analyzer/witness/Blocks.h"
#include "analyzer/witness/Branches.h"
#include "analyzer/witness/CallsBetween.h"
#include "analyzer/witness/Importance.h"
#include "analyzer/witness/Lookup.h"
#include "analyzer/witness/TermText.h"

#include "llvm/ADT/STLExtras.h"

#include <algorithm>

namespace hookqual::witness {

using infer::TraceKind;
using reports::Importance;
using reports::StepKind;

namespace {

class Teller {
public:
  Teller(const ir::Program &program, const infer::RuleResult &result, const Story &story)
      : program_(program), result_(result), terms_(*result.terms), story_(story) {}

  std::vector<reports::PathStep> tell();

private:
  /// One function on the way; those above the root have no frame.
  struct Layer {
    ir::FunctionId function;
    size_t frame = 0;
    bool hasFrame = false;
    bool isFolded = false; // made by the same macro as the entry itself: one thing to a reader
  };

  void findLayers();
  void tellLayer(size_t index);
  void tellEntry(const Layer &layer);
  void tellEnter(const Layer &layer, bool wasCallTold);
  void tellCall(const Layer &layer, const Layer &next);
  void tellPath(const Layer &layer);
  /// One pass of the path over a block.
  struct Pass {
    const infer::Trace *edge = nullptr; // by which control comes; null at the entry
    std::vector<const infer::Trace *> checks;
  };
  static std::vector<Pass> passesOf(const Frame &frame);
  void tellBlock(const Layer &layer, const Pass &pass, size_t index, bool isLast);
  void tellEdge(const Layer &layer, const infer::Trace &event);
  void tellLookup(const Layer &layer, const Lookup &lookup);
  void tellHookCall(const Layer &layer, const HookCall &call);
  void tellTurn(const Layer &layer, const HookCall &call, const ir::Block &from);
  void tellOperation(const Layer &layer);
  Weight weightOf(const Layer &layer, const ir::Block &from, const ir::Edge &edge) const;

  reports::PathStep &add(const Layer &layer, StepKind kind, Weight weight, reports::SourceRange where,
                         std::string event);
  const Frame *frameOf(const Layer &layer) const {
    return layer.hasFrame ? &story_.path.frames[layer.frame] : nullptr;
  }
  std::string text(const ir::Function &function, infer::TermId objects) const {
    return objects.valid() ? textOfObjects(program_, terms_, function, objects, Naming::Source) : "";
  }

  const ir::Program &program_;
  const infer::RuleResult &result_;
  infer::TermPool &terms_;
  const Story &story_;
  std::vector<Layer> layers_;
  std::vector<Lookup> lookups_;                                  // still to be told in this layer
  std::vector<std::pair<std::string, std::string>> otherStates_; // of what else was checked in it
  std::vector<bool> leadsOn_;                                    // by block of this layer
  std::vector<WeighedStep> steps_;
  uint32_t depth_ = 0;
};

reports::PathStep &Teller::add(const Layer &layer, StepKind kind, Weight weight, reports::SourceRange where,
                               std::string event) {
  const ir::Function &function = program_.function(layer.function);
  reports::PathStep step{.where = std::move(where),
                         .function = function.symbol.name,
                         .event = std::move(event),
                         .depth = depth_,
                         .kind = kind};
  const Frame *frame = frameOf(layer);
  // Before it is looked up the object does not exist.
  if (frame && frame->objects.valid() && lookups_.empty())
    for (infer::TermId element : terms_[frame->objects].operands)
      if (!terms_.constantOf(element) && terms_[element].kind != infer::TermKind::Tuple)
        step.state.emplace_back(textOf(program_, terms_, function, element, Naming::Source), "unchecked");
  step.state.insert(step.state.end(), otherStates_.begin(), otherStates_.end());
  steps_.push_back({std::move(step), weight});
  return steps_.back().step;
}

reports::SourceRange headOf(const ir::Function &function) {
  return {
      .file = function.file, .line = function.line, .column = 1, .endLine = function.line, .endColumn = 1};
}

void Teller::tellEntry(const Layer &layer) {
  const ir::Function &function = program_.function(layer.function);
  const bool isSystemCall = story_.entry.entryClass == ir::EntryClass::SystemCall;
  std::string event = "enters " + (isSystemCall ? "system call " + story_.entry.name : function.symbol.name);
  if (!story_.wayToRoot.empty())
    event += ", which may lead to " + program_.function(story_.path.frames.front().function).symbol.name;
  add(layer, StepKind::Enters, Weight::Essential, headOf(function), std::move(event));
}

/// The call says as much already, if it was seen.
void Teller::tellEnter(const Layer &layer, bool wasCallTold) {
  const ir::Function &function = program_.function(layer.function);
  add(layer, StepKind::Enters, wasCallTold ? Weight::None : Weight::Way, headOf(function),
      "enters " + function.symbol.name);
}

void Teller::tellCall(const Layer &layer, const Layer &next) {
  const ir::Function &function = program_.function(layer.function);
  const Frame *frame = frameOf(layer);
  const std::vector<uint32_t> sites =
      frame ? std::vector<uint32_t>{frame->site} : callsBetween(program_, layer.function, next.function);
  if (sites.empty())
    return;
  const ir::Instruction *call = instructionAt(function, sites.front());
  std::string event = "calls " + program_.function(next.function).symbol.name;
  if (call->callee != ir::CalleeKind::Direct)
    event += " through " + textOfSite(function, *call);
  add(layer, StepKind::Calls, frame && frame->objects.valid() ? Weight::Call : Weight::Way,
      rangeOf(function, call->location), std::move(event));
}

void Teller::tellOperation(const Layer &layer) {
  const ir::Function &function = program_.function(layer.function);
  const ir::Instruction *site = instructionAt(function, frameOf(layer)->site);
  add(layer, StepKind::Operation, Weight::Essential, rangeOf(function, site->location),
      "operation: " + textOfSite(function, *site));
}

void Teller::tellLookup(const Layer &layer, const Lookup &lookup) {
  const ir::Function &function = program_.function(layer.function);
  const ir::Instruction &instruction = *lookup.instruction;
  std::string event = "object looked up here";
  if (instruction.kind == ir::InstructionKind::Call)
    event += " by " + textOfSite(function, instruction);
  add(layer, StepKind::Lookup, Weight::Essential, rangeOf(function, instruction.location), std::move(event));
}

void Teller::tellHookCall(const Layer &layer, const HookCall &call) {
  const ir::Function &function = program_.function(layer.function);
  const ir::Instruction *site = instructionAt(function, call.check.site);
  const std::string name = textOfSite(function, *site), objects = text(function, call.check.objects);
  auto say = [&](StepKind kind, std::string event) {
    add(layer, kind, Weight::Essential, rangeOf(function, site->location), std::move(event));
  };
  switch (call.relation) {
  case Relation::OtherObject:
    if (!namesObject(terms_, call.check.objects))
      return say(StepKind::Checked, "checked here by " + name);
    otherStates_.emplace_back(objects,
                              "checked(" + authorizerOf(result_, function, call.check).function + ")");
    return say(StepKind::Checked, "checked here by " + name + ": " + objects);
  case Relation::Refused:
    return say(StepKind::Refused, "refused by " + name + ", and the path goes on: " + objects);
  case Relation::OtherRight:
    return say(StepKind::NotChecked, "not checked: `" + name + "` is asked for another right");
  case Relation::NotAsked: {
    const std::string condition = conditionOfAsking(program_, result_, layer.function, call.check);
    return say(StepKind::NotChecked, "not checked: `" + name + "` asks only " +
                                         (condition.empty() ? "on some paths" : "if " + condition));
  }
  default:
    return;
  }
}

/// As many as blocksOn() has.
std::vector<Teller::Pass> Teller::passesOf(const Frame &frame) {
  std::vector<Pass> passes(1);
  for (const infer::Trace *event : frame.events)
    if (event->kind == TraceKind::Edge)
      passes.push_back({.edge = event, .checks = {}});
    else
      passes.back().checks.push_back(event);
  return passes;
}

/// What stands in the block and is worth telling, in order.
void Teller::tellBlock(const Layer &layer, const Pass &pass, size_t index, bool isLast) {
  const ir::Function &function = program_.function(layer.function);
  const ir::Block &block = function.blocks[pass.edge ? pass.edge->block.index : 0];
  for (const ir::Instruction &instruction : block.instructions) {
    if (isLast && instruction.site == frameOf(layer)->site)
      return;
    if (!lookups_.empty() && lookups_.front().instruction == &instruction && lookups_.front().pass == index) {
      const Lookup lookup = lookups_.front();
      lookups_.erase(lookups_.begin());
      tellLookup(layer, lookup);
    }
    for (const HookCall &call : story_.hookCalls)
      if (call.check.site == instruction.site && llvm::is_contained(pass.checks, call.event))
        tellHookCall(layer, call);
  }
}

/// "what runs only if" the other side of the branch had been taken.
void Teller::tellTurn(const Layer &layer, const HookCall &call, const ir::Block &from) {
  const ir::Function &function = program_.function(layer.function);
  const ir::Instruction *site = instructionAt(function, call.check.site);
  const ir::Edge &toward = from.successors[call.toward->second];
  add(layer, StepKind::NotChecked, Weight::Essential, rangeOf(function, from.location),
      "not checked: `" + textOfSite(function, *site) + "` at " + placeOf(function, *site) + " runs only if " +
          conditionOf(program_, terms_, function, from, toward));
}

Weight Teller::weightOf(const Layer &layer, const ir::Block &from, const ir::Edge &edge) const {
  const ir::Function &function = program_.function(layer.function);
  if (saysWhich(terms_, function, from, edge))
    return Weight::Command;
  const bool isOnlyWayOn =
      std::none_of(from.successors.begin(), from.successors.end(), [&](const ir::Edge &other) {
        return other.target != edge.target && leadsOn_[other.target.index];
      });
  const Frame *frame = frameOf(layer);
  const bool isAboutObject = frame->objects.valid() && isAbout(terms_, function, from, frame->objects);
  const bool isAboutRequest = depth_ == 0 && isAboutParameter(terms_, function, from);
  return isOnlyWayOn && (isAboutObject || isAboutRequest) ? Weight::Condition : Weight::None;
}

void Teller::tellEdge(const Layer &layer, const infer::Trace &event) {
  const ir::Function &function = program_.function(layer.function);
  const ir::Block &from = function.block(event.from);
  const ir::Edge &edge = from.successors[event.edge];
  if (edge.kind == ir::EdgeKind::Always || edge.kind == ir::EdgeKind::Unspecified)
    return;
  for (const HookCall &call : story_.hookCalls)
    if (call.relation == Relation::Avoided && call.isOfObject && call.turn == &event)
      return tellTurn(layer, call, from);
  add(layer, StepKind::Branch, weightOf(layer, from, edge), rangeOf(function, from.location),
      "branch taken: " + conditionOf(program_, terms_, function, from, edge));
}

void Teller::tellPath(const Layer &layer) {
  const Frame &frame = *frameOf(layer);
  const ir::Function &function = program_.function(layer.function);
  leadsOn_ = leadingTo(function, positionOf(function, frame.site).block);
  const std::vector<Pass> passes = passesOf(frame);
  for (size_t i = 0; i < passes.size(); ++i) {
    if (passes[i].edge)
      tellEdge(layer, *passes[i].edge);
    tellBlock(layer, passes[i], i, i + 1 == passes.size());
  }
}

/// All that a macro makes of one definition begins in one line.
void Teller::findLayers() {
  for (ir::FunctionId function : story_.wayToRoot)
    layers_.push_back({.function = function});
  for (size_t i = 0; i < story_.path.frames.size(); ++i)
    layers_.push_back({.function = story_.path.frames[i].function, .frame = i, .hasFrame = true});
  const ir::Function &first = program_.function(layers_.front().function);
  for (size_t i = 1; i < layers_.size() && story_.entry.entryClass == ir::EntryClass::SystemCall; ++i) {
    const ir::Function &next = program_.function(layers_[i].function);
    if (next.line == 0 || next.file != first.file || next.line != first.line)
      break;
    layers_[i].isFolded = true;
  }
}

void Teller::tellLayer(size_t index) {
  const Layer &layer = layers_[index];
  const bool isLast = index + 1 == layers_.size();
  otherStates_.clear();
  lookups_.clear();
  const Frame *frame = frameOf(layer);
  const bool isOutermost =
      frame && (layer.frame == 0 || !story_.path.frames[layer.frame - 1].objects.valid());
  if (isOutermost)
    lookups_ = lookupsOf(terms_, program_.function(layer.function), *frame, frame->objects);
  if (index == 0)
    tellEntry(layer);
  else if (!layer.isFolded)
    tellEnter(layer, steps_.back().step.kind == StepKind::Calls);
  if (frame)
    tellPath(layer);
  if (isLast)
    tellOperation(layer);
  else if (!layers_[index + 1].isFolded) {
    tellCall(layer, layers_[index + 1]);
    ++depth_;
  }
}

std::vector<reports::PathStep> Teller::tell() {
  findLayers();
  for (size_t i = 0; i < layers_.size(); ++i)
    tellLayer(i);
  return weigh(std::move(steps_));
}

} // namespace

reports::SourceRange rangeOf(const ir::Function &function, ir::LocationId id) {
  if (!id.valid())
    return headOf(function);
  const ir::Location &at = function.location(id);
  return {function.files[at.expansionFile], at.line, at.column, at.endLine, at.endColumn};
}

std::string textOfSite(const ir::Function &function, const ir::Instruction &site) {
  if (site.kind == ir::InstructionKind::Return)
    return "return of " + function.symbol.name;
  if (site.kind != ir::InstructionKind::Call)
    return site.member.valid() ? nameOf(function.member(site.member)) : "memory";
  if (site.callee == ir::CalleeKind::Direct)
    return std::string(ir::nameOf(function.spelling(site.symbol)));
  return site.callee == ir::CalleeKind::Member ? nameOf(function.member(site.member)) : "function pointer";
}

std::string placeOf(const ir::Function &function, const ir::Instruction &site) {
  const reports::SourceRange where = rangeOf(function, site.location);
  return where.file + ":" + std::to_string(where.line);
}

std::vector<reports::PathStep> tell(const ir::Program &program, const infer::RuleResult &result,
                                    const Story &story) {
  return Teller(program, result, story).tell();
}

} // namespace hookqual::witness
