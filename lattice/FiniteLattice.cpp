// SPDX-License-Identifier: MIT
#include "lattice/FiniteLattice.h"

#include <utility>

namespace hookqual::lattice {

namespace {

using Element = PartialOrder::Element;

/// Which of the two bounds is looked for, and how one speaks of it.
struct Direction {
  const llvm::BitVector &(PartialOrder::*towards)(Element) const; // from an element to its bounds
  llvm::StringRef bound, side;
};

constexpr Direction kUp{&PartialOrder::above, "join (least upper bound)", "above"};
constexpr Direction kDown{&PartialOrder::below, "meet (greatest lower bound)", "below"};

/// The bounds of both `a` and `b` that have no other such bound between them and the pair.
/// There is a best bound exactly if there is one of these: in a finite order each bound has
/// a closest one on its way to the pair.
std::vector<Element> closestBounds(const PartialOrder &order, Direction direction, Element a, Element b) {
  llvm::BitVector bounds = (order.*direction.towards)(a);
  bounds &= (order.*direction.towards)(b);
  llvm::BitVector farther(bounds.size());
  for (unsigned bound : bounds.set_bits()) {
    llvm::BitVector beyond = (order.*direction.towards)(bound);
    beyond.reset(bound);
    farther |= beyond;
  }
  bounds.reset(farther);
  return {bounds.set_bits_begin(), bounds.set_bits_end()};
}

std::string enumerated(const PartialOrder &order, const std::vector<Element> &elements) {
  std::string text;
  for (size_t i = 0; i < elements.size(); ++i) {
    llvm::StringRef separator = i == 0 ? "" : i + 1 == elements.size() ? " and " : ", ";
    text += (separator + "'" + order.names()[elements[i]] + "'").str();
  }
  return text;
}

llvm::Expected<Element> bestBound(const PartialOrder &order, Direction direction, Element a, Element b) {
  std::vector<Element> candidates = closestBounds(order, direction, a, b);
  if (candidates.size() == 1)
    return candidates.front();
  std::string reason = candidates.empty() ? ("no element is " + direction.side + " both").str()
                                          : enumerated(order, candidates) + " are " + direction.side.str() +
                                                " both, and incomparable";
  return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                 "not a lattice: " + enumerated(order, {a, b}) + " have no " +
                                     direction.bound + ": " + reason);
}

} // namespace

llvm::Expected<FiniteLattice> FiniteLattice::create(PartialOrder order) {
  FiniteLattice lattice(std::move(order));
  if (llvm::Error error = lattice.findBounds())
    return error;
  return lattice;
}

llvm::Error FiniteLattice::findBounds() {
  for (Element a = 0; a < size(); ++a) {
    for (Element b = 0; b < size(); ++b) {
      llvm::Expected<Element> join = bestBound(order_, kUp, a, b);
      if (!join)
        return join.takeError();
      llvm::Expected<Element> meet = bestBound(order_, kDown, a, b);
      if (!meet)
        return meet.takeError();
      joins_.push_back(*join);
      meets_.push_back(*meet);
    }
  }
  for (Element a = 1; a < size(); ++a) {
    top_ = join(top_, a);
    bottom_ = meet(bottom_, a);
  }
  return llvm::Error::success();
}

} // namespace hookqual::lattice
