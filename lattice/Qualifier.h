// SPDX-License-Identifier: MIT
// The qualifier checked(authorizer, mode, subject), and when one is as good as another.
#pragma once

#include <cstdint>

namespace hookqual::lattice {

/// A set of rights, one a bit, such as MAY_READ and MAY_WRITE; empty for an authorizer
/// that takes none. What the bits stand for is the authorizer's business.
using Mode = uint64_t;

/// What an object has passed, or what is asked of it.
struct Qualifier {
  uint32_t authorizer = 0;
  Mode mode = 0;
  /// Whose rights were judged: the current task's, the opener's, the mounter's. No subject
  /// stands above another, so subjects are only ever compared for equality.
  uint32_t subject = 0;

  friend bool operator==(const Qualifier &, const Qualifier &) = default;
  friend auto operator<=>(const Qualifier &, const Qualifier &) = default; // to sort; means nothing
};

/// The part of the order that needs no knowledge of authorizers: who was granted more
/// rights was granted fewer.
inline bool grantsAll(Mode granted, Mode asked) {
  return (granted & asked) == asked;
}

} // namespace hookqual::lattice
