// SPDX-License-Identifier: MIT
// What may stand under the protection of one authorizer call: operations behind it, in its
// function and the callers of it, on the objects that it judges. Candidates only: whether they
// are guarded on all routes is asked of inference (TemporaryRules.h).
#pragma once

#include "analyzer/mutate/HookCalls.h"
#include "analyzer/review/CalleeEffects.h"
#include "analyzer/review/ObjectPath.h"
#include "rules/Rule.h"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace hookqual::review {

/// How an operation is related to what the authorizer judges.
enum class Relation : uint8_t {
  SameObject, // operands of both denote one object, or one is reached from the other
  Behind,     // it comes after the authorizer's acceptance, whatever its objects
};

struct Candidate {
  rules::OperationKind kind = rules::OperationKind::Call;
  std::string name;                           // function, or `record.field`
  std::map<std::string, std::string> objects; // authorizer's expression -> operation's; empty: Behind
  std::string within;                         // function that holds the operation
  friend auto operator<=>(const Candidate &, const Candidate &) = default;
};

class GuardedOperations {
public:
  /// `isAuthorizer`: names of the functions that place something themselves.
  GuardedOperations(const ir::Program &program, std::set<std::string> authorizers)
      : program_(program), paths_(program), effects_(program), authorizers_(std::move(authorizers)) {}

  /// Those of the nearest function that has any: the authorizer's, or callers of it.
  std::set<Candidate> behind(const mutate::HookCall &call, Relation relation);

private:
  /// An object that the authorizer judges, as seen in one function.
  struct Judged {
    std::string parameter; // of the authorizer
    ObjectPath path;
  };
  struct Frame {
    ir::FunctionId function;
    uint32_t site = 0; // of the call that leads to the authorizer
    std::vector<Judged> judged;
  };

  Frame frameOf(const mutate::HookCall &call) const;
  void visit(const Frame &frame, Relation relation, std::set<Candidate> &found);
  std::vector<Frame> callersOf(const Frame &frame) const;
  void addCall(const Frame &frame, const ir::Instruction &call, Relation relation,
               std::set<Candidate> &found);
  void addStore(const Frame &frame, const ir::Instruction &store, Relation relation,
                std::set<Candidate> &found);
  bool isWorthGuarding(const Frame &frame, const ir::Instruction &call, uint32_t argument);
  bool isWorthGuarding(const Frame &frame, const ir::Instruction &call);

  const ir::Program &program_;
  ObjectPaths paths_;
  CalleeEffects effects_;
  std::set<std::string> authorizers_;
};

} // namespace hookqual::review
