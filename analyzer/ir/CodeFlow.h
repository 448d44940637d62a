// SPDX-License-Identifier: MIT
// Where addresses of functions travel: from initialisers and arguments through members,
// variables, parameters and results to the calls that use them. Field-based and without
// regard to order: all objects of one record share a member.
#pragma once

#include "analyzer/ir/Function.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hookqual::ir {

enum class CodePlaceKind : uint8_t {
  Function,        // the address of `symbol`
  Variable,        // the memory of the variable `symbol`, outside of members
  Parameter,       // parameter `index` of the function `symbol`
  Result,          // what the function `symbol` returns
  Member,          // `member`, of any object
  MemberParameter, // parameter `index` of whatever is called through `member`
  Called,          // the target of the call at site `index` of the function that is looked at
};

/// A place that may hold the address of a function.
struct CodePlace {
  CodePlaceKind kind = CodePlaceKind::Function;
  uint32_t index = 0;
  std::string symbol; // canonical spelling
  Member member;

  friend bool operator==(const CodePlace &, const CodePlace &) = default;
  friend auto operator<=>(const CodePlace &, const CodePlace &) = default;
};

constexpr bool hasMember(CodePlaceKind kind) {
  return kind == CodePlaceKind::Member || kind == CodePlaceKind::MemberParameter;
}

struct CodeFlow {
  CodePlace from, to;

  friend bool operator==(const CodeFlow &, const CodeFlow &) = default;
  friend auto operator<=>(const CodeFlow &, const CodeFlow &) = default;
};

/// All flows in the body, ascending. A call through a pointer that comes from no known place
/// has no flow to it.
std::vector<CodeFlow> codeFlowsIn(const Function &function);

/// The places a value may have been taken from, ascending; through phis.
std::vector<CodePlace> codePlacesOf(const Function &function, ValueId value);

/// The members through which an indirect call may go, ascending and distinct: several if its
/// target was chosen before.
std::vector<MemberId> calledMembers(const Function &function, const Instruction &call);

/// The variable whose memory the address lies in, by canonical spelling; empty when it is not
/// that of a variable with static storage.
std::string_view variableBehind(const Function &function, ValueId address);

} // namespace hookqual::ir
