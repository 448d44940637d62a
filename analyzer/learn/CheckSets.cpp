// SPDX-License-Identifier: MIT
#include "analyzer/learn/CheckSets.h"

#include <algorithm>
#include <iterator>

namespace hookqual::learn {

CheckSet unionOf(const CheckSet &a, const CheckSet &b) {
  CheckSet all;
  std::ranges::set_union(a, b, std::back_inserter(all));
  return all;
}

CheckSet intersectionOf(const CheckSet &a, const CheckSet &b) {
  CheckSet common;
  std::ranges::set_intersection(a, b, std::back_inserter(common));
  return common;
}

bool contains(const CheckSet &set, CheckId check) {
  return std::ranges::binary_search(set, check);
}

SetId CheckSets::idOf(CheckSet set) {
  auto [found, isNew] = ids_.emplace(std::move(set), SetId(uint32_t(sets_.size())));
  if (isNew)
    sets_.push_back(&found->first);
  return found->second;
}

SetId CheckSets::unite(SetId a, SetId b) {
  if (a == b || (*this)[b].empty())
    return a;
  if ((*this)[a].empty())
    return b;
  return idOf(unionOf((*this)[a], (*this)[b]));
}

SetId CheckSets::intersect(SetId a, SetId b) {
  if (a == b || (*this)[a].empty())
    return a;
  if ((*this)[b].empty())
    return b;
  return idOf(intersectionOf((*this)[a], (*this)[b]));
}

} // namespace hookqual::learn
