// SPDX-License-Identifier: MIT
// Sets of qualifiers checked(authorizer, mode, subject), closed upward: who holds one also
// holds each that it satisfies. One qualifier satisfies another if its authorizer is the
// other's or serves for it, its mode has all the other's rights, and the subject is equal.
//
// Rights granted by separate checks are not added up: to have passed for READ and for WRITE
// is less than to have passed for READ|WRITE at once, since an authorizer may grant each
// but not both. Who is content with separate checks asks for them separately.
#pragma once

#include "lattice/ProductLattice.h"
#include "lattice/Qualifier.h"

#include "llvm/ADT/ArrayRef.h"

#include <vector>

namespace hookqual::lattice {

class QualifierLattice {
public:
  /// A closed set, by its strongest members: sorted, none satisfying another. Authorizers
  /// that serve for each other are written as the first of them, so that equal sets are
  /// equal values. Empty: unchecked.
  using Element = std::vector<Qualifier>;

  /// `rights`: all that a mode may hold. `subjects`: how many there are, named from 0.
  /// Both only bound the lattice from below.
  QualifierLattice(ProductLattice authorizers, Mode rights, uint32_t subjects)
      : authorizers_(std::move(authorizers)), rights_(rights), subjects_(subjects) {}

  bool satisfies(const Qualifier &held, const Qualifier &asked) const;
  bool holds(const Element &held, const Qualifier &asked) const;

  /// The closed set of these and of all that they satisfy.
  Element closureOf(llvm::ArrayRef<Qualifier> qualifiers) const;

  /// What is held after one more check accepted.
  Element check(Element held, const Qualifier &passed) const;

  bool isBelow(const Element &a, const Element &b) const; // a holds all that b holds
  Element join(const Element &a, const Element &b) const; // what both hold
  Element meet(const Element &a, const Element &b) const; // what either holds
  Element top() const { return {}; }
  Element bottom() const;

private:
  uint32_t representative(uint32_t authorizer) const;

  ProductLattice authorizers_;
  Mode rights_;
  uint32_t subjects_;
};

static_assert(Lattice<QualifierLattice>);

} // namespace hookqual::lattice
