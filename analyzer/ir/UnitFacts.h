// SPDX-License-Identifier: MIT
// Everything `collect` learns from one translation unit; what a worker hands to `store`.
#pragma once

#include "analyzer/ir/Function.h"

#include <string>
#include <vector>

namespace hookqual::ir {

/// A type as a rule's expression sees it while it walks from object to object.
struct TypeReference {
  std::string spelling; // `struct inode *`
  Type type;
  std::string record;     // key of the record pointed to, or held by value; else empty
  bool isPointer = false; // to `record`

  friend bool operator==(const TypeReference &, const TypeReference &) = default;
};

/// One named field; fields of anonymous members appear under their record, flattened.
struct RecordField {
  std::string name;
  uint64_t offset = 0;                  // bytes
  uint32_t bitOffset = 0, bitWidth = 0; // bit-fields; bitWidth 0 otherwise
  TypeReference type;
  std::vector<TypeReference> functionParameters; // when the field points to a function
};

struct Record {
  std::string name; // struct tag (or typedef name)
  std::string file; // that defines it
  uint64_t bytes = 0;
  std::vector<RecordField> fields;

  std::string key() const { return name + "@" + file; }
};

struct PrototypeParameter {
  std::string name; // empty when the declaration names none
  TypeReference type;
};

/// A function that was declared, with or without a body. `symbol` has no body hash.
struct Prototype {
  std::string name;
  std::string file; // of the declaration
  TypeReference result;
  std::vector<PrototypeParameter> parameters;
};

enum class TargetOrigin : uint8_t { Initializer, Assignment };

/// A function whose address is kept in a field of a variable, or in a plain variable
/// (`member` empty): ops tables, initcalls, exported symbols. Which is which, rules say. Or a
/// variable whose address an initialiser keeps, if its type has room for functions.
struct MemberTarget {
  Member member;
  std::string target; // canonical spelling of the function or variable
  std::string holder; // canonical spelling of the variable that holds it; empty for assignments
  TargetOrigin origin = TargetOrigin::Initializer;

  friend bool operator==(const MemberTarget &, const MemberTarget &) = default;
  friend auto operator<=>(const MemberTarget &, const MemberTarget &) = default;
};

/// `name` is another name of `target` (attribute alias).
struct Alias {
  std::string name;
  std::string target;
  bool isWeak = false;
};

struct UnitFacts {
  std::string unit;                      // main file, relative to the source root
  std::vector<std::string> dependencies; // every file read, relative to the root when below it
  std::vector<Function> functions;       // own functions and the header inlines they call
  std::vector<Prototype> prototypes;     // of the functions called or defined
  std::vector<Record> records;
  std::vector<MemberTarget> memberTargets;
  std::vector<Alias> aliases;
  std::vector<std::string> notes; // constructs that were lowered to Unknown, counted: `asm: 3`
};

} // namespace hookqual::ir
