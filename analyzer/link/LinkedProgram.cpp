// SPDX-License-Identifier: MIT
#include "analyzer/link/LinkedProgram.h"

#include <utility>

namespace hookqual::link {
namespace {

/// Rows are small dense numbers with few holes, so a vector is their map.
template <typename Id> void setAt(std::vector<Id> &ids, int64_t row, Id id) {
  if (size_t(row) >= ids.size())
    ids.resize(size_t(row) + 1);
  ids[size_t(row)] = id;
}

/// What setAt put there; invalid for rows that only a damaged database refers to.
template <typename Id> Id at(const std::vector<Id> &ids, int64_t row) {
  return row >= 0 && size_t(row) < ids.size() ? ids[size_t(row)] : Id();
}

} // namespace

llvm::Expected<std::unique_ptr<LinkedProgram>> LinkedProgram::link(store::FactsReader facts,
                                                                   const ir::EntryRules &entryRules) {
  std::unique_ptr<LinkedProgram> program(new LinkedProgram(std::move(facts)));
  if (llvm::Error error = program->load())
    return std::move(error);
  program->index_.finish(entryRules);
  program->bodies_.resize(program->functionCount());
  return program;
}

llvm::Error LinkedProgram::load() {
  if (llvm::Error error = loadNames())
    return error;
  if (llvm::Error error = loadDefinitions())
    return error;
  if (llvm::Error error = loadTargets())
    return error;
  spellings_ = {};
  members_ = {};
  if (!hasDanglingRows_)
    return llvm::Error::success();
  return llvm::createStringError(facts_.path() +
                                 ": damaged facts database: something refers to a row that does not exist");
}

/// Notes when there is no such row.
ir::SpellingId LinkedProgram::spellingAt(int64_t row) {
  const ir::SpellingId spelling = at(spellings_, row);
  hasDanglingRows_ = hasDanglingRows_ || !spelling.valid();
  return spelling;
}

ir::MemberNameId LinkedProgram::memberAt(int64_t row) {
  const ir::MemberNameId member = at(members_, row);
  hasDanglingRows_ = hasDanglingRows_ || !member.valid();
  return member;
}

ir::CodeNode LinkedProgram::placeAt(const store::PlaceNumbers &place) {
  ir::CodeNode node{place.kind, 0, place.index};
  if (ir::hasMember(place.kind))
    node.name = memberAt(place.name).index;
  else if (ir::hasSymbol(place.kind))
    node.name = spellingAt(place.name).index;
  return node;
}

llvm::Error LinkedProgram::loadNames() {
  if (llvm::Error error = facts_.forEachString(
          [&](int64_t row, llvm::StringRef text) { setAt(spellings_, row, index_.spelling(text)); }))
    return error;
  return facts_.forEachMember([&](const store::MemberRow &row) {
    const ir::SpellingId record = spellingAt(row.record), field = spellingAt(row.field),
                         file = spellingAt(row.file);
    if (record.valid() && field.valid() && file.valid())
      setAt(members_, row.id,
            index_.member({index_.textOf(record), index_.textOf(field), index_.textOf(file)}));
  });
}

llvm::Error LinkedProgram::loadDefinitions() {
  llvm::Expected<std::vector<std::string>> units = facts_.units();
  if (!units)
    return units.takeError();
  return facts_.forEachFunction([&](const store::FunctionRow &row) {
    const ir::SpellingId spelling = spellingAt(row.symbol);
    if (!spelling.valid())
      return;
    addMentions(index_.addDefinition(
                    {spelling, uint64_t(row.id), (*units)[row.unit], row.isWeak, row.calls, row.valueCalls}),
                row.mentions);
  });
}

void LinkedProgram::addMentions(size_t definition, const store::Mentions &mentions) {
  for (const int64_t row : mentions.callees)
    if (const ir::SpellingId callee = spellingAt(row); callee.valid())
      index_.addCall(definition, callee);
  for (const auto &[row, sites] : mentions.memberCalls)
    if (const ir::MemberNameId member = memberAt(row); member.valid())
      index_.addMention(definition, ir::Mention::MemberCall, member, sites);
  for (const auto &[from, to] : mentions.codeFlows)
    index_.addFlow(definition, placeAt(from), placeAt(to));
  addMembers(definition, ir::Mention::MemberLoad, mentions.memberLoads);
  addMembers(definition, ir::Mention::MemberStore, mentions.memberStores);
}

void LinkedProgram::addMembers(size_t definition, ir::Mention kind, const std::vector<int64_t> &members) {
  for (const int64_t row : members)
    if (const ir::MemberNameId member = memberAt(row); member.valid())
      index_.addMention(definition, kind, member);
}

llvm::Error LinkedProgram::loadTargets() {
  llvm::Error error = facts_.forEachTarget([&](const store::TargetRow &row) {
    const ir::SpellingId target = spellingAt(row.target);
    const ir::SpellingId holder = row.holder == 0 ? ir::SpellingId() : spellingAt(row.holder);
    const ir::MemberNameId member = row.member == 0 ? ir::MemberNameId() : memberAt(row.member);
    if (!hasDanglingRows_)
      index_.addTarget({member.valid() ? index_.memberOf(member) : ir::Member(), index_.textOf(target),
                        holder.valid() ? index_.textOf(holder) : std::string(), row.origin});
  });
  if (!error)
    error = facts_.forEachAlias([&](const ir::Alias &alias) { index_.addAlias(alias); });
  return error;
}

const ir::Function &LinkedProgram::function(ir::FunctionId function) const {
  const std::lock_guard lock(decoding_);
  std::unique_ptr<ir::Function> &body = bodies_[function.index];
  if (!body)
    body = decode(function);
  return *body;
}

std::unique_ptr<ir::Function> LinkedProgram::decode(ir::FunctionId function) const {
  llvm::Expected<ir::Function> body = facts_.function(int64_t(index_.bodyOf(function)));
  if (body)
    return std::make_unique<ir::Function>(std::move(*body));
  damaged_.push_back(spelling(function) + ": " + llvm::toString(body.takeError()));
  auto stub = std::make_unique<ir::Function>();
  stub->symbol = ir::parseSymbol(spelling(function)).value_or(ir::Symbol{});
  stub->blocks.emplace_back();
  return stub;
}

/// Must be called with `decoding_` held.
void LinkedProgram::needPrototypes(std::string_view name) const {
  if (!prototypesAsked_.insert(name).second)
    return;
  llvm::Expected<std::vector<ir::Prototype>> prototypes = facts_.prototypesNamed(name);
  if (!prototypes)
    return damaged_.push_back("prototype " + std::string(name) + ": " +
                              llvm::toString(prototypes.takeError()));
  for (ir::Prototype &prototype : *prototypes)
    declarations_.add(std::move(prototype));
}

/// Must be called with `decoding_` held.
void LinkedProgram::needRecords(std::string_view name) const {
  if (!recordsAsked_.insert(name).second)
    return;
  llvm::Expected<std::vector<store::CountedRecord>> records = facts_.recordsNamed(name);
  if (!records)
    return damaged_.push_back("record " + std::string(name) + ": " + llvm::toString(records.takeError()));
  for (store::CountedRecord &counted : *records)
    declarations_.add(std::move(counted.record), counted.units);
}

const ir::Prototype *LinkedProgram::prototype(std::string_view name) const {
  const std::lock_guard lock(decoding_);
  needPrototypes(name);
  return declarations_.prototype(name);
}

const ir::Prototype *LinkedProgram::prototypeIn(std::string_view name, std::string_view file) const {
  const std::lock_guard lock(decoding_);
  needPrototypes(name);
  return declarations_.prototypeIn(name, file);
}

const ir::Record *LinkedProgram::record(std::string_view key) const {
  const std::lock_guard lock(decoding_);
  needRecords(ir::nameOf(key));
  return declarations_.record(key);
}

const ir::Record *LinkedProgram::recordNamed(std::string_view name) const {
  const std::lock_guard lock(decoding_);
  needRecords(name);
  return declarations_.recordNamed(name);
}

} // namespace hookqual::link
