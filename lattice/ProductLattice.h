// SPDX-License-Identifier: MIT
// The product of one two-point lattice (checked < unchecked) an authorizer, possibly with
// an order between authorizers: `stronger` serves wherever `weaker` is asked.
//
// An element is the set of authorizers an object has passed, kept closed upward: whoever
// holds the stronger also holds the weaker. What holds after two paths meet is what held
// on both, so the join is the intersection; more held is lower in the order.
#pragma once

#include "lattice/JoinSemilattice.h"
#include "lattice/PartialOrder.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/BitVector.h"

#include <cstdint>
#include <vector>

namespace hookqual::lattice {

/// Passing authorizer `stronger` counts as having passed `weaker`.
struct ServesFor {
  uint32_t stronger = 0, weaker = 0;
};

class ProductLattice {
public:
  using Element = llvm::BitVector; // bit i: authorizer i was passed

  /// Two authorizers may serve for each other: then they are one check by two names.
  explicit ProductLattice(uint32_t authorizers, llvm::ArrayRef<ServesFor> order = {});

  /// Authorizer i is the order's element i; the lower serves for the higher. The order is
  /// one of a lattice file, and need not be a lattice itself: mostly it is nearly empty.
  explicit ProductLattice(const PartialOrder &authorizers);

  uint32_t authorizers() const { return static_cast<uint32_t>(implied_.size()); }

  /// All that passing `authorizer` counts as, itself included.
  const Element &servedBy(uint32_t authorizer) const { return implied_[authorizer]; }

  /// `held` and all that its authorizers serve for.
  Element closeUpward(const Element &held) const;
  bool isClosed(const Element &held) const { return closeUpward(held) == held; }

  /// What is held after `authorizer` accepted.
  Element check(Element held, uint32_t authorizer) const;

  bool isBelow(const Element &a, const Element &b) const;
  Element join(Element a, const Element &b) const;
  Element meet(Element a, const Element &b) const;
  Element top() const { return Element(authorizers()); }          // unchecked
  Element bottom() const { return Element(authorizers(), true); } // passed everything

private:
  std::vector<Element> implied_; // by authorizer: servedBy()
};

static_assert(Lattice<ProductLattice>);

} // namespace hookqual::lattice
