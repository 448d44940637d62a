// SPDX-License-Identifier: MIT
#include "analyzer/infer/FunctionView.h"

#include "analyzer/ir/CodeFlow.h"

namespace hookqual::infer {

using ir::BlockId;
using ir::ValueId;
using ir::ValueKind;

namespace {

bool isTracked(const ir::Value &value) {
  return value.kind == ValueKind::Load || value.kind == ValueKind::CallResult || value.kind == ValueKind::Phi;
}

size_t positionOf(const ir::Block &block, BlockId predecessor) {
  size_t at = 0;
  while (block.predecessors[at] != predecessor)
    ++at;
  return at;
}

} // namespace

FunctionView::FunctionView(const ir::Program &program, ir::FunctionId id)
    : id_(id), function_(program.function(id)) {
  resolveNames(program);
  findCalledMembers();
  phis_.resize(function_.blocks.size());
  for (uint32_t i = 0; i < function_.values.size(); ++i)
    if (function_.values[i].kind == ValueKind::Phi)
      phis_[function_.values[i].index].push_back(ValueId(i));
  computeLiveness();
  findLoops();
  findUses();
}

void FunctionView::findUses() {
  isUsed_.resize(function_.values.size());
  auto use = [&](ValueId value) {
    if (value.valid())
      isUsed_[value.index] = true;
  };
  for (const ir::Value &value : function_.values)
    for (ValueId operand : value.operands)
      use(operand);
  for (const ir::Block &block : function_.blocks) {
    use(block.condition);
    use(block.returned);
    for (const ir::Instruction &instruction : block.instructions) {
      for (ValueId value : {instruction.address, instruction.value, instruction.target})
        use(value);
      for (ValueId argument : instruction.arguments)
        use(argument);
    }
  }
}

void FunctionView::findLoops() {
  // Blocks are in reverse post-order: a retreating edge u -> h closes a loop that lies
  // between h and u in that order. Marking the whole interval is a cheap superset.
  inLoop_.resize(function_.blocks.size());
  for (uint32_t u = 0; u < function_.blocks.size(); ++u)
    for (const ir::Edge &edge : function_.blocks[u].successors)
      for (uint32_t b = edge.target.index; b <= u; ++b)
        inLoop_[b] = true;
}

void FunctionView::findCalledMembers() {
  for (const ir::Block &block : function_.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Call && instruction.callee != ir::CalleeKind::Direct)
        calledMembers_.emplace(instruction.site, ir::calledMembers(function_, instruction));
}

const std::vector<ir::MemberId> &FunctionView::calledMembers(const ir::Instruction &call) const {
  static const std::vector<ir::MemberId> kNone;
  const auto found = calledMembers_.find(call.site);
  return found == calledMembers_.end() ? kNone : found->second;
}

void FunctionView::resolveNames(const ir::Program &program) {
  for (const std::string &symbol : function_.symbols) {
    callees_.push_back(program.find(symbol));
    names_.push_back(ir::nameOf(symbol));
  }
  for (const ir::Member &member : function_.members)
    memberNames_.push_back(ir::nameOf(member));
}

void FunctionView::use(ValueId value, Bits &live, Bits &seen) const {
  if (!value.valid() || seen[value.index])
    return;
  seen[value.index] = true;
  const ir::Value &node = function_.value(value);
  if (isTracked(node)) {
    live[value.index] = true;
    return;
  }
  for (ValueId operand : node.operands)
    use(operand, live, seen);
}

FunctionView::Bits FunctionView::transferBlock(BlockId id, Bits live) const {
  const ir::Block &block = function_.block(id);
  auto useAll = [&](std::initializer_list<ValueId> values) {
    Bits seen(function_.values.size());
    for (ValueId value : values)
      use(value, live, seen);
  };
  useAll({block.condition, block.returned});
  for (auto at = block.instructions.rbegin(); at != block.instructions.rend(); ++at) {
    if (at->result.valid())
      live[at->result.index] = false;
    useAll({at->address, at->value, at->target});
    for (ValueId argument : at->arguments)
      useAll({argument});
  }
  return live;
}

void FunctionView::computeLiveness() {
  size_t blocks = function_.blocks.size();
  std::vector<Bits> in(blocks, Bits(function_.values.size()));
  for (bool changed = true; changed;) {
    changed = false;
    for (uint32_t i = uint32_t(blocks); i-- > 0;) {
      Bits out(function_.values.size());
      for (const ir::Edge &edge : function_.blocks[i].successors) {
        // A phi begins on the edge, but its old value may be what its new one is made of.
        Bits next = in[edge.target.index];
        size_t position = positionOf(function_.block(edge.target), BlockId(i));
        Bits seen(function_.values.size()), used(function_.values.size());
        for (ValueId phi : phis_[edge.target.index])
          if (next[phi.index])
            use(function_.value(phi).operands[position], used, seen);
        for (ValueId phi : phis_[edge.target.index])
          next[phi.index] = false;
        for (size_t v = 0; v < out.size(); ++v)
          out[v] = out[v] || next[v] || used[v];
      }
      Bits now = transferBlock(BlockId(i), std::move(out));
      if (now != in[i]) {
        in[i] = std::move(now);
        changed = true;
      }
    }
  }
  liveIn_.resize(blocks);
  for (size_t i = 0; i < blocks; ++i)
    for (uint32_t v = 0; v < in[i].size(); ++v)
      if (in[i][v])
        liveIn_[i].push_back(ValueId(v));
}

} // namespace hookqual::infer
