// SPDX-License-Identifier: MIT
// Which functions of two linked programs differ in what they do. Lines that moved and locals
// that were renamed are no difference.
#pragma once

#include "analyzer/link/LinkedProgram.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::review {

struct ChangedFunction {
  ir::FunctionId before, now; // invalid: there is none
};

/// A canonical spelling without the hash of the body that a header inline has in it, which a
/// change of the body changes.
std::string lastingName(llvm::StringRef spelling);

/// Ascending by canonical spelling.
llvm::Expected<std::vector<ChangedFunction>> changedFunctions(const link::LinkedProgram &before,
                                                              const link::LinkedProgram &now);

} // namespace hookqual::review
