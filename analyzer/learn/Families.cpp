// SPDX-License-Identifier: MIT
#include "analyzer/learn/Families.h"

#include "analyzer/learn/RelatedChecks.h"
#include "analyzer/learn/SwitchArms.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace hookqual::learn {

using ir::FunctionId;

namespace {

// What more functions than this have in common says little about them.
constexpr size_t kMostCallers = 40;
constexpr size_t kFewestDispatched = 3;

/// All calls of one function in one body.
struct CallsOfOne {
  CheckSet must, may, related;
};

class Families {
public:
  Families(ProgramChecks &checks, const std::function<void(const Family &)> &visit)
      : checks_(checks), program_(checks.program()), visit_(visit) {}

  void run() {
    for (uint32_t i = 0; i < program_.functionCount(); ++i)
      if (isSibling(FunctionId(i)))
        collect(FunctionId(i));
    for (uint32_t i = 0; i < program_.functionCount(); ++i)
      collectPassed(FunctionId(i));
    for (auto &[key, members] : members_)
      emit(key, members);
    visitArms();
  }

private:
  using Key = std::tuple<FamilyKind, std::string, std::string>; // what, within
  struct Member {
    FunctionId function;
    std::optional<SetId> before, mayBefore, related; // to what they have in common
  };

  bool isSibling(FunctionId function) const {
    return checks_.context(function).has_value() && checks_.summary(function).hasEffect &&
           !checks_.known().isKnown(program_.function(function).symbol.name);
  }

  void collect(FunctionId function);
  void collectCalls(FunctionId function);
  void collectWrites(FunctionId function);
  void collectVariables(FunctionId function);
  void collectPassed(FunctionId function);
  void collectDispatched(FunctionId function);
  void collectHolders(FunctionId function);
  void add(Key key, const Member &member);
  void emit(const Key &key, const std::vector<Member> &members);
  void visitArms();
  Sibling siblingOf(const Member &member) const;

  ProgramChecks &checks_;
  const ir::Program &program_;
  const std::function<void(const Family &)> &visit_;
  std::map<Key, std::vector<Member>> members_;
};

void Families::add(Key key, const Member &member) {
  std::vector<Member> &members = members_[std::move(key)];
  if (members.empty() || members.back().function != member.function)
    members.push_back(member);
}

void Families::collect(FunctionId function) {
  collectCalls(function);
  collectWrites(function);
  collectVariables(function);
  collectDispatched(function);
  collectHolders(function);
}

void Families::collectCalls(FunctionId id) {
  const ir::Function &function = program_.function(id);
  RelatedChecks relations(checks_, id);
  std::map<std::string_view, CallsOfOne> common;
  for (const ProgramChecks::Call &call : checks_.calls(id)) {
    if (call.instruction->callee != ir::CalleeKind::Direct)
      continue;
    const std::string_view name = ir::nameOf(function.spelling(call.instruction->symbol));
    if (checks_.spread().isPlumbing(name) && !checks_.known().isKnown(name))
      continue;
    const CheckSet &must = checks_.sets()[call.before], &may = checks_.sets()[call.mayBefore];
    auto [found, isNew] = common.try_emplace(name, CallsOfOne{must});
    CallsOfOne &calls = found->second;
    calls.must = intersectionOf(calls.must, must);
    calls.may = unionOf(calls.may, may);
    if (!may.empty())
      calls.related = unionOf(calls.related, relations.relatedTo(*call.instruction, may));
  }
  for (auto &[name, calls] : common)
    add({FamilyKind::Callers, std::string(name), ""},
        {id, checks_.keep(std::move(calls.must)), checks_.keep(std::move(calls.may)),
         checks_.keep(std::move(calls.related))});
}

void Families::collectWrites(FunctionId id) {
  const ir::Function &function = program_.function(id);
  std::set<std::string> written;
  for (const ir::Block &block : function.blocks)
    for (const ir::Instruction &instruction : block.instructions)
      if (instruction.kind == ir::InstructionKind::Store && instruction.member.valid() &&
          !isOwnMemory(function, instruction.address))
        written.insert(ir::nameOf(function.member(instruction.member)));
  for (const std::string &member : written)
    add({FamilyKind::Writers, member, ""}, {.function = id});
}

void Families::collectVariables(FunctionId id) {
  const ir::Function &function = program_.function(id);
  std::set<std::string> used;
  for (const ir::Value &value : function.values)
    if (value.kind == ir::ValueKind::Global && value.type.typeClass == ir::TypeClass::Pointer)
      used.insert(function.spelling(value.symbol));
  for (const std::string &variable : used)
    add({FamilyKind::Users, variable, ""}, {.function = id});
}

/// By whomever, initialisation included: that is where handlers are registered.
void Families::collectPassed(FunctionId id) {
  const ir::Function &function = program_.function(id);
  for (const ProgramChecks::Call &call : checks_.calls(id)) {
    if (call.instruction->callee != ir::CalleeKind::Direct)
      continue;
    const std::string_view name = ir::nameOf(function.spelling(call.instruction->symbol));
    for (size_t i = 0; i < call.instruction->arguments.size(); ++i) {
      const ir::Value &value = function.value(call.instruction->arguments[i]);
      if (value.kind != ir::ValueKind::Global || value.type.typeClass != ir::TypeClass::Code)
        continue;
      const FunctionId passed = program_.find(function.spelling(value.symbol));
      if (passed.valid() && isSibling(passed))
        add({FamilyKind::Passed, std::string(name), std::to_string(i)}, {.function = passed});
    }
  }
}

void Families::collectDispatched(FunctionId id) {
  const ir::Function &function = program_.function(id);
  std::set<FunctionId> returned;
  for (const ir::Block &block : function.blocks) {
    if (block.terminator != ir::Terminator::Return || !block.returned.valid())
      continue;
    const std::vector<ir::ValueId> sources = ir::sourcesOf(function, block.returned);
    for (const ProgramChecks::Call &call : checks_.calls(id))
      if (call.callee.valid() && std::ranges::find(sources, call.instruction->result) != sources.end() &&
          isSibling(call.callee))
        returned.insert(call.callee);
  }
  if (returned.size() >= kFewestDispatched)
    for (FunctionId callee : returned)
      add({FamilyKind::Dispatched, program_.spelling(id), ""}, {.function = callee});
}

void Families::collectHolders(FunctionId id) {
  const std::string &file = program_.function(id).file;
  for (const ir::MemberTarget &target : program_.addressesTakenOf(id)) {
    if (target.member.field.empty())
      continue;
    const std::string member = ir::nameOf(target.member);
    for (std::string within : {std::string(), std::string(folderOf(file)), file})
      add({FamilyKind::Member, member, std::move(within)}, {.function = id});
  }
}

Sibling Families::siblingOf(const Member &member) const {
  const CheckSummary &summary = checks_.summary(member.function);
  const CheckSet own = ownOf(summary.may);
  Sibling sibling{.function = member.function};
  sibling.all = intersectionOf(own, member.before ? checks_.sets()[*member.before] : summary.must);
  sibling.some = member.mayBefore ? checks_.sets()[*member.mayBefore] : own;
  if (member.related)
    sibling.related = checks_.sets()[*member.related];
  sibling.elsewhere = unionOf(summary.must, checks_.sets()[*checks_.context(member.function)]);
  for (const Carried &each : summary.may)
    sibling.elsewhere = unionOf(sibling.elsewhere, {each.check});
  return sibling;
}

void Families::emit(const Key &key, const std::vector<Member> &members) {
  const auto &[kind, what, within] = key;
  if (members.size() < 2 || (kind != FamilyKind::Member && members.size() > kMostCallers))
    return;
  Family family{.kind = kind, .what = what, .within = within};
  for (const Member &member : members)
    family.siblings.push_back(siblingOf(member));
  // Handlers are met in the order of those who register them, some twice.
  std::ranges::sort(family.siblings, {}, &Sibling::function);
  const auto twice = std::ranges::unique(family.siblings, {}, &Sibling::function);
  family.siblings.erase(twice.begin(), twice.end());
  if (family.siblings.size() < 2)
    return;
  visit_(family);
}

void Families::visitArms() {
  for (uint32_t i = 0; i < program_.functionCount(); ++i)
    if (isSibling(FunctionId(i)))
      forEachSwitch(checks_, FunctionId(i), visit_);
}

} // namespace

void forEachFamily(ProgramChecks &checks, const std::function<void(const Family &)> &visit) {
  Families(checks, visit).run();
}

} // namespace hookqual::learn
