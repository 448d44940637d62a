// SPDX-License-Identifier: MIT
// The inferred qualified type of a function for one rule: what it requires of its
// parameters and what it ensures under which return value. Terms are over parameters,
// globals and memory as at entry, so that a caller can substitute its arguments.
#pragma once

#include "analyzer/infer/State.h"
#include "analyzer/ir/Program.h"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hookqual::infer {

/// A condition over the parameters: all atoms hold. Absent terms are unconstrained.
using Guard = std::map<TermId, RangeSet>;

/// One alternative by which a requirement may be met.
struct Alternative {
  uint32_t slot = 0;
  TermId objects;
  friend bool operator==(const Alternative &, const Alternative &) = default;
  friend auto operator<=>(const Alternative &, const Alternative &) = default;
};

/// How an obligation got from the operation to a function: newest (outermost) first.
struct ChainStep {
  ir::FunctionId function;
  uint32_t site = 0; // of the call to the next function, or of the operation
  TracePointer trace;
  TermId objects; // the objects in this function's terms: of the first of ...
  std::vector<Alternative> alternatives;
  /// ... and its values, when the objects are operands of the call as they stand; else empty.
  std::vector<ir::ValueId> values;
  std::shared_ptr<const ChainStep> next;
  /// Other ways from the same function to the same operation on the same objects: that this one
  /// does not exist says nothing of them.
  std::vector<std::shared_ptr<const ChainStep>> others;
};
using ChainPointer = std::shared_ptr<const ChainStep>;

/// The ways that a chain stands for, each without others; itself first, `limit` at most.
std::vector<ChainPointer> waysOf(const ChainPointer &chain, size_t limit);

/// Functions from the outermost down to the one that holds the operation.
size_t lengthOf(const ChainStep &chain);

/// A requirement not yet met, travelling towards the callers.
struct Obligation {
  uint32_t operation = 0;  // index in the rule
  ir::FunctionId function; // that holds the operation
  uint32_t site = 0;
  std::vector<Alternative> alternatives; // empty: of an object that no caller can name
  std::vector<Guard> guards;             // disjunction; empty only while being built
  ChainPointer chain;
  std::vector<size_t> heldConditions; // exemptions of the rule whose conditions held here
  bool wasRejected = false;           // on the path the authorizer refused, or nobody looked
  bool hasOtherMode = false;          // checked on the path, but not for the right that is asked
  bool sawOtherObject = false;        // the authorizer accepted other objects on the path
  bool hasOtherSubject = false;       // ... these objects, but judged other credentials
  bool isSecondLookup = false;        // ... of an earlier lookup by the same key
  bool wasCheckedEarly = false;       // ... these objects, before what it judges of them was set

  /// Of the first alternative; invalid when no caller can name them.
  TermId objects() const { return alternatives.empty() ? TermId() : alternatives.front().objects; }
};

/// Of one operation on the same objects, whatever the conditions and the way to it.
bool isSameRequirement(const Obligation &a, const Obligation &b);

/// What memory surely holds when the function returns. The address is the caller's after
/// substitution; the parts of a struct that is returned by value lie behind `Returned`, and so
/// does what the returned pointer points to.
struct StoreEffect {
  TermId address;
  uint64_t bits = 0; // more than 64: a struct stored whole
  TermId value;
  friend bool operator==(const StoreEffect &, const StoreEffect &) = default;
  friend auto operator<=>(const StoreEffect &, const StoreEffect &) = default;
};

/// One way in which the function may return.
struct Outcome {
  RangeSet returned = RangeSet::full();
  TermId value; // the returned term when it is exportable
  std::vector<Held> held;
  std::vector<Held> rejected;
  std::vector<CheckedLookup> checkedLookups;
  std::vector<StoreEffect> stores; // whole structs before their fields
  Guard guard;
  friend bool operator==(const Outcome &, const Outcome &) = default;
};

/// An unchecked object of the function that was looked up by a key of its caller: if the
/// caller checked what it had found by this key, the object was looked up again.
struct SecondLookup {
  uint32_t operation = 0;
  ir::FunctionId function; // that holds the operation
  uint32_t site = 0;
  uint32_t slot = 0;
  TermId key; // as in State::lookups
  friend bool operator==(const SecondLookup &, const SecondLookup &) = default;
};

struct Signature {
  std::vector<Obligation> obligations;
  std::vector<SecondLookup> secondLookups;
  std::vector<Outcome> outcomes; // empty: never returns, or not analysed
  bool isAnalysed = false;

  /// Whether a caller can tell the function from one without relation to the rule.
  bool isTrivial() const;
  /// Whether some way of returning tells the caller what was checked, or refused. A function
  /// that was not analysed yet ensures everything: it does not return.
  bool ensuresSomething() const;
};

/// A place where the rule declares an operation sensitive.
struct OperationSite {
  uint32_t operation = 0; // index in the rule
  ir::FunctionId function;
  uint32_t site = 0;
  friend bool operator==(const OperationSite &, const OperationSite &) = default;
  friend auto operator<=>(const OperationSite &, const OperationSite &) = default;
};

/// What inference made of it, whether or not it led to a type error.
struct OperationNote {
  TermId objects;        // in the first state that reaches it; invalid when no state tells
  bool isUntold = false; // in some state no term stands for the objects: nothing was asked there
  bool isExempt = false; // on some route to it
};
using OperationSites = std::map<OperationSite, OperationNote>;

/// Content that callers see; chains and traces stay out.
bool sameMeaning(const Signature &a, const Signature &b);

/// A way in which a call may return.
struct ReturnWay {
  RangeSet returned;
  Guard guard; // in the callee's terms, over memory as the call finds it
  friend bool operator==(const ReturnWay &, const ReturnWay &) = default;
  friend auto operator<=>(const ReturnWay &, const ReturnWay &) = default;
};

/// A call after which objects may be checked, seen from inside the function that makes it.
struct CheckSite {
  uint32_t site = 0;
  uint32_t slot = 0;
  TermId objects;
  std::vector<ReturnWay> unchecked; // after which they are not
  std::vector<ir::ValueId> values;  // as in ChainStep
  /// A call of the authorizer itself that was asked for a right: which alternative of the rule
  /// it is. Whether the right was the one that is asked for, its argument decides.
  std::optional<uint32_t> alternative;
  bool isCertain = true; // in every state that makes the call; else only on some paths
  friend bool operator==(const CheckSite &, const CheckSite &) = default;
  friend auto operator<=>(const CheckSite &, const CheckSite &) = default;
};

/// An unmet requirement that no caller can meet.
struct TypeError {
  Obligation obligation;
  ir::FunctionId root; // where the obligation cannot travel further
  ir::Entry entry;     // of the root; class None when the object is local to the root
};

/// How often each bound of the analysis was hit.
struct Overflows {
  uint64_t states = 0, visits = 0, obligations = 0, guards = 0, terms = 0, outcomes = 0, stores = 0,
           climbs = 0, ways = 0;
};

} // namespace hookqual::infer
