// SPDX-License-Identifier: MIT
// Would anyone notice? Each authorizer call is weakened in the facts, and the rules that name
// the authorizer are inferred again:
//
//   HookCalls ─weaken─► WeakenedProgram ─infer, witness─► routes that the base has not: noticed
//
// The rate is the recall of a rule pack on the kernel at hand (design section 8).
#pragma once

#include "analyzer/infer/Features.h"
#include "analyzer/infer/Inference.h"
#include "analyzer/mutate/WeakenedProgram.h"
#include "analyzer/mutate/Weakening.h"
#include "reports/Mutation.h"

#include <functional>

namespace hookqual::mutate {

/// Rules that are made for one call, in the unchanged program. May be called from several threads.
using RulesForCall = std::function<std::vector<rules::Rule>(infer::Inference &base, const HookCall &call)>;

struct MutationOptions {
  std::vector<std::string> hooks; // only these, when not empty
  std::vector<Weakening> weakenings = {Weakening::Dropped};
  unsigned jobs = 1;
  bool onlyLists = false;    // the calls; nothing is asked
  infer::Ablation ablation;  // what inference does without
  RulesForCall rulesForCall; // asked as well; may be empty. They find nothing in the unchanged program
  std::function<void(size_t done, size_t all)> progress; // may be empty; called under a lock
};

/// In the order of findHookCalls, and for each call of the weakenings.
std::vector<reports::Mutant> mutate(const ir::Program &program, const rules::RuleSet &rules,
                                    const MutationOptions &options);

} // namespace hookqual::mutate
