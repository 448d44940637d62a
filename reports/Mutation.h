// SPDX-License-Identifier: MIT
// What `hookqual mutate` found out, as it crosses to the renderers: for each authorizer call,
// whether anyone would notice that it is weaker.
#pragma once

#include "reports/Finding.h"

namespace llvm {
class raw_ostream;
}

namespace hookqual::reports {

/// One authorizer call, weakened in one way.
struct Mutant {
  std::string authorizer;
  std::string function;           // that calls it
  SourceRange where;              // of the call
  std::string weakening;          // `dropped`, `result-ignored`, ...
  bool isApplicable = true;       // the call can be weakened in this way
  std::vector<std::string> rules; // that name the authorizer, ascending; without one nobody looks
  bool isNoticed = false;
  std::string why;                // noticed: what the first new finding says; else the cause
  std::vector<Finding> citations; // findings with a route that the unchanged program has not
};

struct MutationReport {
  std::string toolVersion, rulesDigest, kernelVersion, configDigest;
  std::vector<Mutant> mutants; // by authorizer, function, place
};

/// Applicable mutants, those of them that some rule looks at, and those noticed.
struct MutationCounts {
  uint64_t mutants = 0, ruled = 0, noticed = 0;
  uint64_t inapplicable = 0;
};
MutationCounts countMutants(const MutationReport &report, const std::string &weakening);

/// The object of the design's section 7, `hookqual-mutants/1`.
void writeMutationJson(const MutationReport &report, llvm::raw_ostream &out);

/// One line for each mutant that a rule looks at and misses, then the counts by cause.
void writeMutationText(const MutationReport &report, llvm::raw_ostream &out);

} // namespace hookqual::reports
