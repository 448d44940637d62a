// SPDX-License-Identifier: MIT
// A finite lattice given by its named elements and some `a < b`.
//
// That the pairs really span a lattice is proved when it is made: an order in which two
// elements have no least upper or no greatest lower bound cannot exist as a value of this
// type. A smaller element is a stronger fact: $checked < $unchecked.
#pragma once

#include "lattice/JoinSemilattice.h"

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/BitVector.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace hookqual::lattice {

/// `lower < upper`, both indices into the names.
struct LessThan {
  uint32_t lower = 0, upper = 0;
};

class PartialOrder {
public:
  using Element = uint32_t; // index into names()

  /// The error names the offending pair.
  static llvm::Expected<PartialOrder> create(std::vector<std::string> names, llvm::ArrayRef<LessThan> pairs);

  llvm::ArrayRef<std::string> names() const { return names_; }
  std::optional<Element> find(llvm::StringRef name) const;

  bool isBelow(Element a, Element b) const { return above_[a].test(b); }
  Element join(Element a, Element b) const { return joins_[a * names_.size() + b]; }
  Element meet(Element a, Element b) const { return meets_[a * names_.size() + b]; }
  Element top() const { return top_; }
  Element bottom() const { return bottom_; }

private:
  PartialOrder(std::vector<std::string> names, llvm::ArrayRef<LessThan> pairs);

  void closeTransitively();
  llvm::Error rejectCycles() const;
  llvm::Error findBounds();
  llvm::Error noBound(Element a, Element b, llvm::StringRef bound) const;

  std::vector<std::string> names_;
  std::vector<llvm::BitVector> above_; // above_[a]: every b with a <= b
  std::vector<llvm::BitVector> below_; // the converse
  std::vector<Element> joins_, meets_; // by a * size + b
  Element top_ = 0, bottom_ = 0;
};

static_assert(Lattice<PartialOrder>);

} // namespace hookqual::lattice
