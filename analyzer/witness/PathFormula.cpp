// SPDX-License-Identifier: MIT
#include "analyzer/witness/PathFormula.h"

#include <z3++.h>

#include <algorithm>
#include <unordered_map>

namespace hookqual::witness {

using infer::TraceKind;
using ir::Opcode;
using ir::ValueId;
using ir::ValueKind;

namespace {

// Deterministic budget of one query; seconds would make verdicts depend on the machine.
constexpr unsigned kResourceLimit = 2'000'000;
constexpr unsigned kPointerBits = 64;

class Encoder {
public:
  Encoder(const ir::Program &program, const rules::Rule &rule, const Path &path)
      : program_(program), rule_(rule), path_(path), solver_(context_) {}

  PathVerdict run();

private:
  /// One function on the path, while its events are replayed.
  struct Activation {
    const ir::Function *function = nullptr;
    std::string prefix;
    std::unordered_map<ValueId, z3::expr> values;
    std::vector<z3::expr> arguments; // of the call that entered it
  };

  unsigned widthOf(const ir::Type &type) const {
    return type.bits >= 1 && type.bits <= 64 ? type.bits : kPointerBits;
  }
  z3::expr resize(const z3::expr &value, unsigned bits, bool isSigned);
  z3::expr truth(const z3::expr &condition, unsigned bits);
  z3::expr encode(Activation &frame, ValueId value);
  z3::expr build(Activation &frame, ValueId value);
  z3::expr binary(Activation &frame, const ir::Value &value);
  z3::expr compare(Opcode opcode, const z3::expr &l, const z3::expr &r, bool isSigned);
  z3::expr fresh(Activation &frame, ValueId value);
  void replay(Activation &frame, const Frame &events);
  void takeEdge(Activation &frame, const infer::Trace &event);
  void takeCheck(Activation &frame, const infer::Trace &event);
  void descend(Activation &frame, uint32_t site, Activation &callee);
  PathVerdict verdict(const Activation &root);

  const ir::Program &program_;
  const rules::Rule &rule_;
  const Path &path_;
  z3::context context_;
  z3::solver solver_;
};

z3::expr Encoder::resize(const z3::expr &value, unsigned bits, bool isSigned) {
  unsigned now = value.get_sort().bv_size();
  if (now == bits)
    return value;
  if (now > bits)
    return value.extract(bits - 1, 0);
  return isSigned ? z3::sext(value, bits - now) : z3::zext(value, bits - now);
}

z3::expr Encoder::truth(const z3::expr &condition, unsigned bits) {
  return z3::ite(condition, context_.bv_val(1, bits), context_.bv_val(0, bits));
}

z3::expr Encoder::fresh(Activation &frame, ValueId id) {
  std::string name = frame.prefix + "v" + std::to_string(id.index);
  return context_.bv_const(name.c_str(), widthOf(frame.function->value(id).type));
}

z3::expr Encoder::encode(Activation &frame, ValueId id) {
  auto known = frame.values.find(id);
  if (known != frame.values.end())
    return known->second;
  z3::expr value = resize(build(frame, id), widthOf(frame.function->value(id).type), false);
  frame.values.emplace(id, value);
  return value;
}

z3::expr Encoder::compare(Opcode opcode, const z3::expr &l, const z3::expr &r, bool isSigned) {
  switch (opcode) {
  case Opcode::Equal:
    return l == r;
  case Opcode::NotEqual:
    return l != r;
  case Opcode::Less:
    return isSigned ? l < r : z3::ult(l, r);
  case Opcode::LessEqual:
    return isSigned ? l <= r : z3::ule(l, r);
  case Opcode::Greater:
    return isSigned ? l > r : z3::ugt(l, r);
  default:
    return isSigned ? l >= r : z3::uge(l, r);
  }
}

z3::expr Encoder::binary(Activation &frame, const ir::Value &value) {
  const ir::Type &type = frame.function->value(value.operands[0]).type;
  z3::expr l = encode(frame, value.operands[0]);
  unsigned bits = l.get_sort().bv_size();
  bool isRightSigned = frame.function->value(value.operands[1]).type.isSigned;
  z3::expr r = resize(encode(frame, value.operands[1]), bits, isRightSigned);
  switch (value.opcode) {
  case Opcode::Add:
    return l + r;
  case Opcode::Subtract:
    return l - r;
  case Opcode::Multiply:
    return l * r;
  case Opcode::Divide:
    return type.isSigned ? l / r : z3::udiv(l, r);
  case Opcode::Remainder:
    return type.isSigned ? z3::srem(l, r) : z3::urem(l, r);
  case Opcode::ShiftLeft:
    return z3::shl(l, r);
  case Opcode::ShiftRight:
    return type.isSigned ? z3::ashr(l, r) : z3::lshr(l, r);
  case Opcode::And:
    return l & r;
  case Opcode::Or:
    return l | r;
  case Opcode::Xor:
    return l ^ r;
  default:
    return truth(compare(value.opcode, l, r, type.isSigned), widthOf(value.type));
  }
}

z3::expr Encoder::build(Activation &frame, ValueId id) {
  const ir::Value &value = frame.function->value(id);
  unsigned bits = widthOf(value.type);
  auto operand = [&](size_t i) { return encode(frame, value.operands[i]); };
  switch (value.kind) {
  case ValueKind::Parameter:
    if (value.index < frame.arguments.size())
      return resize(frame.arguments[value.index], bits, value.type.isSigned);
    return fresh(frame, id);
  case ValueKind::Constant:
    return context_.bv_val(int64_t(value.constant), bits);
  case ValueKind::Offset:
    return resize(operand(0), kPointerBits, false) + context_.bv_val(int64_t(value.constant), kPointerBits);
  case ValueKind::Cast:
    return resize(operand(0), bits, frame.function->value(value.operands[0]).type.isSigned);
  case ValueKind::Unary:
    if (value.opcode == Opcode::LogicalNot) {
      z3::expr inner = operand(0);
      return truth(inner == context_.bv_val(0, inner.get_sort().bv_size()), bits);
    }
    return value.opcode == Opcode::Negate ? -operand(0) : ~operand(0);
  case ValueKind::Binary:
    return binary(frame, value);
  default:
    return fresh(frame, id);
  }
}

void Encoder::takeEdge(Activation &frame, const infer::Trace &event) {
  const ir::Block &from = frame.function->block(event.from);
  const ir::Edge &edge = from.successors[event.edge];
  if (edge.kind != ir::EdgeKind::Always && edge.kind != ir::EdgeKind::Unspecified) {
    z3::expr condition = encode(frame, from.condition);
    unsigned bits = condition.get_sort().bv_size();
    z3::expr zero = context_.bv_val(0, bits);
    z3::expr inCases = context_.bool_val(false);
    for (const ir::CaseRange &range : edge.cases)
      inCases = inCases || (condition >= context_.bv_val(int64_t(range.low), bits) &&
                            condition <= context_.bv_val(int64_t(range.high), bits));
    switch (edge.kind) {
    case ir::EdgeKind::NonZero:
      solver_.add(condition != zero);
      break;
    case ir::EdgeKind::Zero:
      solver_.add(condition == zero);
      break;
    case ir::EdgeKind::InCases:
      solver_.add(inCases);
      break;
    default:
      solver_.add(!inCases);
      break;
    }
  }
  const auto &predecessors = frame.function->block(event.block).predecessors;
  size_t position =
      size_t(std::find(predecessors.begin(), predecessors.end(), event.from) - predecessors.begin());
  std::vector<std::pair<ValueId, z3::expr>> phis;
  for (uint32_t i = 0; i < frame.function->values.size(); ++i) {
    const ir::Value &value = frame.function->values[i];
    if (value.kind == ValueKind::Phi && value.index == event.block.index)
      phis.emplace_back(ValueId(i), encode(frame, value.operands[position]));
  }
  // Around a loop everything but the phis is computed anew.
  if (event.block.index <= event.from.index) {
    frame.prefix += "'";
    std::erase_if(frame.values, [&](const auto &entry) {
      ValueKind kind = frame.function->value(entry.first).kind;
      return kind != ValueKind::Phi && kind != ValueKind::Parameter;
    });
  }
  // What was computed from older phis is computed again from the new ones.
  if (!phis.empty())
    std::erase_if(frame.values, [&](const auto &entry) {
      ValueKind kind = frame.function->value(entry.first).kind;
      return kind == ValueKind::Unary || kind == ValueKind::Binary || kind == ValueKind::Cast ||
             kind == ValueKind::Offset;
    });
  for (auto &[id, value] : phis)
    frame.values.insert_or_assign(id, value);
}

void Encoder::takeCheck(Activation &frame, const infer::Trace &event) {
  const ir::Instruction *call = instructionAt(*frame.function, event.site);
  if (!call || !call->result.valid() || call->callee != ir::CalleeKind::Direct)
    return;
  std::string_view name = ir::nameOf(frame.function->spelling(call->symbol));
  auto authorizer = std::find_if(rule_.anyOf.begin(), rule_.anyOf.end(),
                                 [&](const rules::Authorizer &each) { return each.function == name; });
  if (authorizer == rule_.anyOf.end())
    return; // a wrapper: its result is constrained by the branches that follow
  z3::expr result = encode(frame, call->result);
  z3::expr zero = context_.bv_val(0, result.get_sort().bv_size());
  bool isAccepted = event.kind == TraceKind::CheckAccepted;
  switch (authorizer->accepts) {
  case rules::Accepts::Zero:
    solver_.add(isAccepted ? result == zero : result < zero);
    return;
  case rules::Accepts::NonZero:
    solver_.add(isAccepted ? result != zero : result == zero);
    return;
  case rules::Accepts::NotNegative:
    solver_.add(isAccepted ? result >= zero : result < zero);
    return;
  case rules::Accepts::Positive:
    solver_.add(isAccepted ? result > zero : result <= zero);
    return;
  }
}

void Encoder::replay(Activation &frame, const Frame &events) {
  for (const infer::Trace *event : events.events) {
    if (event->kind == TraceKind::Edge)
      takeEdge(frame, *event);
    else if (event->kind == TraceKind::CheckAccepted || event->kind == TraceKind::CheckRejected)
      takeCheck(frame, *event);
  }
}

void Encoder::descend(Activation &frame, uint32_t site, Activation &callee) {
  if (const ir::Instruction *call = instructionAt(*frame.function, site))
    for (ValueId argument : call->arguments)
      callee.arguments.push_back(encode(frame, argument));
}

PathVerdict Encoder::verdict(const Activation &root) {
  PathVerdict result;
  if (solver_.check() != z3::sat)
    return result;
  result.feasibility = reports::Feasibility::Feasible;
  z3::model model = solver_.get_model();
  for (const auto &[id, value] : root.values) {
    const ir::Value &node = root.function->value(id);
    if (node.kind != ValueKind::Parameter || node.type.typeClass != ir::TypeClass::Integer)
      continue;
    z3::expr assigned = model.eval(value);
    if (!assigned.is_numeral())
      continue;
    uint64_t bits = assigned.get_numeral_uint64();
    unsigned width = widthOf(node.type);
    bool isNegative = node.type.isSigned && width < 64 && (bits >> (width - 1)) & 1;
    int64_t number = isNegative ? int64_t(bits | ~((uint64_t(1) << width) - 1)) : int64_t(bits);
    result.model[root.function->parameters[node.index].name] = std::to_string(number);
  }
  return result;
}

PathVerdict Encoder::run() {
  z3::params parameters(context_);
  parameters.set("rlimit", kResourceLimit);
  parameters.set("random_seed", 0u);
  solver_.set(parameters);
  std::vector<Activation> frames(path_.frames.size());
  for (size_t i = 0; i < frames.size(); ++i) {
    frames[i].function = &program_.function(path_.frames[i].function);
    frames[i].prefix = "f" + std::to_string(i) + ".";
    replay(frames[i], path_.frames[i]);
    if (i + 1 < frames.size())
      descend(frames[i], path_.frames[i].site, frames[i + 1]);
  }
  return verdict(frames.front());
}

} // namespace

PathVerdict decidePath(const ir::Program &program, const rules::Rule &rule, const Path &path) {
  try {
    return Encoder(program, rule, path).run();
  } catch (const z3::exception &) {
    return {}; // the solver gave up: unknown is an answer
  }
}

} // namespace hookqual::witness
