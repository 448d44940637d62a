// SPDX-License-Identifier: MIT
// Why there is no path: what the solver cannot have together, told in the words of the source.
#pragma once

#include "analyzer/witness/PathFormula.h"
#include "reports/Finding.h"

namespace hookqual::witness {

std::vector<reports::Contradiction> tellReasons(const ir::Program &program, infer::TermPool &terms,
                                                const std::vector<Reason> &reasons);

} // namespace hookqual::witness
