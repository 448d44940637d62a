// SPDX-License-Identifier: MIT
#include "lattice/PartialOrder.h"

#include <algorithm>
#include <utility>

namespace hookqual::lattice {

namespace {

llvm::Error mistake(const llvm::Twine &text) {
  return llvm::createStringError(llvm::inconvertibleErrorCode(), text);
}

} // namespace

PartialOrder::PartialOrder(std::vector<std::string> names, llvm::ArrayRef<LessThan> pairs)
    : names_(std::move(names)), above_(names_.size(), llvm::BitVector(names_.size())), below_(above_) {
  for (size_t i = 0; i < names_.size(); ++i)
    above_[i].set(i);
  for (LessThan pair : pairs)
    above_[pair.lower].set(pair.upper);
}

llvm::Expected<PartialOrder> PartialOrder::create(std::vector<std::string> names,
                                                  llvm::ArrayRef<LessThan> pairs) {
  if (names.empty())
    return mistake("an order needs at least one element");
  for (auto name = names.begin(); name != names.end(); ++name)
    if (std::find(names.begin(), name, *name) != name)
      return mistake("'" + *name + "' is declared twice");

  PartialOrder order(std::move(names), pairs);
  order.closeTransitively();
  if (llvm::Error error = order.rejectCycles())
    return error;
  return order;
}

std::optional<PartialOrder::Element> PartialOrder::find(llvm::StringRef name) const {
  auto found = std::find(names_.begin(), names_.end(), name);
  if (found == names_.end())
    return std::nullopt;
  return static_cast<Element>(found - names_.begin());
}

void PartialOrder::closeTransitively() {
  for (size_t middle = 0; middle < names_.size(); ++middle)
    for (size_t a = 0; a < names_.size(); ++a)
      if (above_[a].test(middle))
        above_[a] |= above_[middle];
  for (size_t a = 0; a < names_.size(); ++a)
    for (unsigned b : above_[a].set_bits())
      below_[b].set(a);
}

llvm::Error PartialOrder::rejectCycles() const {
  for (Element a = 0; a < names_.size(); ++a)
    for (Element b = a + 1; b < names_.size(); ++b)
      if (isBelow(a, b) && isBelow(b, a))
        return mistake("'" + names_[a] + "' and '" + names_[b] + "' are each below the other");
  return llvm::Error::success();
}

} // namespace hookqual::lattice
