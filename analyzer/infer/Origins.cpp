// SPDX-License-Identifier: MIT
#include "analyzer/infer/Origins.h"

#include <algorithm>

namespace hookqual::infer {

namespace {

constexpr unsigned kMaxWrappers = 4; // functions around a maker

class Makers {
public:
  Makers(const ir::Program &program, const std::vector<std::string> &names)
      : program_(program), names_(names) {}

  /// Errors and NULL aside, through phis.
  bool isMade(const ir::Function &function, ir::ValueId id, unsigned depth, bool &isSomething) const {
    for (const ir::ValueId source : ir::sourcesOf(function, id)) {
      const ir::Value &value = function.value(source);
      if (value.kind == ir::ValueKind::Constant)
        continue;
      if (value.kind != ir::ValueKind::CallResult || !isMadeAt(function, value.index, depth))
        return false;
      isSomething = true;
    }
    return true;
  }

  bool isMadeAt(const ir::Function &function, uint32_t site, unsigned depth) const {
    const ir::Instruction *call = ir::instructionAt(function, site);
    return call && isMaker(function, *call, depth);
  }

private:
  bool isMaker(const ir::Function &caller, const ir::Instruction &call, unsigned depth) const {
    if (call.kind != ir::InstructionKind::Call || call.callee != ir::CalleeKind::Direct)
      return false;
    const std::string &spelling = caller.spelling(call.symbol);
    if (std::find(names_.begin(), names_.end(), ir::nameOf(spelling)) != names_.end())
      return true;
    const ir::FunctionId callee = program_.find(spelling);
    return callee.valid() && depth > 0 && returnsMadeOnly(program_.function(callee), depth - 1);
  }

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
    isSomething_ = true;
    return makers_.isMadeAt(function_, term.index, kMaxWrappers);
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
