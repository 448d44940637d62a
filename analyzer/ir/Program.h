// SPDX-License-Identifier: MIT
// The linked program as an interface: what `infer` sees of the whole kernel. `link`
// implements it over facts.db, tests implement it over IR text.
#pragma once

#include "analyzer/ir/UnitFacts.h"

#include <cstddef>
#include <span>
#include <string_view>

namespace hookqual::ir {

/// A function that user space can start, or one whose callers lie outside the program.
enum class EntryClass : uint8_t {
  None,       // has callers in the program, or none that could be seen
  SystemCall, // native or compat system call
  OpTable,    // stands in an ops table (or other address-taken place), no caller seen
  Exported,   // exported to modules, no caller seen: yields assumptions, not findings
  Internal,   // deferred callbacks, initcalls and the like
};

std::string_view toString(EntryClass entryClass);

struct Entry {
  EntryClass entryClass = EntryClass::None;
  std::string name;  // as the user knows it: `unlink` for a system call, else the function
  uint32_t rank = 0; // which rule says so: of entries of one name the one of the first is the plainest
};

/// Call sites of all bodies, and those of them that lead nowhere the program knows.
struct CallCounts {
  uint64_t calls = 0, unresolved = 0;
};

/// All ids are dense and ascend in the order of the canonical spelling, so iteration is
/// deterministic. References stay valid for the lifetime of the program.
class Program {
public:
  virtual ~Program() = default;

  virtual size_t functionCount() const = 0;
  virtual CallCounts callCounts() const = 0;

  /// The function a canonical spelling denotes, aliases and weak definitions resolved;
  /// invalid when its body was not captured.
  virtual FunctionId find(std::string_view spelling) const = 0;

  virtual const std::string &spelling(FunctionId function) const = 0;
  virtual const Function &function(FunctionId function) const = 0;

  /// Functions, ascending, whose bodies contain ...
  virtual std::span<const FunctionId>
  callersOf(FunctionId function) const = 0; // direct or member call that may reach it
  virtual std::span<const FunctionId> directCallersOf(FunctionId function) const = 0; // ... direct call to it
  virtual std::span<const FunctionId> functionsCalling(std::string_view name) const = 0; // C name
  virtual std::span<const FunctionId> functionsCallingMember(std::string_view recordDotField) const = 0;
  virtual std::span<const FunctionId> functionsLoading(std::string_view recordDotField) const = 0;
  virtual std::span<const FunctionId> functionsStoring(std::string_view recordDotField) const = 0;

  /// Functions with a body of this C name, ascending.
  virtual std::span<const FunctionId> functionsNamed(std::string_view name) const = 0;

  /// May-targets of a call through the member; empty when none was seen.
  virtual std::span<const FunctionId> targetsOf(const Member &member) const = 0;
  /// May-targets of an indirect call in the body of `caller`; empty when none was seen, and for
  /// deferred calls, which are none on the caller's behalf.
  virtual std::span<const FunctionId> targetsOf(FunctionId caller, const Instruction &call) const = 0;
  /// The `record.field` spellings and holders through which the function's address is kept.
  virtual std::span<const MemberTarget> addressesTakenOf(FunctionId function) const = 0;

  virtual Entry entry(FunctionId function) const = 0;

  /// By C name; null when no captured unit declares it.
  virtual const Prototype *prototype(std::string_view name) const = 0;
  /// The declaration in that file, for names that several files define; else as above.
  virtual const Prototype *prototypeIn(std::string_view name, std::string_view file) const = 0;
  /// By key `name@file`; null when unknown.
  virtual const Record *record(std::string_view key) const = 0;
  /// The record with this tag that is seen most often; null when there is none.
  virtual const Record *recordNamed(std::string_view name) const = 0;
};

} // namespace hookqual::ir
