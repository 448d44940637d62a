// SPDX-License-Identifier: MIT
// Where pointers travel that a call may go through: addresses of functions, and of variables
// whose members hold functions (tables); from initialisers and arguments through members,
// variables, parameters and results to the calls that use them. Field-based and without
// regard to order: all objects of one record share a member.
#pragma once

#include "analyzer/ir/Function.h"

#include <cstdint>
#include <string>
#include <vector>

namespace hookqual::ir {

enum class CodePlaceKind : uint8_t {
  Function,        // the address of the function `symbol`
  Object,          // the address of the variable `symbol`, or of a part of it
  Variable,        // the memory of the variable `symbol`, outside of members
  Parameter,       // parameter `index` of the function `symbol`
  Result,          // what the function `symbol` returns; `index` is kDataResult for a pointer to data
  Member,          // `member`, of any object
  MemberParameter, // parameter `index` of whatever is called through `member`
  MemberResult,    // what it returns
  Base,            // the object whose `member` is called at site `index` of this function
  Called,          // the target of the call at site `index` of the function that is looked at
  CalledParameter, // parameter argumentOf(index) of what is called at siteOf(index)
  CalledResult,    // what is returned at site `index`
  Local,           // the memory of Function::locals[index]
  Unknown,         // only a source: a pointer from somewhere that is not followed
  Stored,          // only a target: memory that is not followed
  Overwritten,     // only a target: an object of which anything may be written as a whole
};
inline constexpr CodePlaceKind kLastCodePlaceKind = CodePlaceKind::Overwritten;

/// A place that may hold the address of a function or of a variable.
struct CodePlace {
  CodePlaceKind kind = CodePlaceKind::Function;
  uint32_t index = 0;
  std::string symbol; // canonical spelling
  Member member;

  friend bool operator==(const CodePlace &, const CodePlace &) = default;
  friend auto operator<=>(const CodePlace &, const CodePlace &) = default;
};

constexpr bool hasMember(CodePlaceKind kind) {
  return kind == CodePlaceKind::Member || kind == CodePlaceKind::MemberParameter ||
         kind == CodePlaceKind::MemberResult || kind == CodePlaceKind::Base;
}

constexpr bool hasSymbol(CodePlaceKind kind) {
  return kind <= CodePlaceKind::Result;
}

/// Functions do not travel through results that are pointers to data: through the allocator's
/// everything would reach everything.
inline constexpr uint32_t kDataResult = 1;

/// The index of CalledParameter; of calls with more arguments the last ones share a place.
inline constexpr uint32_t kMaxArguments = 256;
constexpr uint32_t calledParameter(uint32_t site, uint32_t argument) {
  return site * kMaxArguments + (argument < kMaxArguments ? argument : kMaxArguments - 1);
}
constexpr uint32_t siteOf(uint32_t index) {
  return index / kMaxArguments;
}
constexpr uint32_t argumentOf(uint32_t index) {
  return index % kMaxArguments;
}

struct CodeFlow {
  CodePlace from, to;

  friend bool operator==(const CodeFlow &, const CodeFlow &) = default;
  friend auto operator<=>(const CodeFlow &, const CodeFlow &) = default;
};

/// All flows in the body, ascending. A place of which no flow comes from Unknown is written by
/// what flows there, and by nothing else in this body.
std::vector<CodeFlow> codeFlowsIn(const Function &function);

/// The places a value may have been taken from, ascending, without Unknown; through phis.
std::vector<CodePlace> codePlacesOf(const Function &function, ValueId value);

/// The members through which an indirect call may go, ascending and distinct: several if its
/// target was chosen before.
std::vector<MemberId> calledMembers(const Function &function, const Instruction &call);

/// The variable whose memory the address lies in, by canonical spelling; empty when it is not
/// that of a variable with static storage.
std::string_view variableBehind(const Function &function, ValueId address);

} // namespace hookqual::ir
