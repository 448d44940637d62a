// SPDX-License-Identifier: MIT
// Siblings: functions, or arms of one function, that have something in common for which the
// same checks may be expected of them.
#pragma once

#include "analyzer/learn/ProgramChecks.h"

#include <functional>
#include <string>

namespace hookqual::learn {

enum class FamilyKind : uint8_t {
  Member,     // kept in one `record.field`
  Passed,     // handed over as one argument of one function
  Callers,    // call one function
  Writers,    // write one `record.field`
  Users,      // use one variable
  Dispatched, // one function returns what one of them returns
  Arms,       // of one switch
};

struct Sibling {
  ir::FunctionId function;
  ir::BlockId arm;    // first block of the arm; invalid: the whole function
  std::string label;  // of the arm
  CheckSet all;       // it checks on every way before it does what the family has in common
  CheckSet some;      // ... on some way
  CheckSet related;   // of `some`: what is judged is also handed to what they have in common
  CheckSet elsewhere; // its callers check, or what it calls, or it checks elsewhere
};

struct Family {
  FamilyKind kind = FamilyKind::Callers;
  std::string what;              // they have in common: member, function, variable
  std::string within;            // folder or file they lie in; empty: anywhere
  std::vector<Sibling> siblings; // ascending by function, then by arm
};

/// Families of two siblings and more that user space can reach and that change something, in an
/// order that depends on the program alone.
void forEachFamily(ProgramChecks &checks, const std::function<void(const Family &)> &visit);

} // namespace hookqual::learn
