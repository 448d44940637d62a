// SPDX-License-Identifier: MIT
#include "lattice/QualifierLattice.h"

#include "lattice/LatticeLaws.h"

#include <set>

namespace hookqual::lattice {
namespace {

constexpr Mode kRead = 1, kWrite = 2;
enum Subject : uint32_t { Current, Opener };

/// A universe small enough to list, in which a closed set is also a set of bits, one for
/// each qualifier there is. That is the obvious way to compute, against which the other is
/// held.
struct Universe {
  uint32_t authorizers;
  std::vector<ServesFor> order;
  Mode rights;
  uint32_t subjects;

  QualifierLattice lattice() const { return {ProductLattice(authorizers, order), rights, subjects}; }

  std::vector<Qualifier> qualifiers() const {
    std::vector<Qualifier> all;
    for (uint32_t authorizer = 0; authorizer < authorizers; ++authorizer)
      for (Mode mode = 0; mode <= rights; ++mode)
        for (uint32_t subject = 0; subject < subjects; ++subject)
          all.push_back({authorizer, mode, subject});
    return all;
  }
};

uint32_t bitsOf(const QualifierLattice &lattice, const std::vector<Qualifier> &all,
                const QualifierLattice::Element &element) {
  uint32_t bits = 0;
  for (size_t i = 0; i < all.size(); ++i)
    bits |= uint32_t(lattice.holds(element, all[i])) << i;
  return bits;
}

/// Every closed set of the universe, by way of every set.
std::vector<QualifierLattice::Element> elementsOf(const Universe &universe) {
  QualifierLattice lattice = universe.lattice();
  std::vector<Qualifier> all = universe.qualifiers();
  std::set<QualifierLattice::Element> elements;
  for (uint32_t bits = 0; bits < 1u << all.size(); ++bits) {
    std::vector<Qualifier> chosen;
    for (size_t i = 0; i < all.size(); ++i)
      if (bits & (1u << i))
        chosen.push_back(all[i]);
    elements.insert(lattice.closureOf(chosen));
  }
  return {elements.begin(), elements.end()};
}

void expectSetsOfQualifiers(const Universe &universe, size_t count) {
  QualifierLattice lattice = universe.lattice();
  std::vector<Qualifier> all = universe.qualifiers();
  auto elements = elementsOf(universe);
  EXPECT_EQ(elements.size(), count);
  for (const auto &a : elements) {
    uint32_t bitsOfA = bitsOf(lattice, all, a);
    for (const auto &b : elements) {
      uint32_t bitsOfB = bitsOf(lattice, all, b);
      EXPECT_EQ(a == b, bitsOfA == bitsOfB);
      EXPECT_EQ(lattice.isBelow(a, b), (bitsOfA & bitsOfB) == bitsOfB);
      EXPECT_EQ(bitsOf(lattice, all, lattice.join(a, b)), bitsOfA & bitsOfB);
      EXPECT_EQ(bitsOf(lattice, all, lattice.meet(a, b)), bitsOfA | bitsOfB);
    }
  }
  expectLatticeLaws(lattice, elements);
}

// The counts are those of the closed sets of {}, READ, WRITE, READ|WRITE: none; {}; with
// READ, WRITE, or both separately; with READ|WRITE. Six a subject, unless more is shared.

TEST(QualifierLattice, OfModesIsThatOfClosedSets) {
  expectSetsOfQualifiers({.authorizers = 1, .rights = kRead | kWrite, .subjects = 1}, 6);
}

TEST(QualifierLattice, OfModesAndSubjectsIsThatOfClosedSets) {
  expectSetsOfQualifiers({.authorizers = 1, .rights = kRead | kWrite, .subjects = 2}, 6 * 6);
}

TEST(QualifierLattice, OfUnorderedAuthorizersIsThatOfClosedSets) {
  expectSetsOfQualifiers({.authorizers = 2, .rights = kRead | kWrite, .subjects = 1}, 6 * 6);
}

TEST(QualifierLattice, OfOrderedAuthorizersIsThatOfClosedSets) {
  // What the stronger holds the weaker holds: pairs of nested closed sets.
  expectSetsOfQualifiers({.authorizers = 2, .order = {{0, 1}}, .rights = kRead | kWrite, .subjects = 1}, 20);
  expectSetsOfQualifiers({.authorizers = 3, .order = {{0, 1}, {1, 2}}, .rights = kRead, .subjects = 1}, 10);
  expectSetsOfQualifiers({.authorizers = 2, .order = {{0, 1}}, .rights = kRead, .subjects = 2}, 6 * 6);
}

TEST(QualifierLattice, OfAuthorizersThatServeForEachOtherHasOneElementForBoth) {
  Universe universe{.authorizers = 2, .order = {{0, 1}, {1, 0}}, .rights = kRead | kWrite, .subjects = 1};
  expectSetsOfQualifiers(universe, 6);
  QualifierLattice lattice = universe.lattice();
  EXPECT_EQ(lattice.closureOf({{0, kRead, Current}}), lattice.closureOf({{1, kRead, Current}}));
}

TEST(QualifierLattice, WithoutModesAndSubjectsIsTheProductOfTwoPointLattices) {
  expectSetsOfQualifiers({.authorizers = 4, .rights = 0, .subjects = 1}, 16);
}

TEST(QualifierLattice, LetsMoreRightsServeForFewer) {
  QualifierLattice lattice(ProductLattice(1), kRead | kWrite, 2);
  auto held = lattice.check(lattice.top(), {0, kRead | kWrite, Current});
  EXPECT_TRUE(lattice.holds(held, {0, kWrite, Current}));
  EXPECT_TRUE(lattice.holds(held, {0, 0, Current}));
  EXPECT_FALSE(lattice.holds(lattice.check(lattice.top(), {0, kRead, Current}), {0, kWrite, Current}));
}

TEST(QualifierLattice, DoesNotAddUpSeparateChecks) {
  QualifierLattice lattice(ProductLattice(1), kRead | kWrite, 1);
  auto held = lattice.closureOf({{0, kRead, Current}, {0, kWrite, Current}});
  EXPECT_FALSE(lattice.holds(held, {0, kRead | kWrite, Current}));
  EXPECT_TRUE(lattice.isBelow(held, lattice.closureOf({{0, kRead, Current}, {0, kWrite, Current}})));
}

TEST(QualifierLattice, TakesNoSubjectForAnother) {
  QualifierLattice lattice(ProductLattice(1), kRead, 2);
  auto current = lattice.closureOf({{0, kRead, Current}});
  auto opener = lattice.closureOf({{0, kRead, Opener}});
  EXPECT_FALSE(lattice.isBelow(current, opener));
  EXPECT_EQ(lattice.join(current, opener), lattice.top());
}

TEST(QualifierLattice, KeepsAfterAJoinTheRightsOfBothPathsAndTheWeakerAuthorizer) {
  QualifierLattice lattice(ProductLattice(2, {{{0, 1}}}), kRead | kWrite, 1);
  auto stronger = lattice.closureOf({{0, kRead, Current}});
  auto weaker = lattice.closureOf({{1, kRead | kWrite, Current}});
  EXPECT_EQ(lattice.join(stronger, weaker), lattice.closureOf({{1, kRead, Current}}));
}

} // namespace
} // namespace hookqual::lattice
