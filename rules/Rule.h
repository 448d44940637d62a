// SPDX-License-Identifier: MIT
// Typed rules: what the kernel means. rules/*.yaml ─load─► RuleSet ─► infer.
//
// A rule says that an operation on an object needs an authorizer on the same object. All
// names (functions, members, constants) are text here; infer resolves them against the
// captured program.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookqual::rules {

/// Where a thing was written in a rule file; lines and columns count from 1.
struct SourcePoint {
  std::string file;
  uint32_t line = 0, column = 0;
};

/// What an expression starts from.
enum class RootKind : uint8_t {
  Name,            // a parameter of the authorizer (left side), or of the enclosing function
  Argument,        // arg0, arg1, ...: operand of the operation's call
  Base,            // the record whose field a load or store touches: its address
  Value,           // the value a store writes, or a load yields
  Result,          // the result of the operation's call
  Null,            // NULL
  Current,         // the running task
  Subject,         // the credentials on whose behalf the call is made
  System,          // the pseudo-object of system-wide hooks
  AddressOfGlobal, // &name of a global variable or function
  Applied,         // name(e, ...): what a pure function makes of its arguments
};

enum class StepKind : uint8_t {
  Arrow,     // e->field: loads the pointer e, then names the field (as an lvalue)
  Dot,       // e.field
  Container, // up(e, struct T, m): container_of
};

struct Step {
  StepKind kind = StepKind::Arrow;
  std::string record; // Container only
  std::string field;
};

/// `file->f_path.dentry`, `&arg0->mnt`, `up(perm, struct shmid_kernel, shm_perm)->shm_file`.
struct Expression {
  std::string text;
  SourcePoint where;
  RootKind root = RootKind::Name;
  std::string name;                  // Name, AddressOfGlobal, Applied
  uint32_t argument = 0;             // Argument
  std::vector<Expression> arguments; // Applied
  std::vector<Step> steps;
  bool takesAddress = false; // leading &: the final lvalue's address instead of its value
};

enum class Test : uint8_t {
  Equals, // one of `values`
  Has,    // all bits of values[0]
  AnyBit, // at least one bit of the union of `values`
  Is,     // the same object as `object`
  Null,
  NotNull,
  NotError, // neither NULL nor ERR_PTR
  NonZero,
  NotNegative,
};

struct Condition {
  Expression operand;
  Test test = Test::Equals;
  std::vector<int64_t> values; // constants, already resolved through RuleSet::constants
  std::optional<Expression> object;
};

struct ObjectPair {
  Expression authorizer; // over the authorizer's parameters
  Expression operation;  // over the operation's operands
};

/// The right that must have been checked: a test of the authorizer's `parameter`.
struct ModeRequirement {
  std::string parameter;
  Test test = Test::Has; // Has, AnyBit or Equals
  std::vector<int64_t> values;
};

/// Always: that it was called is enough. Number: one, and all others refuse.
enum class AcceptedResults : uint8_t { Zero, NonZero, NotNegative, Positive, Always, Number };

/// Which return values of the authorizer accept.
struct Accepts {
  AcceptedResults results = AcceptedResults::Zero;
  int64_t number = 0;

  friend bool operator==(const Accepts &, const Accepts &) = default;
};

struct Authorizer {
  std::string function; // or `record.field`
  bool isStore = false; // of that field: the object is ready when it was set
  SourcePoint where;
  bool isPredicate = false; // it judges nobody: that it does not hold is no refusal
  Accepts accepts;
  std::optional<ModeRequirement> mode;
  std::vector<ObjectPair> objects; // empty: those of the operation
  /// What it judges of its objects, over its parameters: once that changes, they are unchecked.
  std::vector<Expression> invalidatedBy;
};

enum class OperationKind : uint8_t {
  Call,
  MemberCall,
  Store,
  Load,
  Return,       // of the function: its parameters are the arguments
  MemberReturn, // ... of those whose address is kept in the member
};

struct Operation {
  OperationKind kind = OperationKind::Call;
  std::string name; // function, or `record.field`
  SourcePoint where;
  bool alsoDirect = false;          // MemberCall: direct calls of the implementing functions too
  std::vector<std::string> holders; // MemberReturn: globs of the variables that are meant; empty: all
  std::vector<ObjectPair> objects;
  std::vector<Condition> when;     // all must hold
  std::vector<Condition> unless;   // none may hold
  std::vector<std::string> within; // only inside these functions, when not empty
};

/// Why some operation needs no check. All selectors given must match.
struct Exemption {
  SourcePoint where;
  std::vector<std::string> callers; // names (or globs) of functions on the route
  std::vector<std::string> files;   // globs, of the function that holds the operation or of a caller
  std::vector<std::string> entries; // names or classes of the entry
  std::vector<Condition> when;      // over the operation's operands
  bool objectIsCurrent = false;
  std::vector<std::string> objectFrom; // the object is the result of (or filled in by) one of these functions
  std::string why;
  std::string reviewer;
  std::string until; // YYYY-MM-DD, or empty
};

enum class Confidence : uint8_t { High, Moderate, Low };

/// What the operation lacks if no authorizer was called on the object.
enum class Demands : uint8_t {
  Check, // that someone said yes
  Label, // that it was labelled before it can be found: kind `unlabelled`
};

struct Rule {
  std::string id; // `subsystem/kebab-case`
  SourcePoint where;
  std::vector<Authorizer> anyOf; // one of these serves; at least one
  bool objectIsSystem = false;
  std::vector<Operation> operations;
  std::vector<Exemption> exemptions;
  std::vector<std::string> entries; // classes; empty: all user-reachable ones
  Confidence confidence = Confidence::High;
  Demands demands = Demands::Check;
  std::string forKernels; // version range such as `>=5.7 <6.10`, or empty: all
  std::string why;
};

/// How entries are recognised: functions by name pattern, or addresses kept in variables.
/// All selectors given must match; of several patterns the first in the RuleSet counts.
struct EntryPattern {
  SourcePoint where;
  std::string function;   // glob over C names; `*` captured as the display name's %1
  std::string holder;     // glob over the holding variable's name
  std::string member;     // `record.field`
  std::string linkage;    // of the function: external, internal; empty: either
  std::string entryClass; // system-call, op-table, exported, internal
  std::string display;    // e.g. `%1`
};

/// A function whose result is a known object wherever it is called.
struct KnownValue {
  SourcePoint where;
  std::string function;
  std::string is; // `current`
};

/// Functions that look the same object up when they get the same key, if nobody changed what
/// the key stands for meanwhile: two lookups may yield two objects.
struct Lookup {
  SourcePoint where;
  std::vector<std::string> functions;
  std::vector<uint32_t> key; // positions of the arguments that are the key
};

/// A field that others may change at any time: each read may yield another object.
struct VolatileField {
  SourcePoint where;
  std::string member; // `record.field`
};

/// Functions whose result depends on their arguments only: equal arguments, equal result.
struct PureFunctions {
  SourcePoint where;
  std::vector<std::string> functions;
};

/// Functions that change on whose behalf the running task acts, until they change it back.
struct SubjectChange {
  SourcePoint where;
  std::vector<std::string> functions;
  std::optional<uint32_t> credential; // argument that is the subject from then on; none: the one before
};

/// An authorizing hook for which no rule can be given, and why.
struct HookNote {
  SourcePoint where;
  std::vector<std::string> hooks;
  std::string none; // provider, no-refusal, allocates, ...
  std::string why;
};

/// Functions that authorize by their name: the calls that placement is measured by.
struct HookFamily {
  SourcePoint where;
  std::string functions;            // glob over C names
  std::vector<std::string> outside; // globs of files in which a call places nothing
};

/// Functions that refuse by their answer, besides hooks: what siblings are compared by.
struct Refusal {
  SourcePoint where;
  std::vector<std::string> functions;
  std::optional<uint32_t> right; // argument that says which right is asked for
  std::string rightNames;        // prefix of the constants that name rights; or empty
  std::string family;            // what the functions ask for in different words; or empty
  std::string why;
};

/// Error numbers that say "you may not", other than "it does not work".
struct RefusalErrors {
  SourcePoint where;
  std::vector<int64_t> errors; // positive
  bool ofFieldsOnly = false;   // refusals only where a field decides
  std::string why;
};

struct RuleSet {
  std::vector<Rule> rules;                 // ascending by id
  std::vector<EntryPattern> entryPatterns; // in the order of the files, and within them
  std::vector<KnownValue> knownValues;
  std::vector<Lookup> lookups;
  std::vector<VolatileField> volatileFields;
  std::vector<PureFunctions> pureFunctions;
  std::vector<SubjectChange> subjectChanges;
  std::vector<HookNote> hookNotes;
  std::vector<HookFamily> hookFamilies;
  std::vector<Refusal> refusals;
  std::vector<RefusalErrors> refusalErrors;
  std::map<std::string, int64_t> constants;
  std::map<std::string, std::vector<std::string>> sets; // names that stand together
  std::string digest;                                   // BLAKE3 over the files' contents, hexadecimal

  const Rule *find(std::string_view id) const;
};

} // namespace hookqual::rules
