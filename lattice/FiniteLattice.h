// SPDX-License-Identifier: MIT
// A finite lattice, proved to be one when it is made from a partial order: each pair of
// elements has one least upper and one greatest lower bound. An order without them cannot
// exist as a value of this type.
#pragma once

#include "lattice/JoinSemilattice.h"
#include "lattice/PartialOrder.h"

#include <vector>

namespace hookqual::lattice {

class FiniteLattice {
public:
  using Element = PartialOrder::Element;

  /// The error names the first pair, in the order of declaration, that has no join or no
  /// meet, and its candidates: the bounds of both among which there is no best one.
  static llvm::Expected<FiniteLattice> create(PartialOrder order);

  const PartialOrder &order() const { return order_; }
  uint32_t size() const { return static_cast<uint32_t>(order_.names().size()); }

  bool isBelow(Element a, Element b) const { return order_.isBelow(a, b); }
  Element join(Element a, Element b) const { return joins_[a * size() + b]; }
  Element meet(Element a, Element b) const { return meets_[a * size() + b]; }
  Element top() const { return top_; }
  Element bottom() const { return bottom_; }

private:
  explicit FiniteLattice(PartialOrder order) : order_(std::move(order)) {}

  llvm::Error findBounds();

  PartialOrder order_;
  std::vector<Element> joins_, meets_; // by a * size() + b
  Element top_ = 0, bottom_ = 0;
};

static_assert(Lattice<FiniteLattice>);

} // namespace hookqual::lattice
