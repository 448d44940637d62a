// SPDX-License-Identifier: MIT
// Every call through a pointer of a program, where it may lead, and if nowhere, why.
#pragma once

#include "analyzer/ir/Program.h"

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace hookqual::link {

enum class CallFate : uint8_t {
  Resolved,
  Deferred,     // through a member that rules call internal: it runs later
  EmptyMember,  // nothing captured keeps a function in the member
  EmptyPlace,   // nothing captured puts a function into the parameter, variable or result
  UnknownPlace, // the pointer comes from memory or a computation that is not followed
};
inline constexpr size_t kCallFates = 5;

std::string_view toString(CallFate fate);

struct IndirectCall {
  ir::FunctionId caller;
  uint32_t line = 0, column = 0; // of the caller's file
  std::string through;           // `record.field`, `parameter 1 of f`, several joined by `, `
  std::vector<ir::FunctionId> targets;
  CallFate fate = CallFate::Resolved;
};

/// By caller, then by place in its body.
std::vector<IndirectCall> indirectCallsIn(const ir::Program &program);

struct IndirectCallCounts {
  std::array<uint64_t, kCallFates> byFate{};
  uint64_t targets = 0; // of the resolved calls
};

IndirectCallCounts count(const std::vector<IndirectCall> &calls);

} // namespace hookqual::link
