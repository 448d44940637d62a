// SPDX-License-Identifier: MIT
// Whether what a check judges is also an operand of a call that follows.
#pragma once

#include "analyzer/learn/ProgramChecks.h"

namespace hookqual::learn {

class RelatedChecks {
public:
  RelatedChecks(ProgramChecks &checks, ir::FunctionId function);

  /// Those of `checks` that are made by a call, here or below it, that shares an object with `call`,
  /// or takes none.
  CheckSet relatedTo(const ir::Instruction &call, const CheckSet &checks);

private:
  using Objects = std::vector<ObjectPath>;

  void findChecks();
  Objects objectsOf(const ir::Instruction &call);

  ProgramChecks &checks_;
  ir::FunctionId id_;
  const ir::Function &function_;
  ObjectPaths paths_;
  bool isKnown_ = false; // `judged_`
  std::map<CheckId, std::vector<Objects>> judged_;
};

} // namespace hookqual::learn
