// SPDX-License-Identifier: MIT
// Rules that `hookqual learn` mined, as they cross to the renderers: what an authorizer guards
// where it occurs, with the places that say so and those that do not.
#pragma once

#include "reports/Finding.h"

namespace llvm {
class raw_ostream;
}

namespace hookqual::reports {

struct LearnedPlace {
  std::string function;
  SourceRange where;
};

struct LearnedRule {
  std::string id; // `learned/hook-operation`
  std::string authorizer;
  std::string operationKind;                                // `call` or `store`
  std::string operation;                                    // function, or `record.field`
  std::vector<std::pair<std::string, std::string>> objects; // authorizer's parameter, operand; empty: system
  uint64_t support = 0, sites = 0;                          // guarded, and all that user space can reach
  double score = 0;
  std::vector<LearnedPlace> guarded, exceptions; // the first of each
};

struct LearnedRules {
  std::string toolVersion, rulesDigest, kernelVersion, configDigest;
  std::vector<LearnedRule> rules; // most convincing first
  uint64_t found = 0;             // those not shown included
};

/// A rule file, with the evidence in comments. Confidence is always low: nobody has reviewed it.
void writeLearnedRules(const LearnedRules &rules, llvm::raw_ostream &out);
/// An object of schema `hookqual-learned/1`.
void writeLearnedJson(const LearnedRules &rules, llvm::raw_ostream &out);

} // namespace hookqual::reports
