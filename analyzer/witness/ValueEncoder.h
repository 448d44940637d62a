// SPDX-License-Identifier: MIT
// IR values of one activation as bit-vectors. Calls, and loads of memory that the function
// may change, are symbols of their own; loads of one address in unchanged memory are equal.
#pragma once

#include "analyzer/infer/Term.h"
#include "analyzer/ir/Function.h"

#include <z3++.h>

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace hookqual::witness {

class ValueEncoder {
public:
  /// `arguments` are those of the call that enters the function; parameters beyond them
  /// are free.
  ValueEncoder(z3::context &context, const ir::Function &function, std::string prefix,
               std::vector<z3::expr> arguments);

  z3::expr encode(ir::ValueId value);
  /// The condition under which the edge is taken out of its block.
  z3::expr conditionOf(const ir::Block &block, const ir::Edge &edge);
  const std::map<ir::ValueId, z3::expr> &encoded() const { return values_; }
  const ir::Function &function() const { return function_; }

  static unsigned widthOf(const ir::Type &type);

private:
  z3::expr resize(const z3::expr &value, unsigned bits, bool isSigned);
  z3::expr truth(const z3::expr &condition, unsigned bits);
  z3::expr build(ir::ValueId value);
  z3::expr unary(const ir::Value &value);
  bool isTooHard(const ir::Value &value) const;
  z3::expr binary(ir::ValueId id, const ir::Value &value);
  z3::expr compare(ir::Opcode opcode, const z3::expr &l, const z3::expr &r, bool isSigned);
  z3::expr symbol(const std::string &name, const ir::Type &type);
  z3::expr load(ir::ValueId id, const ir::Value &value);
  void findStores();

  z3::context &context_;
  const ir::Function &function_;
  std::string prefix_;
  std::vector<z3::expr> arguments_;
  std::map<ir::ValueId, z3::expr> values_;
  infer::TermPool addresses_;
  std::set<std::string> storedMembers_;
  bool storesAnonymously_ = false; // through pointers to plain scalars
};

} // namespace hookqual::witness
