// SPDX-License-Identifier: MIT
// What a body mentions, as numbers: rows of `strings` and `members` in the database,
// places in the unit's own tables while it is packed. Linking reads them whole and never
// one by one, so they are one column instead of a row each.
#pragma once

#include "analyzer/ir/CodeFlow.h"

#include "llvm/ADT/StringRef.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hookqual::store {

struct MemberSites {
  int64_t member = 0;
  uint64_t sites = 0; // of calls through it
};

/// ir::CodePlace with a number for its symbol or its member.
struct PlaceNumbers {
  ir::CodePlaceKind kind = ir::CodePlaceKind::Function;
  uint32_t index = 0;
  int64_t name = 0; // of a member if hasMember(kind), of a symbol if hasSymbol(kind), else 0

  friend auto operator<=>(const PlaceNumbers &, const PlaceNumbers &) = default;
};

struct FlowNumbers {
  PlaceNumbers from, to;
  friend auto operator<=>(const FlowNumbers &, const FlowNumbers &) = default;
};

struct Mentions {
  std::vector<int64_t> callees;
  std::vector<MemberSites> memberCalls;
  std::vector<int64_t> memberLoads, memberStores;
  std::vector<int64_t> addressesTaken; // globals used as values: callbacks passed as arguments
  std::vector<FlowNumbers> codeFlows;

  /// Applies `toString` and `toMember` to every number, and orders the lists by the result.
  template <typename OfString, typename OfMember> void renumber(OfString toString, OfMember toMember);
  void sort();
};

std::string encode(const Mentions &mentions);

/// Into `mentions`, whose memory is used again; false for bytes that are no mentions.
[[nodiscard]] bool decodeInto(Mentions &mentions, llvm::StringRef bytes);

template <typename OfString, typename OfMember>
void Mentions::renumber(OfString toString, OfMember toMember) {
  for (std::vector<int64_t> *strings : {&callees, &addressesTaken})
    for (int64_t &string : *strings)
      string = toString(string);
  for (std::vector<int64_t> *members : {&memberLoads, &memberStores})
    for (int64_t &member : *members)
      member = toMember(member);
  for (MemberSites &call : memberCalls)
    call.member = toMember(call.member);
  for (FlowNumbers &flow : codeFlows)
    for (PlaceNumbers *place : {&flow.from, &flow.to})
      if (ir::hasMember(place->kind))
        place->name = toMember(place->name);
      else if (ir::hasSymbol(place->kind))
        place->name = toString(place->name);
  sort();
}

} // namespace hookqual::store
