// SPDX-License-Identifier: MIT
#include "lattice/ProductLattice.h"

#include <cassert>

namespace hookqual::lattice {

ProductLattice::ProductLattice(uint32_t authorizers, llvm::ArrayRef<ServesFor> order)
    : implied_(authorizers, Element(authorizers)) {
  for (uint32_t i = 0; i < authorizers; ++i)
    implied_[i].set(i);
  for (ServesFor pair : order)
    implied_[pair.stronger].set(pair.weaker);
  for (uint32_t middle = 0; middle < authorizers; ++middle)
    for (Element &served : implied_)
      if (served.test(middle))
        served |= implied_[middle];
}

ProductLattice::ProductLattice(const PartialOrder &authorizers) {
  for (uint32_t i = 0; i < authorizers.names().size(); ++i)
    implied_.push_back(authorizers.above(i));
}

ProductLattice::Element ProductLattice::closeUpward(const Element &held) const {
  Element closed = held;
  for (unsigned authorizer : held.set_bits())
    closed |= implied_[authorizer];
  return closed;
}

ProductLattice::Element ProductLattice::check(Element held, uint32_t authorizer) const {
  held |= implied_[authorizer];
  return held;
}

bool ProductLattice::isBelow(const Element &a, const Element &b) const {
  Element lacking = b;
  lacking.reset(a);
  return lacking.none();
}

// Intersections and unions of closed sets are closed, so neither needs closing again.

ProductLattice::Element ProductLattice::join(Element a, const Element &b) const {
  assert(isClosed(a) && isClosed(b));
  a &= b;
  return a;
}

ProductLattice::Element ProductLattice::meet(Element a, const Element &b) const {
  assert(isClosed(a) && isClosed(b));
  a |= b;
  return a;
}

} // namespace hookqual::lattice
