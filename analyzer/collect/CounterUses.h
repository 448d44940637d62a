// SPDX-License-Identifier: MIT
// Where `__COUNTER__` was expanded, and to what: a name that ends with such a number depends
// on all that was compiled before it, and is kept without the number.
#pragma once

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseSet.h"

#include <cstdint>
#include <memory>
#include <utility>

namespace clang {
class PPCallbacks;
class Preprocessor;
} // namespace clang

namespace hookqual::collect {

class CounterUses {
public:
  /// To be given to the preprocessor, which must outlive it.
  std::unique_ptr<clang::PPCallbacks> callbacks(clang::Preprocessor &preprocessor);

  /// Whether the macros expanded at this place took this number.
  bool contain(clang::SourceLocation expansion, uint64_t number) const {
    return uses_.contains({expansion.getRawEncoding(), number});
  }

private:
  friend class CounterCallbacks;
  llvm::DenseSet<std::pair<clang::SourceLocation::UIntTy, uint64_t>> uses_;
};

} // namespace hookqual::collect
