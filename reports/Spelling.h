// SPDX-License-Identifier: MIT
// How the values of a finding are spelled in every form that programs read.
#pragma once

#include "reports/Finding.h"

#include "llvm/ADT/StringRef.h"

namespace hookqual::reports {

llvm::StringRef spelling(Feasibility feasibility);
llvm::StringRef spelling(StepKind kind);
llvm::StringRef spelling(Importance importance);

} // namespace hookqual::reports
