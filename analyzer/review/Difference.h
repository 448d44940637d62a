// SPDX-License-Identifier: MIT
// Findings of two programs under the same rules, compared by routes: a new unchecked caller of
// an operation that was found before is new.
#pragma once

#include "reports/Finding.h"

#include "llvm/ADT/ArrayRef.h"

#include <cstdint>
#include <vector>

namespace hookqual::review {

struct Difference {
  std::vector<reports::Finding> fresh; // with only the routes that were not there before
  std::vector<reports::Finding> fixed; // with only the routes that are gone
  uint64_t unchanged = 0;              // findings with a route that was there before
};

/// Both in the order of reports; findings keep it. A finding whose function moved to another
/// file is the one that it was.
Difference differenceOf(llvm::ArrayRef<reports::Finding> before, llvm::ArrayRef<reports::Finding> now);

} // namespace hookqual::review
