// SPDX-License-Identifier: MIT
#include "reports/Spelling.h"

#include "llvm/Support/ErrorHandling.h"

namespace hookqual::reports {

llvm::StringRef spelling(Feasibility feasibility) {
  switch (feasibility) {
  case Feasibility::Feasible:
    return "feasible";
  case Feasibility::Unknown:
    return "unknown";
  }
  llvm_unreachable("every feasibility has a spelling");
}

llvm::StringRef spelling(StepKind kind) {
  switch (kind) {
  case StepKind::Enters:
    return "enters";
  case StepKind::Calls:
    return "calls";
  case StepKind::Branch:
    return "branch";
  case StepKind::Lookup:
    return "lookup";
  case StepKind::Checked:
    return "checked";
  case StepKind::Refused:
    return "refused";
  case StepKind::NotChecked:
    return "not-checked";
  case StepKind::Operation:
    return "operation";
  }
  llvm_unreachable("every kind of step has a spelling");
}

llvm::StringRef spelling(Importance importance) {
  switch (importance) {
  case Importance::Essential:
    return "essential";
  case Importance::Important:
    return "important";
  case Importance::Unimportant:
    return "unimportant";
  }
  llvm_unreachable("every importance has a spelling");
}

} // namespace hookqual::reports
