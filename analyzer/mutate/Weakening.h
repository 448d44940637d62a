// SPDX-License-Identifier: MIT
// The ways in which an authorizer call can be wrong, done to one call of a function:
//
//   Function + WeakCall ─weaken─► the function as it would be, or why it cannot be
#pragma once

#include "analyzer/ir/Function.h"
#include "rules/Rule.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hookqual::mutate {

enum class Weakening : uint8_t {
  Dropped,       // the call is gone, and with it the test of its result: as if it had accepted
  ResultIgnored, // the call is made, and its result is taken for the accepting one
  MovedAfter,    // the call follows the operation that it guards
  OtherObject,   // the call is about another object of the same type
  OtherMode,     // the call asks for another right
};

constexpr Weakening kWeakenings[] = {Weakening::Dropped, Weakening::ResultIgnored, Weakening::MovedAfter,
                                     Weakening::OtherObject, Weakening::OtherMode};

/// `dropped`, `result-ignored`, `moved-after`, `other-object`, `other-mode`.
std::string_view toString(Weakening weakening);

/// What is to be known of the call.
struct WeakCall {
  uint32_t site = 0;
  int64_t accepting = 0;               // the result on which the caller goes on
  std::vector<uint32_t> objects;       // positions of the arguments that are its objects
  std::vector<std::string> records;    // by position: key of the record pointed to, or empty
  std::optional<uint32_t> right;       // position of the argument that is the right
  rules::ModeRequirement mode;         // what the rule asks of it
  std::optional<uint32_t> guardedSite; // of the operation, or of the call that leads to it
};

struct Weakened {
  std::optional<ir::Function> body;
  std::string whyNot; // when there is none
};

Weakened weaken(const ir::Function &function, const WeakCall &call, Weakening weakening);

} // namespace hookqual::mutate
