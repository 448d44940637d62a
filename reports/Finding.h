// SPDX-License-Identifier: MIT
// The one value that crosses from `witness` to `reports`. Renderers compute nothing: all
// text that a user sees of a finding is decided before it gets here.
#pragma once

#include "reports/Mediation.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace hookqual::reports {

/// Feasible: the path has a model. Unknown: the solver's budget was spent, or the path uses
/// what the solver does not model; such a finding is shown, and says so.
enum class Feasibility : uint8_t { Feasible, Unknown };

enum class StepKind : uint8_t {
  Enters,     // a function, or the kernel by a system call
  Calls,      // the next function of the path
  Branch,     // one side of a condition is taken
  Lookup,     // the object comes into being here
  Checked,    // an authorizer accepted some object here
  Refused,    // ... or refused it, and the path goes on
  NotChecked, // what could have checked the object does not run, or did not ask
  Operation,
};

/// As SARIF has it: what one has to read, what helps, and what is there for completeness.
enum class Importance : uint8_t { Essential, Important, Unimportant };

/// One step of the witness, in order of execution.
struct PathStep {
  SourceRange where;
  std::string function;
  std::string event; // `enters`, `branch taken: cmd == IPC_STAT`, `operation`, ...
  std::vector<std::pair<std::string, std::string>> state; // object -> `unchecked` | `checked(...)`
  uint32_t depth = 0;                                     // call nesting below the entry
  StepKind kind = StepKind::Enters;
  Importance importance = Importance::Essential;
};

struct EntryReference {
  std::string name;
  std::string entryClass; // `system-call`, `op-table`, ...
};

/// Where the obligation could be discharged, for one entry.
struct Route {
  std::string id; // hexadecimal, stable under line changes
  EntryReference entry;
  std::vector<std::string> functions; // from the entry down to the operation
};

/// What a person does with the finding.
struct Advice {
  SourceRange rule;      // where it stands
  std::string discharge; // what would have to be there for the finding to go
  std::string exemption; // lines of YAML for the rule's `exempt` that suppress it
};

struct Finding {
  std::string fingerprint; // hexadecimal; rule, operation, function, object path, occurrence
  std::string rule;
  std::string confidence; // high, moderate, low
  std::string kind;       // missing, bypass, ignored-result, late, ...
  std::string authorizer; // the alternative that is nearest to the path
  std::string operation;
  std::string object;  // as written in the function, e.g. `dentry`
  std::string message; // one sentence
  std::string why;     // the rule's reason
  std::string function;
  SourceRange where;
  Feasibility feasibility = Feasibility::Unknown;
  std::map<std::string, std::string> model; // parameter -> value
  std::vector<EntryReference> entries;
  std::vector<Route> routes;
  std::vector<PathStep> path;
  Advice advice;
  std::string baseline = "new";
  std::optional<std::string> suppressed; // justification
};

/// Something in the code that leaves no path for a refuted type error, together with others.
struct Contradiction {
  SourceRange where;
  std::string function;
  std::string event; // `branch taken: flags & 1`, ...
};

/// A type error that the solver found no path for.
struct Refutation {
  std::string rule;
  std::string operation;
  std::string object;
  std::string function;
  std::string from; // the function that control or the object came in by
  SourceRange where;
  std::vector<Contradiction> because; // in the order of the path; empty: the solver did not say
};

struct SkippedUnit {
  std::string unit, reason;
};

/// A count that a report must show because it bounds what the verdict means.
struct Ledger {
  uint64_t units = 0, parsed = 0;
  std::vector<SkippedUnit> skipped;
  uint64_t parsedPlainly = 0; // of the parsed: could not start from the precompiled header
  uint64_t functions = 0;
  uint64_t calls = 0, callsUnresolved = 0;
  uint64_t rules = 0;
  std::vector<std::pair<std::string, std::string>> silentRules; // id, what it lacks
  std::vector<std::string> unusedExemptions;                    // `rule: file:line: why`
  uint64_t operations = 0;                                      // sites that rules declare sensitive
  uint64_t typeErrors = 0, refuted = 0, unknown = 0, exempted = 0;
  std::vector<std::pair<std::string, uint64_t>> overflows; // bound -> how often it was hit
  uint64_t analyses = 0, mostVisits = 0; // of functions, over all rules; of one function by one rule
  std::vector<std::string> assumptions;  // what the verdict rests on
};

struct Report {
  std::string toolVersion;
  std::string rulesDigest;
  std::string kernelVersion;
  std::string configDigest;
  Ledger ledger;
  std::vector<Finding> findings;       // ordered by file, line, column, rule
  std::vector<Refutation> refutations; // one a type error; ordered by place, rule, object, from
  Mediation mediation;
};

} // namespace hookqual::reports
