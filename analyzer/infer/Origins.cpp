// SPDX-License-Identifier: MIT
#include "analyzer/infer/Origins.h"

#include <algorithm>
#include <set>

namespace hookqual::infer {

namespace {

constexpr unsigned kMaxWrappers = 4; // functions around a maker

class Makers {
public:
  Makers(const ir::Program &program, const std::vector<std::string> &names)
      : program_(program), names_(names) {}

  bool isMaker(const ir::Function &caller, const ir::Instruction &call, unsigned depth) const {
    if (call.kind != ir::InstructionKind::Call || call.callee != ir::CalleeKind::Direct)
      return false;
    const std::string &spelling = caller.spelling(call.symbol);
    if (std::find(names_.begin(), names_.end(), ir::nameOf(spelling)) != names_.end())
      return true;
    const ir::FunctionId callee = program_.find(spelling);
    return callee.valid() && depth > 0 && returnsMadeOnly(program_.function(callee), depth - 1);
  }

  /// Errors and NULL aside, through phis.
  bool isMade(const ir::Function &function, ir::ValueId id, unsigned depth, bool &isSomething) const {
    std::set<ir::ValueId> seen;
    std::vector<ir::ValueId> pending{id};
    while (!pending.empty()) {
      const ir::ValueId next = pending.back();
      pending.pop_back();
      if (!seen.insert(next).second)
        continue;
      const ir::Value &value = function.value(next);
      if (value.kind == ir::ValueKind::Phi) {
        pending.insert(pending.end(), value.operands.begin(), value.operands.end());
      } else if (value.kind == ir::ValueKind::CallResult) {
        const ir::Instruction *call = callAt(function, value.index);
        if (!call || !isMaker(function, *call, depth))
          return false;
        isSomething = true;
      } else if (value.kind != ir::ValueKind::Constant) {
        return false;
      }
    }
    return true;
  }

  static const ir::Instruction *callAt(const ir::Function &function, uint32_t site) {
    for (const ir::Block &block : function.blocks)
      for (const ir::Instruction &instruction : block.instructions)
        if (instruction.site == site)
          return &instruction;
    return nullptr;
  }

private:
  bool returnsMadeOnly(const ir::Function &function, unsigned depth) const {
    bool isSomething = false;
    for (const ir::Block &block : function.blocks)
      if (block.terminator == ir::Terminator::Return && block.returned.valid() &&
          !isMade(function, block.returned, depth, isSomething))
        return false;
    return isSomething;
  }

  const ir::Program &program_;
  const std::vector<std::string> &names_;
};

class Judge {
public:
  Judge(const ir::Program &program, const TermPool &terms, const ir::Function &function,
        const std::vector<std::string> &makers)
      : terms_(terms), function_(function), makers_(program, makers) {}

  bool judge(TermId objects) {
    visit(objects);
    return isSomething_ && isAllMade_;
  }

private:
  void visit(TermId id) {
    const Term &term = terms_[id];
    if (terms_.isAtom(id))
      isAllMade_ = isAllMade_ && isMadeAtom(term);
    for (const TermId operand : term.operands)
      visit(operand);
  }

  bool isMadeAtom(const Term &term) {
    if (term.kind == TermKind::Phi)
      return makers_.isMade(function_, ir::ValueId(term.index), kMaxWrappers, isSomething_);
    if (term.kind != TermKind::Result && term.kind != TermKind::Filled)
      return false;
    const ir::Instruction *call = Makers::callAt(function_, term.index);
    isSomething_ = true;
    return call && makers_.isMaker(function_, *call, kMaxWrappers);
  }

  const TermPool &terms_;
  const ir::Function &function_;
  Makers makers_;
  bool isSomething_ = false, isAllMade_ = true;
};

} // namespace

bool mustBeMadeBy(const ir::Program &program, const TermPool &terms, ir::FunctionId function, TermId objects,
                  const std::vector<std::string> &makers) {
  return objects.valid() && terms.hasAtoms(objects) &&
         Judge(program, terms, program.function(function), makers).judge(objects);
}

} // namespace hookqual::infer
