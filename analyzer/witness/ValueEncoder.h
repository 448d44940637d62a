// SPDX-License-Identifier: MIT
// IR values of one activation as bit-vectors. Calls are symbols of their own; loads are what
// memory holds (MemoryContents.h).
#pragma once

#include "analyzer/ir/Program.h"
#include "analyzer/witness/MemoryContents.h"

#include <z3++.h>

#include <map>
#include <string>
#include <vector>

namespace hookqual::witness {

class ValueEncoder {
public:
  /// `arguments` are those of the call that enters the function; parameters beyond them
  /// are free.
  ValueEncoder(z3::context &context, const ir::Program &program, const ir::Function &function,
               std::string prefix, std::vector<z3::expr> arguments, MemoryContents &memory);

  z3::expr encode(ir::ValueId value);
  /// No two functions have the same, and none has that of NULL.
  z3::expr addressOf(ir::FunctionId function) const;
  /// Cut, or extended by its type's sign.
  z3::expr encodeAs(ir::ValueId value, unsigned bits);
  /// The condition under which the edge is taken out of its block.
  z3::expr conditionOf(const ir::Block &block, const ir::Edge &edge);
  const std::map<ir::ValueId, z3::expr> &encoded() const { return values_; }
  /// Results of calls that something encoded depends on, in the order they were met.
  const std::vector<ir::ValueId> &calls() const { return calls_; }
  const ir::Function &function() const { return function_; }
  z3::context &context() const { return context_; }

  static unsigned widthOf(const ir::Type &type);
  static z3::expr resize(const z3::expr &value, unsigned bits, bool isSigned);
  static z3::expr compare(ir::Opcode opcode, const z3::expr &l, const z3::expr &r, bool isSigned);
  /// One or zero.
  static z3::expr truth(const z3::expr &condition, unsigned bits);

private:
  z3::expr build(ir::ValueId value);
  z3::expr unary(const ir::Value &value);
  z3::expr address(ir::ValueId id, const ir::Value &value);
  bool isTooHard(const ir::Value &value) const;
  z3::expr binary(ir::ValueId id, const ir::Value &value);
  z3::expr symbol(const std::string &name, const ir::Type &type);

  z3::context &context_;
  const ir::Program &program_;
  const ir::Function &function_;
  std::string prefix_;
  std::vector<z3::expr> arguments_;
  MemoryContents &memory_;
  std::map<ir::ValueId, z3::expr> values_;
  std::vector<ir::ValueId> calls_;
};

} // namespace hookqual::witness
