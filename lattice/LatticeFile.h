// SPDX-License-Identifier: MIT
// lattice/*.lattice ─► PartialOrder ─► FiniteLattice. The syntax is CQUAL's, read as it is:
//
//   partial order [flow-sensitive] {
//     $checked [level = ref, color = "green", sign = neg]
//     $unchecked
//     $checked < $unchecked
//   }
//
// Comments are `/* */`, `//` and `#`. Attributes mean nothing here and are all kept.
// Not every order of such a file is a lattice ($locked and $unlocked, incomparable, are one
// of CQUAL's own), so reading proves an order and asking for lattice() proves the rest.
#pragma once

#include "lattice/FiniteLattice.h"
#include "lattice/PartialOrder.h"

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

#include <string>
#include <vector>

namespace hookqual::lattice {

struct Attribute {
  std::string key;
  std::string value; // empty for a bare word such as `flow-sensitive`
};

/// One `partial order { ... }` of the file.
struct OrderDeclaration {
  PartialOrder order;
  std::vector<Attribute> attributes;                       // of the order
  std::vector<std::vector<Attribute>> qualifierAttributes; // parallel to order.names()
  std::string file;                                        // as it was given to the reader
  uint32_t line = 1, column = 1;                           // of the word `partial`, from 1

  /// Why it is not one, as `file:line:col: text`.
  llvm::Expected<FiniteLattice> lattice() const;

  bool isFlowSensitive() const;
};

/// `file` is only for messages, which read `file:line:col: text`.
llvm::Expected<std::vector<OrderDeclaration>> parseLattice(llvm::StringRef text, llvm::StringRef file);

llvm::Expected<std::vector<OrderDeclaration>> readLatticeFile(llvm::StringRef path);

} // namespace hookqual::lattice
