// SPDX-License-Identifier: MIT
// A rule resolved against one program: names became parameter positions and byte offsets.
// rules::Rule + ir::Program ─bind─► BoundRule ─► FunctionAnalysis.
//
// What the program does not declare at all leaves the rule silent (counted, reported); what
// contradicts its declarations is a located error.
#pragma once

#include "analyzer/ir/Program.h"
#include "rules/Rule.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace hookqual::infer {

/// From a root to an object: additions of byte offsets and loads, in order.
struct Access {
  enum class Kind : uint8_t { Add, Load } kind = Kind::Add;
  int64_t offset = 0; // Add
  uint32_t bits = 0;  // Load
  friend bool operator==(const Access &, const Access &) = default;
};

struct BoundExpression {
  rules::RootKind root = rules::RootKind::Null;
  uint32_t argument = 0; // Name (of the authorizer) and Argument: position
  std::string global;    // AddressOfGlobal: canonical spelling
  std::string enclosing; // Name on the operation's side: parameter of the function it is in
  std::string function;  // Applied: C name
  std::vector<BoundExpression> arguments;
  uint32_t bits = 0; // Applied: of the result
  std::vector<Access> accesses;
  friend bool operator==(const BoundExpression &, const BoundExpression &) = default;
};

struct BoundCondition {
  BoundExpression operand;
  rules::Test test = rules::Test::Equals;
  std::vector<int64_t> values;
  BoundExpression object; // Test::Is
  friend bool operator==(const BoundCondition &, const BoundCondition &) = default;
};

/// One alternative of the rule with one list of object expressions over its parameters.
struct BoundSlot {
  uint32_t alternative = 0; // index in Rule::anyOf
  std::vector<BoundExpression> objects;
  std::vector<BoundExpression> contents; // of them, that must be as they were when checked
  int64_t memberOffset = 0;              // of a store: of the field in its record, in bytes
  std::string key;                       // tells slots apart
  friend bool operator==(const BoundSlot &, const BoundSlot &) = default;
};

struct BoundAlternative {
  uint32_t slot = 0;
  std::vector<BoundExpression> objects;  // over the operation's operands
  std::vector<BoundExpression> contents; // as in BoundSlot
  friend bool operator==(const BoundAlternative &, const BoundAlternative &) = default;
};

struct BoundOperation {
  std::vector<BoundAlternative> alternatives;
  std::vector<BoundCondition> when, unless;
  std::set<std::string> within;
  int64_t memberOffset = 0; // Load, Store: of the field in its record, in bytes
  friend bool operator==(const BoundOperation &, const BoundOperation &) = default;
};

struct BoundExemption {
  std::vector<BoundCondition> when;
  bool isUsable = true; // its expressions resolve for this operation
  friend bool operator==(const BoundExemption &, const BoundExemption &) = default;
};

struct BoundRule {
  const rules::Rule *rule = nullptr;
  std::vector<BoundSlot> slots;
  std::vector<BoundOperation> operations;                                      // parallel to Rule::operations
  std::vector<std::vector<BoundExemption>> exemptions;                         // [operation][exemption]
  std::vector<int> modeParameters;                                             // per alternative; -1: none
  std::map<std::string, std::vector<uint32_t>, std::less<>> slotsOfAuthorizer; // C name -> slots
  std::map<std::string, std::vector<uint32_t>, std::less<>> slotsOfStore;      // `record.field` -> slots
  std::map<std::string, std::vector<uint32_t>, std::less<>> callOperations, memberOperations, storeOperations,
      loadOperations;                                               // name -> operations
  std::map<ir::FunctionId, std::vector<uint32_t>> directOperations; // also-direct implementations
  std::map<ir::FunctionId, std::vector<uint32_t>> returnOperations; // what these functions return
  /// Calls that certainly ask for another right are taken for ordinary ones. What they tell is
  /// which mistake was made, not whether there is one.
  bool ignoresOtherRights = false;
};

struct BindingMessage {
  rules::SourcePoint where;
  std::string text;
  bool isError = false; // otherwise a note: something this kernel or configuration lacks
};

struct Binding {
  BoundRule rule;
  std::vector<BindingMessage> messages;
};

using FunctionNames = std::set<std::string, std::less<>>; // C names

/// Key of the record that describes the running task; empty when it is not known.
std::string recordOfCurrent(const ir::Program &program, const FunctionNames &yieldingCurrent);

/// `yieldingCurrent`: the functions that tell the type of `current`.
Binding bindRule(const ir::Program &program, const rules::Rule &rule, const FunctionNames &yieldingCurrent);

} // namespace hookqual::infer
