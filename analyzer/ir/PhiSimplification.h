// SPDX-License-Identifier: MIT
// Removes phis that join one value only, merges equal ones, and folds again whatever was
// built on them, until nothing changes (Braun et al., "Simple and Efficient Construction
// of Static Single Assignment Form", CC 2013, section 3.1). Part of FunctionBuilder.
#pragma once

#include "analyzer/ir/Function.h"
#include "analyzer/ir/ValueTable.h"

#include <map>
#include <utility>
#include <vector>

namespace hookqual::ir {

class PhiSimplification {
public:
  explicit PhiSimplification(ValueTable &values) : values_(values) {}

  /// `block` and the order of `operands` are those of the finished function.
  void add(ValueId phi, BlockId block, std::vector<ValueId> operands);

  /// Rewrites the function's instructions, terminators and names and gives it its values.
  void apply(Function &function);

private:
  struct Phi {
    ValueId id;
    BlockId block;
    std::vector<ValueId> operands;
  };

  ValueId leaderOf(ValueId id);
  void replace(ValueId id, ValueId by);
  bool simplifyPhis();
  bool rebuildValues();
  void rewrite(ValueId &id);
  void rewriteNames(Function &function);
  std::vector<Value> takeValues();

  ValueTable &values_;
  std::vector<Phi> phis_;
  std::vector<ValueId> leaders_;
};

} // namespace hookqual::ir
