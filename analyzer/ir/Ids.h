// SPDX-License-Identifier: MIT
// Strong indices of the function IR. Every id is an index into a table of one
// ir::Function (or of one ir::Program for FunctionId) and means nothing outside it.
#pragma once

#include <cstdint>
#include <functional>
#include <limits>

namespace hookqual::ir {

template <typename Tag> struct Id {
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

  uint32_t index = kNone;

  constexpr Id() = default;
  constexpr explicit Id(uint32_t i) : index(i) {}
  constexpr bool valid() const { return index != kNone; }
  friend constexpr bool operator==(Id, Id) = default;
  friend constexpr auto operator<=>(Id, Id) = default;
};

using ValueId = Id<struct ValueTag>;
using BlockId = Id<struct BlockTag>;
using SymbolId = Id<struct SymbolTag>;     // Function::symbols
using MemberId = Id<struct MemberTag>;     // Function::members
using LocationId = Id<struct LocationTag>; // Function::locations
using FunctionId = Id<struct FunctionTag>; // Program

} // namespace hookqual::ir

template <typename Tag> struct std::hash<hookqual::ir::Id<Tag>> {
  size_t operator()(hookqual::ir::Id<Tag> id) const noexcept { return std::hash<uint32_t>{}(id.index); }
};
