// SPDX-License-Identifier: MIT
// Every operation that the rules declare sensitive, and what is known of it: the denominator of
// the findings. With it the rules themselves, where authorizers are asked, and which system calls
// may lead to what.
#pragma once

#include "reports/SourceRange.h"

#include <string>
#include <vector>

namespace hookqual::reports {

/// What is known of one operation over all routes to it, from the best to the worst.
enum class Verdict : uint8_t {
  Proved,   // by types: checked on every route
  Refuted,  // types alone report it, the solver found that no such path exists
  Exempt,   // a rule says why some route needs no check; the others are as above
  Assumed,  // callers that were not captured are taken to have checked
  Unknown,  // not decided: see the reason
  Violated, // a finding with a feasible path
};

/// An operation at one place under one rule.
struct OperationRecord {
  std::string fingerprint; // as of a finding, and that finding's if there is one
  std::string rule, operation;
  std::string object; // as written there; empty: no name stands for it
  std::string function;
  SourceRange where;
  Verdict verdict = Verdict::Proved;
  std::string reason;      // of Unknown and Assumed
  bool isReported = false; // there is a finding
};

/// The directory at the top of the source tree; `.` for a file that lies in none.
std::string subsystemOf(const SourceRange &where);

/// `proved`, `violated`, ...
std::string spelling(Verdict verdict);
/// What it says of an operation, in a few words.
std::string meaning(Verdict verdict);
/// Ascending as above.
inline constexpr Verdict kVerdicts[] = {Verdict::Proved,  Verdict::Refuted, Verdict::Exempt,
                                        Verdict::Assumed, Verdict::Unknown, Verdict::Violated};

/// What a reader has to know of a rule.
struct RuleRecord {
  std::string id, confidence, why;
  SourceRange where;
  std::vector<std::string> authorizers; // one of them serves
  std::vector<std::string> operations;
  std::vector<std::string> types; // of the objects: `inode`, `system`
};

struct AuthorizerCall {
  std::string authorizer, function;
  SourceRange where;
};

/// Operations of a rule that a system call may reach. A violated one counts as mediated for system
/// calls from which every route to it is checked.
struct EntryReach {
  uint32_t entry = 0, rule = 0; // positions in Mediation
  uint32_t calls = 0;           // on a shortest way to one of them
  uint64_t mediated = 0, unknown = 0, violated = 0;
};

/// The system calls that may lead to an operation in a part of the kernel.
struct SubsystemReach {
  std::string subsystem;
  std::vector<uint32_t> entries; // positions, ascending
};

struct Mediation {
  std::vector<RuleRecord> rules;           // ascending by id
  std::vector<OperationRecord> operations; // ordered by file, line, column, rule
  std::vector<AuthorizerCall> calls;       // ordered by authorizer, file, line, column
  std::vector<std::string> entries;        // system calls, ascending
  std::vector<EntryReach> reach;           // ascending by entry and rule
  std::vector<SubsystemReach> subsystems;  // ascending
};

} // namespace hookqual::reports
