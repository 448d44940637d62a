// SPDX-License-Identifier: MIT
// The qualifier triple checked(authorizer, mode, subject) and sets of it.
#pragma once

#include <cstdint>

namespace hookqual::lattice {

/// What an object has passed. Mode and subject are opaque handles of the analysis that
/// interns them (a term, a credential epoch): the lattice only compares them. A smaller
/// element is a stronger fact: $checked < $unchecked.
struct Qualifier {
  uint32_t authorizer = 0;
  uint32_t mode = 0;
  uint32_t subject = 0;

  friend bool operator==(const Qualifier &, const Qualifier &) = default;
  friend auto operator<=>(const Qualifier &, const Qualifier &) = default;
};

} // namespace hookqual::lattice
