// SPDX-License-Identifier: MIT
#include "analyzer/ir/ProgramIndex.h"

#include "analyzer/ir/CallCycles.h"
#include "analyzer/ir/SortOnce.h"

#include <algorithm>
#include <cassert>
#include <tuple>

namespace hookqual::ir {
namespace {

constexpr unsigned kMaxAliasChain = 8;

std::span<const FunctionId> listed(const llvm::StringMap<std::vector<FunctionId>> &lists,
                                   std::string_view name) {
  const auto found = lists.find(name);
  return found == lists.end() ? std::span<const FunctionId>() : std::span(found->second);
}

} // namespace

SpellingId ProgramIndex::spelling(std::string_view text) {
  const auto [entry, isNew] = spellingIds_.try_emplace(text, uint32_t(spellings_.size()));
  if (isNew)
    spellings_.emplace_back(text);
  return SpellingId(entry->second);
}

MemberNameId ProgramIndex::member(const Member &member) {
  const auto [entry, isNew] = memberIds_.try_emplace(member, uint32_t(members_.size()));
  if (isNew)
    members_.push_back(member);
  return MemberNameId(entry->second);
}

size_t ProgramIndex::addDefinition(Definition definition) {
  definitions_.push_back(std::move(definition));
  return definitions_.size() - 1;
}

void ProgramIndex::addCall(size_t definition, SpellingId callee) {
  mentions_[size_t(Mention::Call)].push_back({uint32_t(definition), callee.index, 1});
}

void ProgramIndex::addMention(size_t definition, Mention kind, MemberNameId member, uint64_t sites) {
  mentions_[size_t(kind)].push_back({uint32_t(definition), member.index, sites});
}

void ProgramIndex::addReferences(size_t definition, const References &references) {
  for (const std::string &callee : references.callees)
    addCall(definition, spelling(callee));
  for (const auto &[called, sites] : references.memberCalls)
    addMention(definition, Mention::MemberCall, member(called), sites);
  for (const Member &loaded : references.memberLoads)
    addMention(definition, Mention::MemberLoad, member(loaded));
  for (const Member &stored : references.memberStores)
    addMention(definition, Mention::MemberStore, member(stored));
  for (const CodeFlow &flow : references.codeFlows)
    addFlow(definition, place(flow.from), place(flow.to));
}

CodeNode ProgramIndex::place(const CodePlace &place) {
  if (hasMember(place.kind))
    return {place.kind, member(place.member).index, place.index};
  return {place.kind, hasSymbol(place.kind) ? spelling(place.symbol).index : 0, place.index};
}

void ProgramIndex::addFlow(size_t definition, const CodeNode &from, const CodeNode &to) {
  flows_.push_back({uint32_t(definition), from, to});
}

void ProgramIndex::addTarget(const MemberTarget &target) {
  targets_.push_back(target);
}

/// Of several aliases of one name the strong one counts, then the smallest target.
void ProgramIndex::addAlias(const Alias &alias) {
  const auto [entry, isNew] = aliases_.try_emplace(alias.name, alias);
  if (!isNew && std::tie(alias.isWeak, alias.target) < std::tie(entry->second.isWeak, entry->second.target))
    entry->second = alias;
}

void ProgramIndex::finish(const EntryRules &entryRules) {
  chooseDefinitions();
  resolveAliases();
  linkTargets();
  solveFlows();
  noteDeferred(entryRules);
  linkCalls();
  linkMemberMentions();
  countCalls();
  classifyEntries(entryRules);
}

void ProgramIndex::classifyEntries(const EntryRules &entryRules) {
  for (Linked &function : functions_)
    sortOnce(function.callers);
  const std::vector<bool> isCalled =
      calledFromOutside(functions_.size(), [&](FunctionId function) { return callersOf(function); });
  for (uint32_t i = 0; i < functions_.size(); ++i)
    functions_[i].entry = entryRules.classify(spellingOf(FunctionId(i)), functions_[i].heldIn, isCalled[i]);
}

/// One definition a spelling: strong before weak, then the lexicographically first unit.
void ProgramIndex::chooseDefinitions() {
  std::vector<uint32_t> order(definitions_.size());
  for (uint32_t i = 0; i < order.size(); ++i)
    order[i] = i;
  std::sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    const Definition &left = definitions_[a], &right = definitions_[b];
    if (left.spelling != right.spelling)
      return spellings_[left.spelling.index] < spellings_[right.spelling.index];
    return std::tie(left.isWeak, left.unit, a) < std::tie(right.isWeak, right.unit, b);
  });
  ofDefinition_.assign(definitions_.size(), FunctionId());
  functions_.reserve(definitions_.size());
  ofSpelling_.assign(spellings_.size(), FunctionId());
  for (const uint32_t candidate : order) {
    const Definition &definition = definitions_[candidate];
    FunctionId &winner = ofSpelling_[definition.spelling.index];
    if (winner.valid()) {
      // A header inline is in many units by its nature, and always the same there.
      const bool isExternal = spellings_[definition.spelling.index].find('@') == std::string::npos;
      duplicates_ += isExternal && !definition.isWeak ? 1 : 0;
      continue;
    }
    winner = FunctionId(uint32_t(functions_.size()));
    ofDefinition_[candidate] = winner;
    functions_.push_back({candidate, {}, {}, {}});
    named_[nameOf(spellings_[definition.spelling.index])].push_back(winner);
  }
}

/// An alias stands for its target unless its name has a definition of its own; a strong
/// alias also beats a weak definition.
void ProgramIndex::resolveAliases() {
  for (const auto &[name, alias] : aliases_)
    spelling(name);
  ofSpelling_.resize(spellings_.size());
  std::vector<std::pair<uint32_t, FunctionId>> resolved;
  for (const auto &[name, alias] : aliases_)
    resolved.emplace_back(spelling(name).index, resolveAlias(name, 0));
  for (const auto &[name, function] : resolved)
    ofSpelling_[name] = function;
}

FunctionId ProgramIndex::resolveAlias(const std::string &name, unsigned depth) const {
  const FunctionId own = find(name);
  const auto alias = aliases_.find(name);
  if (alias == aliases_.end() || depth == kMaxAliasChain)
    return own;
  const bool isStrong = own.valid() && !definitions_[functions_[own.index].definition].isWeak;
  if (isStrong || (own.valid() && alias->second.isWeak))
    return own;
  const FunctionId target = resolveAlias(alias->second.target, depth + 1);
  return target.valid() ? target : own;
}

void ProgramIndex::linkTargets() {
  sortOnce(targets_);
  for (const MemberTarget &target : targets_) {
    member(target.member);
    spelling(target.holder);
  }
  ofSpelling_.resize(spellings_.size());
  targetsOfMember_.resize(members_.size());
  for (const MemberTarget &target : targets_)
    if (const FunctionId function = find(target.target); function.valid())
      linkTarget(target, function);
  for (const MemberTarget &target : targets_)
    if (!find(target.target).valid())
      linkVariable(target);
  for (Functions &functions : targetsOfMember_)
    sortOnce(functions);
}

void ProgramIndex::linkTarget(const MemberTarget &target, FunctionId function) {
  functions_[function.index].heldIn.push_back(target);
  const uint32_t holder = spelling(target.holder).index;
  if (target.member == Member{}) {
    if (!target.holder.empty())
      codeTargets_.addTarget({CodePlaceKind::Variable, holder, 0}, function);
    return;
  }
  const uint32_t memberName = member(target.member).index;
  targetsOfMember_[memberName].push_back(function);
  if (target.origin == TargetOrigin::Assignment)
    return addAssigned({CodePlaceKind::Function, function.index, 0}, memberName);
  codeTargets_.addTarget({CodePlaceKind::Member, memberName, 0}, function);
  tableCalls_.addInitial(holder, memberName, function);
}

/// A pointer to a table; or to a variable of which no function is known to be in it, or to a
/// function without a body, and then it may be anything.
void ProgramIndex::linkVariable(const MemberTarget &target) {
  CodeNode place{CodePlaceKind::Variable, spelling(target.holder).index, 0};
  if (target.member != Member{})
    place = {CodePlaceKind::Member, member(target.member).index, 0};
  codeTargets_.addFlow(objectOf(spelling(target.target).index), place);
}

CodeNode ProgramIndex::objectOf(uint32_t variable) const {
  return {tableCalls_.isTable(variable) ? CodePlaceKind::Object : CodePlaceKind::Unknown, variable, 0};
}

void ProgramIndex::addAssigned(const CodeNode &from, uint32_t memberName) {
  const CodeNode assigned = TableCalls::assignedTo(memberName);
  if (!codeTargets_.isKnown(assigned))
    codeTargets_.addFlow(assigned, {CodePlaceKind::Member, memberName, 0});
  codeTargets_.addFlow(from, assigned);
}

/// The place among functions instead of spellings; nothing for functions without a body.
std::optional<CodeNode> ProgramIndex::sourceOf(CodeNode place, FunctionId function) const {
  switch (place.kind) {
  case CodePlaceKind::Object:
    return objectOf(place.name);
  case CodePlaceKind::Function:
  case CodePlaceKind::Parameter:
  case CodePlaceKind::Result:
    if (const FunctionId named = ofSpelling_[place.name]; named.valid())
      return CodeNode{place.kind, named.index, place.index};
    if (place.kind == CodePlaceKind::Result)
      return CodeNode{CodePlaceKind::Unknown, 0, 0};
    return std::nullopt;
  case CodePlaceKind::Called:
  case CodePlaceKind::CalledParameter:
  case CodePlaceKind::CalledResult:
  case CodePlaceKind::Local:
    return CodeNode{place.kind, function.index, place.index};
  default:
    return place;
  }
}

void ProgramIndex::addResolved(const CodeNode &from, CodeNode to, FunctionId function) {
  if (to.kind == CodePlaceKind::Member)
    return addAssigned(from, to.name);
  if (to.kind == CodePlaceKind::Base) {
    tableCalls_.addSite({function, to.index, to.name});
    to.name = function.index;
  } else if (to.kind == CodePlaceKind::Parameter && !ofSpelling_[to.name].valid()) {
    to = {CodePlaceKind::Overwritten, 0, 0};
  } else if (const auto target = sourceOf(to, function)) {
    to = *target;
  }
  codeTargets_.addFlow(from, to);
}

void ProgramIndex::solveFlows() {
  for (const Flow &flow : flows_)
    if (const FunctionId function = ofDefinition_[flow.definition]; function.valid())
      if (const auto from = sourceOf(flow.from, function))
        addResolved(*from, flow.to, function);
  flows_ = {};
  codeTargets_.solve();
  tableCalls_.narrow(codeTargets_);
  targetsOfMember_.resize(members_.size());
  codeTargets_.forEach(CodePlaceKind::Member, [&](const CodeNode &place, std::span<const FunctionId> held) {
    if (place.index != 0)
      return;
    Functions &known = targetsOfMember_[place.name];
    for (const FunctionId function : held)
      if (!std::ranges::binary_search(known, function))
        functions_[function.index].heldIn.push_back(
            {members_[place.name], spellingOf(function), {}, TargetOrigin::Assignment});
    known.assign(held.begin(), held.end());
  });
}

void ProgramIndex::noteDeferred(const EntryRules &entryRules) {
  for (const Member &member : members_)
    isDeferred_.push_back(entryRules.isDeferred(member));
}

void ProgramIndex::linkCalls() {
  for (const auto &[definition, callee, sites] : mentions_[size_t(Mention::Call)]) {
    const FunctionId caller = ofDefinition_[definition];
    if (!caller.valid())
      continue;
    callingName_[nameOf(spellings_[callee])].push_back(caller);
    if (const FunctionId target = ofSpelling_[callee]; target.valid())
      functions_[target.index].directCallers.push_back(caller);
  }
  for (Linked &function : functions_) {
    sortOnce(function.directCallers);
    function.callers = function.directCallers;
  }
  for (const TableCalls::Site &site : tableCalls_.sites())
    for (const FunctionId target : targetsAt(site))
      functions_[target.index].callers.push_back(site.caller);
  codeTargets_.forEach(CodePlaceKind::Called, [&](const CodeNode &call, std::span<const FunctionId> held) {
    for (const FunctionId target : held)
      functions_[target.index].callers.push_back(FunctionId(call.name));
  });
  for (auto &name : callingName_)
    sortOnce(name.second);
}

void ProgramIndex::linkMemberMentions() {
  std::vector<std::string> names;
  for (const Member &member : members_)
    names.push_back(nameOf(member));
  for (const Mention kind : {Mention::MemberCall, Mention::MemberLoad, Mention::MemberStore}) {
    llvm::StringMap<Functions> &lists = mentioning_[size_t(kind)];
    for (const auto &[definition, member, sites] : mentions_[size_t(kind)])
      if (const FunctionId function = ofDefinition_[definition]; function.valid())
        lists[names[member]].push_back(function);
    for (auto &list : lists)
      sortOnce(list.second);
  }
}

void ProgramIndex::countCalls() {
  for (const Linked &function : functions_) {
    callCounts_.calls += definitions_[function.definition].calls;
    callCounts_.unresolved += definitions_[function.definition].valueCalls;
  }
  codeTargets_.forEach(CodePlaceKind::Called, [&](const CodeNode &, std::span<const FunctionId> held) {
    callCounts_.unresolved -= held.empty() ? 0 : 1;
  });
  for (const auto &[definition, member, sites] : mentions_[size_t(Mention::MemberCall)])
    if (ofDefinition_[definition].valid() && targetsOfMember_[member].empty())
      callCounts_.unresolved += sites;
}

const std::string &ProgramIndex::spellingOf(FunctionId function) const {
  return spellings_[definitions_[functions_[function.index].definition].spelling.index];
}

FunctionId ProgramIndex::find(std::string_view text) const {
  const auto found = spellingIds_.find(text);
  return found == spellingIds_.end() ? FunctionId() : ofSpelling_[found->second];
}

std::span<const FunctionId> ProgramIndex::callersOf(FunctionId function) const {
  return functions_[function.index].callers;
}

std::span<const FunctionId> ProgramIndex::directCallersOf(FunctionId function) const {
  return functions_[function.index].directCallers;
}

std::span<const FunctionId> ProgramIndex::functionsCalling(std::string_view name) const {
  return listed(callingName_, name);
}

std::span<const FunctionId> ProgramIndex::functionsMentioning(Mention kind,
                                                              std::string_view recordDotField) const {
  assert(kind != Mention::Call);
  return listed(mentioning_[size_t(kind)], recordDotField);
}

std::span<const FunctionId> ProgramIndex::functionsNamed(std::string_view name) const {
  return listed(named_, name);
}

std::span<const FunctionId> ProgramIndex::targetsOf(const Member &member) const {
  const auto found = memberIds_.find(member);
  return found == memberIds_.end() ? std::span<const FunctionId>()
                                   : std::span(targetsOfMember_[found->second]);
}

std::span<const FunctionId> ProgramIndex::targetsOf(FunctionId caller, const Function &body,
                                                    const Instruction &call) const {
  if (call.callee == CalleeKind::Value)
    return codeTargets_.heldBy({CodePlaceKind::Called, caller.index, call.site});
  if (call.callee != CalleeKind::Member)
    return {};
  const auto found = memberIds_.find(body.member(call.member));
  return found == memberIds_.end() ? std::span<const FunctionId>()
                                   : targetsAt({caller, call.site, found->second});
}

std::span<const FunctionId> ProgramIndex::targetsAt(const TableCalls::Site &site) const {
  if (isDeferred_[site.member])
    return {};
  const Functions *narrowed = tableCalls_.targetsAt(site.caller, site.site);
  return narrowed ? *narrowed : targetsOfMember_[site.member];
}

std::span<const MemberTarget> ProgramIndex::addressesTakenOf(FunctionId function) const {
  return functions_[function.index].heldIn;
}

const Entry &ProgramIndex::entry(FunctionId function) const {
  return functions_[function.index].entry;
}

} // namespace hookqual::ir
