// SPDX-License-Identifier: MIT
#include "analyzer/ir/CodeTargets.h"

#include <algorithm>

namespace hookqual::ir {

uint32_t CodeTargets::numberOf(const CodeNode &node) {
  const auto [entry, isNew] = numbers_.try_emplace(node, uint32_t(places_.size()));
  if (isNew) {
    places_.push_back({node, {}, {}, {}});
    if (node.kind == CodePlaceKind::MemberParameter)
      parametersOf_[node.name].push_back(entry->second);
  }
  return entry->second;
}

void CodeTargets::addFlow(const CodeNode &from, const CodeNode &to) {
  if (from.kind == CodePlaceKind::Function)
    return addTarget(to, FunctionId(from.name));
  const uint32_t source = numberOf(from);
  connect(source, numberOf(to));
}

void CodeTargets::addTarget(const CodeNode &place, FunctionId function) {
  put(numberOf(place), function);
}

void CodeTargets::connect(uint32_t from, uint32_t to) {
  std::vector<uint32_t> &successors = places_[from].successors;
  if (std::ranges::find(successors, to) != successors.end())
    return;
  successors.push_back(to);
  for (const FunctionId function : places_[from].held)
    put(to, function);
}

void CodeTargets::put(uint32_t place, FunctionId function) {
  if (places_[place].held.insert(function).second)
    pending_.emplace_back(place, function);
}

/// What is handed to a call through the member reaches each function that it may call.
void CodeTargets::passArguments(uint32_t member, FunctionId target) {
  const auto parameters = parametersOf_.find(places_[member].node.name);
  if (parameters == parametersOf_.end())
    return;
  for (const uint32_t parameter : parameters->second)
    connect(parameter, numberOf({CodePlaceKind::Parameter, target.index, places_[parameter].node.index}));
}

void CodeTargets::solve() {
  while (!pending_.empty()) {
    const auto [place, function] = pending_.back();
    pending_.pop_back();
    const std::vector<uint32_t> successors = places_[place].successors;
    for (const uint32_t successor : successors)
      put(successor, function);
    if (places_[place].node.kind == CodePlaceKind::Member)
      passArguments(place, function);
  }
  for (Place &place : places_)
    place.sorted.assign(place.held.begin(), place.held.end());
}

std::span<const FunctionId> CodeTargets::heldBy(const CodeNode &place) const {
  const auto found = numbers_.find(place);
  return found == numbers_.end() ? std::span<const FunctionId>() : std::span(places_[found->second].sorted);
}

void CodeTargets::forEach(
    CodePlaceKind kind,
    const std::function<void(const CodeNode &, std::span<const FunctionId>)> &visit) const {
  for (const auto &[node, number] : numbers_)
    if (node.kind == kind)
      visit(node, places_[number].sorted);
}

} // namespace hookqual::ir
