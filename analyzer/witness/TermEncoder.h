// SPDX-License-Identifier: MIT
// What inference says of a callee, in the callee's terms, as a formula over a call of it.
#pragma once

#include "analyzer/infer/Signature.h"
#include "analyzer/witness/MemoryContents.h"

#include <z3++.h>

#include <optional>

namespace hookqual::witness {

class ValueEncoder;

class TermEncoder {
public:
  /// Of the call at `point` of the activation; `terms` is the pool of what is encoded.
  TermEncoder(const infer::TermPool &terms, ValueEncoder &values, MemoryContents &memory,
              const ir::Instruction &call, Position point)
      : terms_(terms), values_(values), memory_(memory), call_(call), point_(point) {}

  /// Nothing when a part of it has no meaning at the call.
  std::optional<z3::expr> encode(infer::TermId term);
  /// Over-approximates: what cannot be encoded is taken to hold.
  z3::expr mayHold(const infer::Guard &guard, z3::context &context);

private:
  std::optional<z3::expr> unary(const infer::Term &term);
  std::optional<z3::expr> binary(const infer::Term &term);
  std::optional<z3::expr> load(const infer::Term &term);

  const infer::TermPool &terms_;
  ValueEncoder &values_;
  MemoryContents &memory_;
  const ir::Instruction &call_;
  Position point_;
};

enum class Signedness : uint8_t { Signed, Unsigned, Unknown };

/// May the value lie in the range? Ranges are of values extended to 64 bits by their type's
/// sign; where that is unknown, either will do.
z3::expr mayLieIn(const z3::expr &value, const infer::RangeSet &range, Signedness signedness);

} // namespace hookqual::witness
