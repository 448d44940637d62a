// SPDX-License-Identifier: MIT
// From the facts of many units to one program: which definition a symbol means, who calls
// whom, which functions a member may hold, which functions are entries.
//
//   LinkedProgram (over facts.db) ─┐ add…
//                                  ├──► ProgramIndex ─finish─► answers of ir::Program
//   InMemoryProgram (over units)  ─┘
//
// Everything is asked by name and answered in ascending order of canonical spelling, so
// the order of adding never shows.
#pragma once

#include "analyzer/ir/CodeTargets.h"
#include "analyzer/ir/EntryRules.h"
#include "analyzer/ir/Program.h"
#include "analyzer/ir/References.h"
#include "analyzer/ir/TableCalls.h"

#include "llvm/ADT/StringMap.h"

#include <deque>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace hookqual::ir {

/// Spellings and members are interned: the program mentions few of them very often.
using SpellingId = Id<struct SpellingTag>;
using MemberNameId = Id<struct MemberNameTag>;

enum class Mention : uint8_t { Call, MemberCall, MemberLoad, MemberStore };

class ProgramIndex {
public:
  SpellingId spelling(std::string_view text);
  MemberNameId member(const Member &member);
  const std::string &textOf(SpellingId spelling) const { return spellings_[spelling.index]; }
  const Member &memberOf(MemberNameId member) const { return members_[member.index]; }

  /// A definition of `spelling`; `body` is what bodyOf answers if this definition wins.
  /// The unit decides between several definitions of one external name.
  struct Definition {
    SpellingId spelling;
    uint64_t body = 0;
    std::string unit;
    bool isWeak = false;
    uint64_t calls = 0, valueCalls = 0; // sites
  };
  /// Returns the definition's number, by which its mentions are added.
  size_t addDefinition(Definition definition);
  void addCall(size_t definition, SpellingId callee);
  void addMention(size_t definition, Mention kind, MemberNameId member, uint64_t sites = 1);
  /// The numbers of places are SpellingIds and MemberNameIds; of places within the body, nothing.
  void addFlow(size_t definition, const CodeNode &from, const CodeNode &to);
  void addReferences(size_t definition, const References &references);

  void addTarget(const MemberTarget &target);
  void addAlias(const Alias &alias);

  /// No additions afterwards, no questions before.
  void finish(const EntryRules &entryRules);

  size_t functionCount() const { return functions_.size(); }
  uint64_t bodyOf(FunctionId function) const {
    return definitions_[functions_[function.index].definition].body;
  }
  const std::string &spellingOf(FunctionId function) const;
  /// Strong definitions of one external name beyond the first.
  size_t duplicateDefinitions() const { return duplicates_; }
  CallCounts callCounts() const { return callCounts_; }

  FunctionId find(std::string_view spelling) const;
  std::span<const FunctionId> callersOf(FunctionId function) const;
  std::span<const FunctionId> directCallersOf(FunctionId function) const;
  std::span<const FunctionId> functionsCalling(std::string_view name) const;
  std::span<const FunctionId> functionsMentioning(Mention kind, std::string_view recordDotField) const;
  std::span<const FunctionId> functionsNamed(std::string_view name) const;
  std::span<const FunctionId> targetsOf(const Member &member) const;
  /// As Program::targetsOf; `body` is that of the caller.
  std::span<const FunctionId> targetsOf(FunctionId caller, const Function &body,
                                        const Instruction &call) const;
  std::span<const MemberTarget> addressesTakenOf(FunctionId function) const;
  const Entry &entry(FunctionId function) const;

private:
  using Functions = std::vector<FunctionId>;
  struct Mentioning {
    uint32_t definition;
    uint32_t what; // SpellingId or MemberNameId
    uint64_t sites;
  };
  struct Linked {
    uint32_t definition = 0;
    Functions callers, directCallers;
    std::vector<MemberTarget> heldIn;
    Entry entry;
  };

  struct Flow {
    uint32_t definition;
    CodeNode from, to;
  };

  CodeNode place(const CodePlace &place);
  CodeNode objectOf(uint32_t variable) const;
  std::optional<CodeNode> sourceOf(CodeNode place, FunctionId function) const;
  void addAssigned(const CodeNode &from, uint32_t memberName);
  void addResolved(const CodeNode &from, CodeNode to, FunctionId function);
  void linkTarget(const MemberTarget &target, FunctionId function);
  void linkVariable(const MemberTarget &target);
  void solveFlows();
  void noteDeferred(const EntryRules &entryRules);
  std::span<const FunctionId> targetsAt(const TableCalls::Site &site) const;

  void chooseDefinitions();
  void resolveAliases();
  FunctionId resolveAlias(const std::string &name, unsigned depth) const;
  void linkTargets();
  void linkCalls();
  void linkMemberMentions();
  void classifyEntries(const EntryRules &entryRules);
  void countCalls();

  std::vector<std::string> spellings_;
  llvm::StringMap<uint32_t> spellingIds_;
  std::vector<Member> members_;
  std::map<Member, uint32_t> memberIds_;

  std::deque<Definition> definitions_;
  std::vector<Mentioning> mentions_[4]; // by Mention
  std::vector<MemberTarget> targets_;
  std::map<std::string, Alias> aliases_;

  std::vector<Linked> functions_;
  std::vector<FunctionId> ofDefinition_; // invalid for definitions that lost
  std::vector<FunctionId> ofSpelling_;
  std::vector<Functions> targetsOfMember_;
  std::vector<Flow> flows_;
  CodeTargets codeTargets_;
  TableCalls tableCalls_;        // tables are numbered as SpellingIds, members as MemberNameIds
  std::vector<bool> isDeferred_; // by MemberNameId
  llvm::StringMap<Functions> callingName_, mentioning_[4], named_;
  size_t duplicates_ = 0;
  CallCounts callCounts_;
};

} // namespace hookqual::ir
