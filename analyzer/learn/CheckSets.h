// SPDX-License-Identifier: MIT
// Sets of checks, each kept once: what holds before the calls of a program repeats.
#pragma once

#include "analyzer/learn/Check.h"

#include <map>
#include <vector>

namespace hookqual::learn {

using CheckSet = std::vector<CheckId>; // ascending, distinct
using SetId = ir::Id<struct SetTag>;   // in CheckSets

CheckSet unionOf(const CheckSet &a, const CheckSet &b);
CheckSet intersectionOf(const CheckSet &a, const CheckSet &b);
bool contains(const CheckSet &set, CheckId check);

class CheckSets {
public:
  SetId idOf(CheckSet set);
  SetId none() { return idOf({}); }
  const CheckSet &operator[](SetId id) const { return *sets_[id.index]; }

  SetId unite(SetId a, SetId b);
  SetId intersect(SetId a, SetId b);

private:
  std::map<CheckSet, SetId> ids_;
  std::vector<const CheckSet *> sets_; // keys of `ids_`
};

} // namespace hookqual::learn
