// SPDX-License-Identifier: MIT
#include "reports/Mediation.h"

#include "llvm/Support/ErrorHandling.h"

namespace hookqual::reports {

std::string subsystemOf(const SourceRange &where) {
  const size_t slash = where.file.find('/');
  return slash == std::string::npos ? "." : where.file.substr(0, slash);
}

std::string spelling(Verdict verdict) {
  switch (verdict) {
  case Verdict::Proved:
    return "proved";
  case Verdict::Refuted:
    return "refuted";
  case Verdict::Exempt:
    return "exempt";
  case Verdict::Assumed:
    return "assumed";
  case Verdict::Unknown:
    return "unknown";
  case Verdict::Violated:
    return "violated";
  }
  llvm_unreachable("every verdict has a spelling");
}

std::string meaning(Verdict verdict) {
  switch (verdict) {
  case Verdict::Proved:
    return "checked on every route";
  case Verdict::Refuted:
    return "checked on every route that exists: the solver found no unchecked path";
  case Verdict::Exempt:
    return "a rule says why some route needs no check";
  case Verdict::Assumed:
    return "callers that were not captured are taken to have checked";
  case Verdict::Unknown:
    return "not decided";
  case Verdict::Violated:
    return "reached unchecked on a feasible path";
  }
  llvm_unreachable("every verdict has a meaning");
}

} // namespace hookqual::reports
