// SPDX-License-Identifier: MIT
#include "analyzer/review/TouchedAuthorizers.h"

#include "analyzer/review/CalleeEffects.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace hookqual::review {

using ir::Function;
using ir::FunctionId;
using ir::Instruction;
using ir::InstructionKind;

namespace {

constexpr unsigned kMostLevels = 2; // of callees below what is no longer called
constexpr size_t kMostUsers = 16;   // of what is called anew; more of them tell nothing

/// What a function calls by name, and through which members.
struct Calls {
  std::set<std::string> names, members;
};

Calls callsOf(const Function &function) {
  Calls calls;
  for (const ir::Block &block : function.blocks)
    for (const Instruction &instruction : block.instructions) {
      if (instruction.kind != InstructionKind::Call)
        continue;
      if (instruction.callee == ir::CalleeKind::Direct)
        calls.names.emplace(ir::nameOf(function.spelling(instruction.symbol)));
      else if (instruction.callee == ir::CalleeKind::Member)
        calls.members.insert(ir::nameOf(function.member(instruction.member)));
    }
  return calls;
}

/// What `a` has and `b` has not.
std::vector<std::string> beyond(const std::set<std::string> &a, const std::set<std::string> &b) {
  std::vector<std::string> names;
  std::ranges::set_difference(a, b, std::back_inserter(names));
  return names;
}

class Search {
public:
  Search(const link::LinkedProgram &base, const link::LinkedProgram &now)
      : base_(base), now_(now), effects_(base) {}

  void add(const ChangedFunction &changed) {
    Calls before, after;
    if (changed.before.valid())
      before = callsOf(base_.function(changed.before));
    if (changed.now.valid())
      after = callsOf(now_.function(changed.now));
    if (changed.before.valid()) {
      addWithCallees(changed.before, 1);
      for (const std::string &name : beyond(before.names, after.names))
        for (const FunctionId callee : base_.functionsNamed(name))
          addWithCallees(callee, kMostLevels);
    }
    for (const std::string &name : beyond(after.names, before.names))
      addUsers(base_.functionsCalling(name));
    for (const std::string &member : beyond(after.members, before.members))
      addUsers(base_.functionsCallingMember(member));
  }

  std::vector<FunctionId> functions() const { return {found_.begin(), found_.end()}; }

private:
  void addUsers(std::span<const FunctionId> users) {
    if (users.size() <= kMostUsers)
      for (const FunctionId user : users)
        addWithCallees(user, 1);
  }

  void addWithCallees(FunctionId function, unsigned levels) {
    found_.insert(function);
    if (levels == 0)
      return;
    const Function &body = base_.function(function);
    for (const std::string &symbol : body.symbols) {
      const FunctionId callee = base_.find(symbol);
      if (callee.valid() && !effects_.isPlumbing(callee))
        addWithCallees(callee, levels - 1);
    }
  }

  const link::LinkedProgram &base_, &now_;
  CalleeEffects effects_;
  std::set<FunctionId> found_;
};

} // namespace

AuthorizerCalls touchedAuthorizers(const link::LinkedProgram &base, const link::LinkedProgram &now,
                                   const std::vector<ChangedFunction> &changed, const rules::RuleSet &rules) {
  Search search(base, now);
  for (const ChangedFunction &each : changed)
    search.add(each);
  AuthorizerCalls calls;
  for (mutate::HookCall &call : mutate::findHookCallsIn(base, rules, search.functions()))
    calls[call.hook].push_back(std::move(call));
  return calls;
}

} // namespace hookqual::review
