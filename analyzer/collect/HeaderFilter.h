// SPDX-License-Identifier: MIT
// What of a precompiled header belongs to a unit, asked while the unit is lowered.
#pragma once

#include "clang/Basic/SourceLocation.h"

#include <cstdint>

namespace hookqual::collect {

class HeaderFilter {
public:
  virtual ~HeaderFilter() = default;

  /// Whether the unit reads what is written there; true for what it wrote itself.
  virtual bool reads(clang::SourceLocation location) = 0;

  /// Whether `__COUNTER__` was this number in that macro call when the header was precompiled.
  virtual bool counted(clang::SourceRange call, uint64_t number) = 0;

  /// The unit's facts will tell what is written there.
  virtual void use(clang::SourceRange range) = 0;
};

} // namespace hookqual::collect
