// SPDX-License-Identifier: MIT
#include "analyzer/ir/CodeTargets.h"

#include <algorithm>

namespace hookqual::ir {

namespace {

bool isCalled(CodePlaceKind kind) {
  return kind == CodePlaceKind::Member || kind == CodePlaceKind::Called;
}

/// Places that nobody but the program writes: without a source they are written outside of it.
bool isWritten(CodePlaceKind kind) {
  return kind != CodePlaceKind::Stored && kind != CodePlaceKind::Overwritten;
}

/// The call to which the place of an argument or a result belongs.
CodeNode calledAt(const CodeNode &node) {
  switch (node.kind) {
  case CodePlaceKind::CalledParameter:
    return {CodePlaceKind::Called, node.name, siteOf(node.index)};
  case CodePlaceKind::CalledResult:
    return {CodePlaceKind::Called, node.name, node.index};
  default:
    return {CodePlaceKind::Member, node.name, 0};
  }
}

} // namespace

uint32_t CodeTargets::numberOf(const CodeNode &node) {
  const auto [entry, isNew] = numbers_.try_emplace(keyOf(node), uint32_t(places_.size()));
  const uint32_t number = entry->second;
  if (isNew) {
    places_.push_back({node, {}, {}, false, {}, {}});
    notePassing(node, number);
  }
  return number;
}

void CodeTargets::notePassing(const CodeNode &node, uint32_t place) {
  if (node.kind == CodePlaceKind::MemberParameter)
    passings_[keyOf(calledAt(node))].parameters.emplace_back(node.index, place);
  else if (node.kind == CodePlaceKind::CalledParameter)
    passings_[keyOf(calledAt(node))].parameters.emplace_back(argumentOf(node.index), place);
  else if (node.kind == CodePlaceKind::MemberResult || node.kind == CodePlaceKind::CalledResult)
    passings_[keyOf(calledAt(node))].results.push_back(place);
  else if (node.kind == CodePlaceKind::Parameter)
    parametersOf_[node.name].push_back(place);
}

const CodeTargets::Place *CodeTargets::find(const CodeNode &node) const {
  const auto found = numbers_.find(keyOf(node));
  return found == numbers_.end() ? nullptr : &places_[found->second];
}

void CodeTargets::addFlow(const CodeNode &from, const CodeNode &to) {
  const uint32_t target = numberOf(to);
  if (from.kind == CodePlaceKind::Function)
    return put(target, itemOf(FunctionId(from.name)));
  if (from.kind == CodePlaceKind::Object)
    return addTable(to, from.name);
  if (from.kind == CodePlaceKind::Unknown)
    return put(target, kAnything);
  connect(numberOf(from), target);
}

void CodeTargets::addTable(const CodeNode &place, uint32_t table) {
  const uint32_t number = numberOf(place);
  places_[number].hasSource = true;
  tables_.emplace_back(number, itemOf(table));
}

void CodeTargets::connect(uint32_t from, uint32_t to) {
  places_[to].hasSource = true;
  places_[from].successors.push_back(to);
  for (const Item item : std::vector<Item>(places_[from].held))
    put(to, item);
}

bool CodeTargets::mayHold(const Place &place, Item item) const {
  if (item % 2 == 0)
    return place.node.kind != CodePlaceKind::Result || place.node.index != kDataResult;
  const bool isOpen = !place.held.empty() && place.held.back() == kAnything;
  return item == kAnything || !isOpen || !isWritten(place.node.kind);
}

void CodeTargets::put(uint32_t place, Item item) {
  std::vector<Item> &held = places_[place].held;
  places_[place].hasSource = true;
  if (!mayHold(places_[place], item))
    return;
  const auto at = std::ranges::lower_bound(held, item);
  if (at != held.end() && *at == item)
    return;
  held.insert(at, item);
  pending_.emplace_back(place, item);
}

/// A place that nothing flows from needs nothing to flow there.
void CodeTargets::connectIfKnown(uint32_t from, const CodeNode &to) {
  if (const auto target = numbers_.find(keyOf(to)); target != numbers_.end())
    connect(from, target->second);
}

/// What is handed to a call reaches each function that it may call, and what that returns
/// reaches whoever uses the call's result.
void CodeTargets::pass(const CodeNode &called, FunctionId target) {
  const auto passing = passings_.find(keyOf(called));
  if (passing == passings_.end())
    return;
  for (const auto &[position, place] : passing->second.parameters)
    connectIfKnown(place, {CodePlaceKind::Parameter, target.index, position});
  for (const uint32_t index : {0u, kDataResult})
    if (const auto returned = numbers_.find(keyOf({CodePlaceKind::Result, target.index, index}));
        returned != numbers_.end())
      for (const uint32_t result : passing->second.results)
        connect(returned->second, result);
}

void CodeTargets::propagate() {
  while (!pending_.empty()) {
    const auto [place, item] = pending_.back();
    pending_.pop_back();
    for (size_t i = 0; i < places_[place].successors.size(); ++i)
      put(places_[place].successors[i], item);
    if (item % 2 == 0 && isCalled(places_[place].node.kind))
      pass(places_[place].node, FunctionId(item / 2));
  }
}

void CodeTargets::openParametersOf(FunctionId function) {
  const auto parameters = parametersOf_.find(function.index);
  if (parameters != parametersOf_.end())
    for (const uint32_t parameter : parameters->second)
      put(parameter, kAnything);
}

/// What no body and no initialiser writes comes from outside the program, and so does what is
/// handed to functions that are kept where only code outside can call them.
void CodeTargets::openUnwritten() {
  for (uint32_t place = 0; place < places_.size(); ++place) {
    const CodeNode node = places_[place].node;
    if (!places_[place].hasSource && isWritten(node.kind))
      put(place, kAnything);
    const bool isKeptForOthers =
        !isWritten(node.kind) || (node.kind == CodePlaceKind::Member && places_[place].successors.empty() &&
                                  !passings_.contains(keyOf(node)));
    for (const Item item : std::vector<Item>(places_[place].held))
      if (isKeptForOthers && item % 2 == 0)
        openParametersOf(FunctionId(item / 2));
  }
  propagate();
}

void CodeTargets::solve() {
  propagate();
  openUnwritten();
  for (const auto &[place, table] : tables_)
    put(place, table);
  propagate();
  for (Place &place : places_)
    for (const Item item : place.held)
      if (item % 2 == 0)
        place.functions.push_back(FunctionId(item / 2));
      else if (item != kAnything)
        place.tables.push_back(item / 2);
}

std::span<const FunctionId> CodeTargets::heldBy(const CodeNode &node) const {
  const Place *place = find(node);
  return place ? std::span(place->functions) : std::span<const FunctionId>();
}

std::span<const uint32_t> CodeTargets::tablesIn(const CodeNode &node) const {
  const Place *place = find(node);
  return place ? std::span(place->tables) : std::span<const uint32_t>();
}

bool CodeTargets::isOpen(const CodeNode &node) const {
  const Place *place = find(node);
  return place && !place->held.empty() && place->held.back() == kAnything;
}

void CodeTargets::forEach(
    CodePlaceKind kind,
    const std::function<void(const CodeNode &, std::span<const FunctionId>)> &visit) const {
  std::vector<const Place *> places;
  for (const Place &place : places_)
    if (place.node.kind == kind)
      places.push_back(&place);
  std::ranges::sort(places, {}, &Place::node);
  for (const Place *place : places)
    visit(place->node, place->functions);
}

} // namespace hookqual::ir
