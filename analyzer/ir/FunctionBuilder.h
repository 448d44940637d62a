// SPDX-License-Identifier: MIT
// Makes an ir::Function: hash-conses values, interns tables, numbers sites, and in the
// end removes the phis that turned out to be needless.
//
//   FunctionLowering ─values, instructions, edges─► FunctionBuilder ─finish─► ir::Function
//
// Block 0 is the entry. Blocks may be made in any order and may stay unreachable: finish()
// keeps the reachable ones, in reverse post-order, and joins those that only follow.
#pragma once

#include "analyzer/ir/Function.h"
#include "analyzer/ir/ValueTable.h"

#include "llvm/ADT/StringMap.h"

#include <map>
#include <string>
#include <utility>

namespace hookqual::ir {

class BlockMerging;
class PhiSimplification;

class FunctionBuilder {
public:
  /// `header` is a function without blocks, values and tables: symbol, parameters, file.
  explicit FunctionBuilder(Function header);

  Function &header() { return function_; }

  SymbolId symbol(llvm::StringRef spelling);
  MemberId member(const Member &member);
  uint32_t file(llvm::StringRef name);
  LocationId location(const Location &location);

  ValueTable &values() { return values_; }
  const Value &value(ValueId id) const { return values_[id]; }
  ValueId parameter(uint32_t index);
  /// The address of a variable, or with Code that of a function.
  ValueId global(SymbolId symbol, TypeClass typeClass = TypeClass::Pointer);
  ValueId local(Local local); // a new one at each call
  ValueId string(llvm::StringRef text);
  ValueId undefined(Type type);
  ValueId unknown(Type type); // a new one at each call

  BlockId makeBlock();
  Block &block(BlockId id) { return function_.blocks[id.index]; }

  /// Appends and gives the instruction its site; `result` is set for loads and for calls
  /// whose type is not void.
  ValueId append(BlockId block, Instruction instruction);

  ValueId phi(BlockId block, Type type);
  /// Every predecessor of the phi's block needs one before finish() is called.
  void addIncoming(ValueId phi, BlockId predecessor, ValueId value);

  /// The source variable a value is made for or assigned to; the first one stays. Values
  /// of kinds that have no name (mayHaveName) are left alone.
  void name(ValueId value, llvm::StringRef variable);

  /// The finished function in canonical form (Canonical.h).
  Function finish() &&;

private:
  PhiSimplification collectPhis(const BlockMerging &blocks);

  Function function_;
  ValueTable values_;
  llvm::StringMap<uint32_t> symbols_, files_, strings_;
  std::map<Member, uint32_t> members_;
  std::map<ValueId, std::map<BlockId, ValueId>> incoming_;
  std::map<ValueId, std::string> names_;
  uint32_t sites_ = 0, unknowns_ = 0;
};

} // namespace hookqual::ir
