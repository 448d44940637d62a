// SPDX-License-Identifier: MIT
// The function IR: what `collect` makes of one C function and all that later rooms see.
//
//   clang AST + CFG ─collect─► ir::Function ─store─► facts.db ─link─► ir::Program ─► infer
//
// SSA over hash-consed values: two ids of one function are equal iff the values are
// structurally equal. Scalars whose address is never taken are SSA values; everything
// else lives in memory and is reached by explicit `load` and `store` instructions,
// because what counts as a sensitive operation is decided later, by rules.
#pragma once

#include "analyzer/ir/Ids.h"
#include "analyzer/ir/Symbol.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace hookqual::ir {

enum class TypeClass : uint8_t {
  Void,
  Integer,
  Pointer, // to data
  Code,    // pointer to a function
  Aggregate,
  Other,
};

constexpr bool isPointer(TypeClass typeClass) {
  return typeClass == TypeClass::Pointer || typeClass == TypeClass::Code;
}

/// The shape of a value as far as the analysis needs it.
struct Type {
  TypeClass typeClass = TypeClass::Void;
  bool isSigned = false;
  uint32_t bits = 0; // width in bits; 0 when unknown or void

  friend bool operator==(const Type &, const Type &) = default;
};

enum class ValueKind : uint8_t {
  Parameter,  // `index` = position
  Global,     // ADDRESS of the global variable or function `symbol`
  Local,      // ADDRESS of Function::locals[index]
  Constant,   // `constant`, sign-extended to 64 bits; NULL is Constant 0 of pointer type
  String,     // address of the string literal Function::strings[index]
  CallResult, // result of the call instruction whose site is `index`
  Load,       // result of the load instruction whose site is `index`; operand 0 = address.
              // The site is the memory version: a second fetch of one address is a
              // second value, and inference decides when both denote the same object
  Offset,     // operand 0 + `constant` bytes. Folded: never an Offset of an Offset, never
              // an offset of 0, so that &p->a.b and container_of() cancel
  Element,    // operand 0 + operand 1 * `constant` bytes (variable array index)
  Unary,      // `opcode` operand 0
  Binary,     // operand 0 `opcode` operand 1
  Cast,       // operand 0 converted to `type`; only conversions between integer widths or
              // signedness, and integer to bool (opcode NotEqual to 0 is used instead).
              // Pointer casts and pointer/integer casts of equal width are no value at all
  Phi,        // at block `index`; operands run parallel to Block::predecessors
  Undefined,  // read of an uninitialised scalar
  Unknown,    // something the lowering does not model, distinct per `index`
};

enum class Opcode : uint8_t {
  None,
  // Unary
  Negate,
  BitNot,
  LogicalNot,
  // Binary
  Add,
  Subtract,
  Multiply,
  Divide,
  Remainder,
  ShiftLeft,
  ShiftRight,
  And,
  Or,
  Xor,
  // Comparisons yield 0 or 1; signedness is that of operand 0's type
  Equal,
  NotEqual,
  Less,
  LessEqual,
  Greater,
  GreaterEqual,
};

struct Value {
  ValueKind kind = ValueKind::Unknown;
  Opcode opcode = Opcode::None;
  Type type;
  uint32_t index = 0;
  int64_t constant = 0;
  SymbolId symbol;
  std::vector<ValueId> operands;

  friend bool operator==(const Value &, const Value &) = default;
};

/// Whether a value of this kind may be named after a source variable (Function::names).
constexpr bool mayHaveName(ValueKind kind) {
  return kind == ValueKind::Phi || kind == ValueKind::CallResult || kind == ValueKind::Load;
}

/// A point of the source. `expansion` is where the text stands in the file that is being
/// read (a macro call); `spelling` is where the token was written (in the macro).
/// Lines and columns count from 1. Files index Function::files.
struct Location {
  uint32_t expansionFile = 0, line = 0, column = 0, endLine = 0, endColumn = 0;
  uint32_t spellingFile = 0, spellingLine = 0, spellingColumn = 0;

  friend bool operator==(const Location &, const Location &) = default;
};

/// A Return stands for a block's terminator (Function::returns) and in no block.
enum class InstructionKind : uint8_t { Call, Load, Store, Return };

/// What a call goes to.
enum class CalleeKind : uint8_t {
  Direct, // `symbol`
  Member, // through `member` of a record: `target` is the loaded function pointer
  Value,  // any other function pointer: `target`
};

struct Instruction {
  InstructionKind kind = InstructionKind::Call;
  uint32_t site = 0; // ordinal in the function; with the function's hash, the site's identity
  LocationId location;
  ValueId result; // Call: the CallResult, invalid for void. Load: the Load value
  Type type;      // Call: of the result. Load, Store: of the memory accessed

  // Call
  CalleeKind callee = CalleeKind::Direct;
  SymbolId symbol;
  ValueId target;
  std::vector<ValueId> arguments;

  // Load, Store; and Call through a member
  MemberId member;         // the innermost named member accessed, if any
  ValueId address;         // Load, Store
  ValueId value;           // Store, Return. Aggregates are stored whole: the value is an aggregate
                           // Load or CallResult whose parts are later loaded from `address`
  bool isVolatile = false; // READ_ONCE, WRITE_ONCE and volatile objects
  // A bit-field access touches [bitOffset, bitOffset + type.bits) of the bytes at address
  bool isBitField = false;
  uint32_t bitOffset = 0;
};

enum class EdgeKind : uint8_t {
  Always,
  NonZero,    // taken when Block::condition != 0
  Zero,       // taken when Block::condition == 0
  InCases,    // switch: the condition lies in one of `cases`
  NotInCases, // switch default: the condition lies in none of `cases`
  Unspecified // asm goto, computed goto: may be taken, nothing is learned
};

struct CaseRange {
  int64_t low = 0, high = 0; // inclusive
  friend bool operator==(const CaseRange &, const CaseRange &) = default;
};

struct Edge {
  BlockId target;
  EdgeKind kind = EdgeKind::Always;
  std::vector<CaseRange> cases;
};

enum class Terminator : uint8_t { Jump, Branch, Switch, Opaque, Return, Unreachable };

struct Block {
  std::vector<Instruction> instructions;
  Terminator terminator = Terminator::Unreachable;
  LocationId location;               // of the terminator: the condition, or the return statement
  ValueId condition;                 // Branch, Switch
  ValueId returned;                  // Return with a value
  std::vector<Edge> successors;      // Branch: the NonZero edge first
  std::vector<BlockId> predecessors; // distinct, ascending
};

struct Parameter {
  std::string name;
  std::string typeSpelling; // as written, e.g. `struct dentry *`
  Type type;
  std::string record; // key of the record pointed to or held (Record::key), or empty
  bool pointsToConst = false;
};

/// A variable that lives in memory: an aggregate, or a scalar whose address is taken.
/// Such a parameter is a local whose first store, in the entry block, is the Parameter.
struct Local {
  std::string name; // empty for temporaries
  std::string typeSpelling;
  std::string record;
  uint64_t bytes = 0;
};

struct Function {
  Symbol symbol;
  uint32_t line = 0, endLine = 0; // in `file`
  std::string file;               // the file in which the body is written
  std::string returnTypeSpelling;
  Type returnType;
  bool isWeak = false;
  bool isVariadic = false;
  std::vector<Parameter> parameters;
  std::vector<Local> locals;

  std::vector<std::string> files;   // for locations, relative to the source root
  std::vector<std::string> symbols; // canonical spellings (Symbol.h)
  std::vector<Member> members;
  std::vector<std::string> strings;
  std::vector<Location> locations;
  std::vector<Value> values; // operands come before their users, except in phis
  // The source variables that values were made for, ascending by value. They are for
  // people: nothing is decided by them, and no two values are told apart by them
  std::vector<std::pair<ValueId, std::string>> names;
  std::vector<Block> blocks;        // block 0 is the entry; reverse post-order
  std::vector<Instruction> returns; // made by addReturns, not stored

  const Value &value(ValueId id) const { return values[id.index]; }
  const Block &block(BlockId id) const { return blocks[id.index]; }
  const Member &member(MemberId id) const { return members[id.index]; }
  const Location &location(LocationId id) const { return locations[id.index]; }
  const std::string &spelling(SymbolId id) const { return symbols[id.index]; }
  /// The source variable of a value; empty if it has none.
  std::string_view variableOf(ValueId id) const {
    const auto found = std::ranges::lower_bound(names, id, {}, [](const auto &name) { return name.first; });
    return found != names.end() && found->first == id ? std::string_view(found->second) : std::string_view();
  }
};

/// Gives the ends of the blocks that return a site each, so that what a function returns can be
/// an operation; by block.
void addReturns(Function &function);

/// The block that a Return ends.
BlockId blockOfReturn(const Instruction &instruction);

/// Null when the function has no such site.
const Instruction *instructionAt(const Function &function, uint32_t site);

/// What phis merge into the value, or the value itself if it is no phi; each once.
std::vector<ValueId> sourcesOf(const Function &function, ValueId value);

} // namespace hookqual::ir
