// SPDX-License-Identifier: MIT
// Solves the code flows of a linked program: which functions each place may hold. A may
// analysis by inclusion (Andersen) over fields, without regard to order and callers.
#pragma once

#include "analyzer/ir/CodeFlow.h"
#include "analyzer/ir/Ids.h"

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <span>
#include <vector>

namespace hookqual::ir {

/// CodePlace with dense numbers for its names.
struct CodeNode {
  CodePlaceKind kind = CodePlaceKind::Function;
  uint32_t name = 0;  // function, variable or member; of Called: the function with the call
  uint32_t index = 0; // as in CodePlace

  friend bool operator==(const CodeNode &, const CodeNode &) = default;
  friend auto operator<=>(const CodeNode &, const CodeNode &) = default;
};

class CodeTargets {
public:
  /// What `from` holds, `to` may hold. `from` of kind Function is that function itself.
  void addFlow(const CodeNode &from, const CodeNode &to);
  void addTarget(const CodeNode &place, FunctionId function);

  /// No additions afterwards, no questions before.
  void solve();

  /// Ascending.
  std::span<const FunctionId> heldBy(const CodeNode &place) const;
  void forEach(CodePlaceKind kind,
               const std::function<void(const CodeNode &, std::span<const FunctionId>)> &visit) const;

private:
  struct Place {
    CodeNode node;
    std::set<FunctionId> held;
    std::vector<uint32_t> successors;
    std::vector<FunctionId> sorted; // `held`, once solved
  };

  uint32_t numberOf(const CodeNode &node);
  void connect(uint32_t from, uint32_t to);
  void put(uint32_t place, FunctionId function);
  void passArguments(uint32_t member, FunctionId target);

  std::map<CodeNode, uint32_t> numbers_;
  std::vector<Place> places_;
  std::map<uint32_t, std::vector<uint32_t>> parametersOf_; // member's name -> its MemberParameters
  std::vector<std::pair<uint32_t, FunctionId>> pending_;
};

} // namespace hookqual::ir
