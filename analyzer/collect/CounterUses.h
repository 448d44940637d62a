// SPDX-License-Identifier: MIT
// Where `__COUNTER__` was expanded, and to what: a name that ends with such a number depends
// on all that was compiled before it, and is kept without the number.
#pragma once

#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/DenseMap.h"

#include <cstdint>
#include <memory>

namespace clang {
class PPCallbacks;
class Preprocessor;
} // namespace clang

namespace hookqual::collect {

class CounterUses {
public:
  /// To be given to the preprocessor, which must outlive it.
  std::unique_ptr<clang::PPCallbacks> callbacks(clang::Preprocessor &preprocessor);

  /// Where a macro of this unit took the number; invalid when none did.
  clang::SourceLocation placeOf(uint64_t number) const { return places_.lookup(number); }

private:
  friend class CounterCallbacks;
  llvm::DenseMap<uint64_t, clang::SourceLocation> places_; // in a file; each number is taken once
};

} // namespace hookqual::collect
