// SPDX-License-Identifier: MIT
// The hash-consing table behind FunctionBuilder: equal values get one id, and every
// constructor folds what it can, so that `container_of` of a member's address is the
// base again and `!!x` is `x != 0`.
//
// Invariant: operands come before their users, except those of phis.
#pragma once

#include "analyzer/ir/Function.h"

#include <unordered_map>
#include <vector>

namespace hookqual::ir {

struct ValueHash {
  size_t operator()(const Value &value) const noexcept;
};

class ValueTable {
public:
  const Value &operator[](ValueId id) const { return values_[id.index]; }
  size_t size() const { return values_.size(); }

  /// A value without operands, or one that must not be folded.
  ValueId intern(Value value);

  ValueId constant(int64_t constant, Type type);
  ValueId offset(ValueId base, int64_t bytes);
  ValueId element(ValueId base, ValueId index, int64_t bytes);
  ValueId unary(Opcode opcode, ValueId operand, Type type);
  ValueId binary(Opcode opcode, ValueId left, ValueId right, Type type);
  ValueId cast(ValueId operand, Type type);

  /// Phis are equal only by identity until FunctionBuilder::finish knows their operands.
  ValueId phi(uint32_t block, Type type);
  void setPhi(ValueId phi, uint32_t block, std::vector<ValueId> operands);

  /// `value` over other operands: goes through the folding constructors again.
  ValueId rebuild(Value value, std::vector<ValueId> operands);

  /// Known to be 0 or 1.
  bool isBoolean(ValueId id) const;

private:
  bool isConstant(ValueId id, int64_t constant) const;
  /// `operand == 0` or `operand != 0`; a comparison is turned round instead of compared.
  ValueId truthOf(ValueId operand, Opcode opcode, Type type);
  ValueId pointerDifference(Opcode opcode, ValueId left, ValueId right, Type type);
  ValueId simplifyBinary(Opcode opcode, ValueId left, ValueId right, Type type);

  std::vector<Value> values_;
  std::unordered_map<Value, ValueId, ValueHash> ids_;
};

} // namespace hookqual::ir
