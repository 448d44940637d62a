// SPDX-License-Identifier: MIT
// Which functions a name on the command line means.
#pragma once

#include "analyzer/ir/Program.h"

#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::signature {

/// Functions with a body, ascending: `name` may be a C name, `name@file` with the file of the
/// definition, or a canonical spelling. Fails with names that are near when there is none.
llvm::Expected<std::vector<ir::FunctionId>> functionsMeant(const ir::Program &program,
                                                           const std::string &name);

} // namespace hookqual::signature
