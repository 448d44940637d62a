// SPDX-License-Identifier: MIT
#include "lattice/QualifierLattice.h"

#include <algorithm>

namespace hookqual::lattice {

bool QualifierLattice::satisfies(const Qualifier &held, const Qualifier &asked) const {
  return authorizers_.servedBy(held.authorizer).test(asked.authorizer) && grantsAll(held.mode, asked.mode) &&
         held.subject == asked.subject;
}

bool QualifierLattice::holds(const Element &held, const Qualifier &asked) const {
  return std::any_of(held.begin(), held.end(), [&](const Qualifier &one) { return satisfies(one, asked); });
}

uint32_t QualifierLattice::representative(uint32_t authorizer) const {
  for (unsigned served : authorizers_.servedBy(authorizer).set_bits())
    if (authorizers_.servedBy(served).test(authorizer))
      return served;
  return authorizer;
}

QualifierLattice::Element QualifierLattice::closureOf(llvm::ArrayRef<Qualifier> qualifiers) const {
  Element all(qualifiers.begin(), qualifiers.end());
  for (Qualifier &qualifier : all)
    qualifier.authorizer = representative(qualifier.authorizer);
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());

  // Among representatives nothing satisfies and is satisfied by another, so that of those
  // left out here a stronger one always stays.
  Element strongest;
  for (const Qualifier &one : all)
    if (std::none_of(all.begin(), all.end(),
                     [&](const Qualifier &other) { return other != one && satisfies(other, one); }))
      strongest.push_back(one);
  return strongest;
}

QualifierLattice::Element QualifierLattice::check(Element held, const Qualifier &passed) const {
  held.push_back(passed);
  return closureOf(held);
}

bool QualifierLattice::isBelow(const Element &a, const Element &b) const {
  return std::all_of(b.begin(), b.end(), [&](const Qualifier &asked) { return holds(a, asked); });
}

/// What two qualifiers both satisfy has an authorizer that both serve for, at most the
/// rights they share, and their subject; so the strongest of it can be listed pair by pair.
QualifierLattice::Element QualifierLattice::join(const Element &a, const Element &b) const {
  Element shared;
  for (const Qualifier &left : a) {
    for (const Qualifier &right : b) {
      if (left.subject != right.subject)
        continue;
      llvm::BitVector served = authorizers_.servedBy(left.authorizer);
      served &= authorizers_.servedBy(right.authorizer);
      for (unsigned authorizer : served.set_bits())
        shared.push_back({authorizer, left.mode & right.mode, left.subject});
    }
  }
  return closureOf(shared);
}

QualifierLattice::Element QualifierLattice::meet(const Element &a, const Element &b) const {
  Element either = a;
  either.insert(either.end(), b.begin(), b.end());
  return closureOf(either);
}

QualifierLattice::Element QualifierLattice::bottom() const {
  Element every;
  for (uint32_t authorizer = 0; authorizer < authorizers_.authorizers(); ++authorizer)
    for (uint32_t subject = 0; subject < subjects_; ++subject)
      every.push_back({authorizer, rights_, subject});
  return closureOf(every);
}

} // namespace hookqual::lattice
