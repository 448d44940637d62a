// SPDX-License-Identifier: MIT
#include "analyzer/witness/SolverVersion.h"

#include <z3.h>

namespace hookqual::witness {

std::string solverVersion() {
  return Z3_get_full_version();
}

} // namespace hookqual::witness
