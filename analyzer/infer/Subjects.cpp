// SPDX-License-Identifier: MIT
// On whose behalf a function acts: override_creds() begins an epoch that revert_creds() ends.
// A check counts for the credentials that were judged.
#include "analyzer/infer/FunctionAnalysis.h"

namespace hookqual::infer {

TermId FunctionAnalysis::subjectIn(const State &state) const {
  return state.subject.valid() ? state.subject : terms_.subject(SubjectOf::Entry);
}

/// A callee's subject in terms of its caller, who is in `state`.
TermId FunctionAnalysis::subjectSeenBelow(TermId subject, const State &state) const {
  switch (SubjectOf(terms_[subject].index)) {
  case SubjectOf::Entry:
    return subjectIn(state);
  case SubjectOf::Before:
    return terms_.subject(state.subject.valid() ? SubjectOf::Entry : SubjectOf::Before);
  case SubjectOf::Unknown:
    break;
  }
  return subject;
}

TermId FunctionAnalysis::subjectAfter(const ir::Instruction &instruction, ir::FunctionId callee,
                                      State &state) {
  TermId subject = state.subject;
  const rules::SubjectChange *change = nullptr;
  if (instruction.callee == ir::CalleeKind::Direct)
    change = context_.known().subjectChange(view_.nameOf(instruction.symbol));
  if (change && !change->credential)
    subject = subjectSeenBelow(terms_.subject(SubjectOf::Before), state);
  else if (change && *change->credential < instruction.arguments.size())
    subject = state.canonical(terms_, evaluate(state, instruction.arguments[*change->credential]));
  else if (!change && callee.valid() && context_.summary(callee).subject.valid())
    subject = substitute(state, context_.summary(callee).subject, argumentsOf(state, instruction))
                  .value_or(terms_.subject(SubjectOf::Unknown));
  return subject == terms_.subject(SubjectOf::Entry) ? TermId() : subject;
}

/// What the function leaves to its caller, if it is the same on every way out.
void FunctionAnalysis::recordSubject(const State &state) {
  const TermId unknown = terms_.subject(SubjectOf::Unknown);
  const bool isNamed = !state.subject.valid() || terms_.isExportable(state.subject);
  const TermId subject = isNamed ? state.subject : unknown;
  result_.subject = hasSubject_ && result_.subject != subject ? unknown : subject;
  hasSubject_ = true;
}

} // namespace hookqual::infer
