// SPDX-License-Identifier: MIT
// The files that pages refer to, as they lie in reports/html/.
#pragma once

#include "llvm/ADT/StringRef.h"

namespace hookqual::reports {

llvm::StringRef styleSheet();
llvm::StringRef tableScript();
llvm::StringRef matrixScript();

} // namespace hookqual::reports
