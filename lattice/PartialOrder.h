// SPDX-License-Identifier: MIT
// A finite partial order given by its named elements and some `a < b`: what one
// `partial order { ... }` of a lattice file says. That the pairs contain no cycle is proved
// when it is made. It need not be a lattice; whether it is, FiniteLattice proves.
// A smaller element is a stronger fact: $checked < $unchecked.
#pragma once

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

  /// The error names an element that is declared twice, or two that are each below the other.
  static llvm::Expected<PartialOrder> create(std::vector<std::string> names, llvm::ArrayRef<LessThan> pairs);

  llvm::ArrayRef<std::string> names() const { return names_; }
  std::optional<Element> find(llvm::StringRef name) const;

  bool isBelow(Element a, Element b) const { return above_[a].test(b); }
  const llvm::BitVector &above(Element a) const { return above_[a]; } // every b with a <= b
  const llvm::BitVector &below(Element a) const { return below_[a]; } // every b with b <= a

private:
  PartialOrder(std::vector<std::string> names, llvm::ArrayRef<LessThan> pairs);

  void closeTransitively();
  llvm::Error rejectCycles() const;

  std::vector<std::string> names_;
  std::vector<llvm::BitVector> above_, below_; // by element
};

} // namespace hookqual::lattice
